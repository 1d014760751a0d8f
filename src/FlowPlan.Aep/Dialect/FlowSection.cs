using FlowPlan.Aep.Kinds;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Dialect;

/// <summary><c>flows</c>: dataflows, with the source and target connections that they make for themselves.</summary>
internal static class FlowSection
{
    public static void Expand(Expansion expansion, ResourceDeclaration declaration)
    {
        if (CommonParts.TryExisting(expansion, declaration))
            return;
        var (body, span, address) = (declaration.Body, declaration.KeySpan, Expansion.AddressOf(declaration));
        var source = End(expansion, declaration, "source", "sourceConnection", SectionNames.SourceConnections, SourceConnectionSection.Expand);
        var target = End(expansion, declaration, "target", "targetConnection", SectionNames.TargetConnections, TargetConnectionSection.Expand);
        var mapping = expansion.Refer(body, "mapping", SectionNames.Mappings);
        var flowSpec = body["flowSpec"] as Node.Mapping;
        IdForms.CheckSpecification(expansion.Found, flowSpec);
        var expected = body["mapping"] is null ? WellKnown.FlowSpecWithoutMapping : WellKnown.FlowSpecWithMapping;
        var at = flowSpec?.Span ?? body["mapping"]?.Span ?? span;
        var fields = new FieldBuilder()
            .Set(expansion.Required(address, body, span, "name"), body["name"]?.Span ?? span, "name")
            .Copy(body, "description")
            .Set(Value.Of(Expansion.TextOf(flowSpec, "id") ?? expected), at, "flowSpec", "id")
            .Set(Value.Of(Expansion.TextOf(flowSpec, "version") ?? "1.0"), at, "flowSpec", "version")
            .Set(source?.Reference, source?.Span ?? span, "sourceConnectionId")
            .Set(target?.Reference, target?.Span ?? span, "targetConnectionId")
            .Set(body["enabled"]?.ToValue() ?? Value.Of(true), body["enabled"]?.Span ?? span, "enabled")
            .Copy(body, "schedule");
        if (mapping is not null)
        {
            fields
                .Set(new Value.Reference(Expansion.AddressOf(mapping), "id"), body["mapping"]!.Span, "mapping", "id")
                .Set(new Value.Reference(Expansion.AddressOf(mapping), "version"), body["mapping"]!.Span, "mapping", "version");
        }

        FlowRules.Check(expansion, declaration, source?.Declaration, target?.Declaration, mapping, expected);
        CommonParts.Add(expansion, declaration, fields);
    }

    /// <summary>One end of a flow: a connection declared on its own, or one made for the flow under the flow's key.</summary>
    private static FlowEnd? End(
        Expansion expansion, ResourceDeclaration flow, string sugar, string key, string section, Action<Expansion, ResourceDeclaration> expand)
    {
        var body = flow.Body;
        if (body.Entry(key) is { } named)
        {
            if (body.Entry(sugar) is { } both)
                expansion.Found.Add(DialectDiagnostics.NotTogether(both.KeySpan, sugar, $"'{key}'"));
            return expansion.Refer(body, key, section) is { } found
                ? new(found, new Value.Reference(Expansion.AddressOf(found), "id"), named.Value.Span)
                : null;
        }

        if (body.Entry(sugar) is not { Value: Node.Mapping block } entry)
        {
            expansion.Found.Add(DialectDiagnostics.Missing(flow.KeySpan, Expansion.AddressOf(flow), $"{sugar}' or '{key}"));
            return null;
        }

        var address = new ResourceAddress(SectionNames.Kinds[section], flow.Key);
        if (expansion.Find(section, flow.Key) is not null)
        {
            expansion.Found.Add(DialectDiagnostics.SugarCollision(entry.KeySpan, address, key));
            return null;
        }

        var made = new ResourceDeclaration(section, flow.Key, entry.KeySpan, Named(block, flow, sugar));
        expand(expansion, made);
        return new(made, new Value.Reference(address, "id"), entry.KeySpan);
    }

    private static Node.Mapping Named(Node.Mapping block, ResourceDeclaration flow, string sugar)
    {
        if (block["name"] is not null)
            return block;

        // A flow without a name has been reported; its ends need not be as well.
        var name = flow.Body["name"] as Node.Scalar ?? new Node.Scalar(Value.Of(flow.Key), flow.KeySpan);
        var full = name with { Value = Named(name.Value, sugar == "source" ? "Source" : "Target") };
        return block with { Entries = block.Entries.Add(new("name", name.Span, full)) };
    }

    /// <summary>The flow's name with a word behind it; what was secret stays so.</summary>
    private static Value Named(Value name, string word) =>
        name is Value.Secret(var inner) ? new Value.Secret(Named(inner, word)) : Value.Of($"{name} {word}");

    private sealed record FlowEnd(ResourceDeclaration Declaration, Value.Reference Reference, SourceSpan Span);
}
