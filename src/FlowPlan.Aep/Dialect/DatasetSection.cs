using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Dialect;

/// <summary><c>datasets</c>.</summary>
internal static class DatasetSection
{
    private static readonly string[] ReservedTags = ["flowplan", "unifiedProfile", "unifiedIdentity"];

    public static void Expand(Expansion expansion, ResourceDeclaration declaration)
    {
        if (CommonParts.TryExisting(expansion, declaration))
            return;
        var (body, span, address) = (declaration.Body, declaration.KeySpan, Expansion.AddressOf(declaration));
        var schema = expansion.Refer(body, "schema", SectionNames.Schemas);
        var fields = new FieldBuilder()
            .Set(expansion.Required(address, body, span, "name"), body["name"]?.Span ?? span, "name")
            .Copy(body, "description")
            .Set(expansion.Reference(address, body, span, "schema", SectionNames.Schemas), body["schema"]?.Span ?? span, "schema", "id")
            .Set(Value.Of(SchemaSection.VersionOf(schema).Split('.')[0]), body["schema"]?.Span ?? span, "schema", "version");
        AddSwitches(expansion, body, fields);
        foreach (var tag in (body["tags"] as Node.Mapping)?.Entries ?? [])
        {
            if (ReservedTags.Contains(tag.Key) || tag.Key.StartsWith("adobe", StringComparison.OrdinalIgnoreCase))
                expansion.Found.Add(DialectDiagnostics.ReservedTag(tag.KeySpan, tag.Key));
            fields.Set(tag.Value, "tags", tag.Key);
        }

        CheckProfile(expansion, declaration, schema, fields);
        CommonParts.Add(expansion, declaration, fields);
    }

    private static void AddSwitches(Expansion expansion, Node.Mapping body, FieldBuilder fields)
    {
        foreach (var name in new[] { "profile", "identity" })
        {
            switch (body[name])
            {
                case Node.Scalar enabled:
                    fields.Set(enabled.Value, enabled.Span, name, "enabled");
                    break;
                case Node.Mapping parts:
                    foreach (var part in parts.Entries)
                        fields.Set(part.Value.ToValue(), part.Value.Span, name, part.Key);
                    break;
            }
        }

        if (FieldPath.Find(fields.Fields, "profile/upsert") == Value.Of(true) && FieldPath.Find(fields.Fields, "profile/enabled") != Value.Of(true))
            expansion.Found.Add(DialectDiagnostics.UpsertWithoutProfile(fields.Spans["profile/upsert"]));
    }

    private static void CheckProfile(Expansion expansion, ResourceDeclaration dataset, ResourceDeclaration? schema, FieldBuilder fields)
    {
        if (schema is null || FieldPath.Find(fields.Fields, "profile/enabled") != Value.Of(true))
            return;
        var desired = expansion.Desired.FirstOrDefault(d => d.Address == Expansion.AddressOf(schema));
        if (desired is { Existing: null } && desired.Fields["profile"] != Value.Of(true))
            expansion.Found.Add(DialectDiagnostics.SchemaNotProfile(fields.Spans["profile/enabled"], dataset.Key, schema.Key));
    }
}
