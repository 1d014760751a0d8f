using FlowPlan.Aep.Kinds;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Dialect;

/// <summary><c>schemas</c>: referred to by <c>ref</c>, or made from a <c>definition</c>.</summary>
internal static class SchemaSection
{
    public static void Expand(Expansion expansion, ResourceDeclaration declaration)
    {
        if (CommonParts.TryExisting(expansion, declaration))
            return;
        var body = declaration.Body;
        if (body.Entry("ref") is { } reference)
        {
            foreach (var other in body.Entries.Where(e => e.Key is not ("ref" or "version")))
                expansion.Found.Add(DialectDiagnostics.NotTogether(other.KeySpan, other.Key, "'ref': the schema is not managed here"));
            expansion.Add(new DesiredResource
            {
                Address = Expansion.AddressOf(declaration),
                Fields = Value.Map.Empty,
                Span = declaration.KeySpan,
                Existing = Existing(reference.Value.ToValue().ToString()),
            });
            return;
        }

        if (body["definition"] is not { } definition)
        {
            expansion.Found.Add(DialectDiagnostics.Missing(declaration.KeySpan, Expansion.AddressOf(declaration), "ref' or 'definition"));
            return;
        }

        if (SchemaDefinition.Read(definition, expansion.Declarations.Directory, expansion.Found) is { } read)
            CommonParts.Add(expansion, declaration, read);
    }

    /// <summary>A <c>ref</c> is an id or a title.</summary>
    private static ExistingCriteria Existing(string text) =>
        (SchemaKind.IsId(text) ? ExistingCriteria.ById(text) : ExistingCriteria.ByName(text)) with { Key = "ref" };

    /// <summary>The version that datasets, mappings and targets refer to.</summary>
    public static string VersionOf(ResourceDeclaration? schema) => Expansion.TextOf(schema?.Body, "version") ?? "1.0";
}
