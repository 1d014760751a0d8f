using System.Collections.Immutable;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Dialect;

/// <summary>What every resource may have: <c>existing</c>, <c>adopt</c>, <c>dependsOn</c>, <c>lifecycle</c>.</summary>
internal static class CommonParts
{
    private static readonly string[] BesideExisting = ["existing", "version"];

    /// <summary>Declares a read-only reference when the block is one.</summary>
    public static bool TryExisting(Expansion expansion, ResourceDeclaration declaration)
    {
        if (declaration.Body.Entry("existing") is not { } existing)
            return false;
        foreach (var other in declaration.Body.Entries.Where(e => !BesideExisting.Contains(e.Key)))
            expansion.Found.Add(DialectDiagnostics.NotTogether(other.KeySpan, other.Key, "'existing': the object is not managed here"));
        var address = Expansion.AddressOf(declaration);
        if (existing.Value is Node.Mapping criteria)
        {
            if (criteria["id"] is Node.Scalar id)
                IdForms.Check(expansion.Found, address.Kind, id);
            expansion.Add(new DesiredResource
            {
                Address = address,
                Fields = Value.Map.Empty,
                Span = declaration.KeySpan,
                Existing = new((criteria["id"] as Node.Scalar)?.Value.ToString(), (criteria["name"] as Node.Scalar)?.Value.ToString()),
            });
        }

        return true;
    }

    /// <summary>Declares a managed resource.</summary>
    public static void Add(Expansion expansion, ResourceDeclaration declaration, FieldBuilder fields)
    {
        var body = declaration.Body;
        var address = Expansion.AddressOf(declaration);
        if (body["adopt"] is Node.Scalar adopt)
            IdForms.Check(expansion.Found, address.Kind, adopt);
        expansion.Add(new DesiredResource
        {
            Address = address,
            Fields = fields.Fields,
            FieldSpans = fields.Spans,
            Span = declaration.KeySpan,
            Adopt = Expansion.TextOf(body, "adopt"),
            DependsOn = DependsOn(expansion, body),
            Lifecycle = LifecycleOf(body["lifecycle"] as Node.Mapping),
        });
    }

    private static ImmutableArray<ResourceAddress> DependsOn(Expansion expansion, Node.Mapping body)
    {
        var addresses = ImmutableArray.CreateBuilder<ResourceAddress>();
        foreach (var item in (body["dependsOn"] as Node.Sequence)?.Items.OfType<Node.Scalar>() ?? [])
        {
            var text = item.Value.ToString();
            var section = ResourceAddress.TryParse(text, out var address)
                ? SectionNames.Kinds.Where(k => k.Key == address.Kind || k.Value == address.Kind).Select(k => k.Key).FirstOrDefault()
                : null;
            if (section is null)
                expansion.Found.Add(DialectDiagnostics.BadAddress(item.Span, text));
            else if (!expansion.KeysOf(section).Contains(address.Key))
                expansion.Found.Add(DialectDiagnostics.UnknownReference(item.Span, section, address.Key, expansion.KeysOf(section)));
            else
                addresses.Add(new(SectionNames.Kinds[section], address.Key));
        }

        return [.. addresses.Distinct().Order()];
    }

    private static Lifecycle LifecycleOf(Node.Mapping? body) => body is null
        ? Lifecycle.Default
        : new(
            (body["preventDestroy"] as Node.Scalar)?.Value == Value.Of(true),
            [.. (body["ignoreChanges"] as Node.Sequence)?.Items.Select(i => i.ToValue().ToString()) ?? []],
            ((body["createBeforeDestroy"] as Node.Scalar)?.Value as Value.Bool)?.Truth);
}
