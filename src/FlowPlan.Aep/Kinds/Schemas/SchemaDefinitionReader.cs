using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Components.References;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Schemas;

/// <summary>
/// Reads a schema's definition: raw XDM with <c>allOf</c>, or the short form with <c>class</c> and <c>fieldGroups</c>.
/// JSON is YAML too, so that the manifest's own reader gives every part its place.
/// </summary>
internal sealed class SchemaDefinitionReader(IManifestSource source, string folder, IExpressionEvaluator? expressions = null, ComponentReferences? references = null)
{
    /// <summary>Reads a definition into fields; false when it has faults, which are reported.</summary>
    public bool Read(Node definition, FieldBuilder fields, DiagnosticBag diagnostics)
    {
        var body = definition switch
        {
            Node.Mapping inline => inline,
            Node.Scalar file => ReadFile(file, diagnostics),
            _ => null,
        };
        if (body is null)
            return false;
        var faults = new DiagnosticBag();
        SchemaDefinitionForm.Check(body, faults);
        if (!faults.HasErrors)
            ReadFields(body, fields, faults);
        diagnostics.AddRange(faults.ToSorted());
        return !faults.HasErrors;
    }

    /// <summary>Reads a block that holds the definition itself; false when it has faults, which are reported.</summary>
    public bool ReadBlock(BlockReader block, FieldBuilder fields)
    {
        var faults = new DiagnosticBag();
        if (block.Body["title"] is null)
            block.ReportMissing("title");
        else
            ReadFields(block.Body, fields, faults);
        block.Diagnostics.AddRange(faults.ToSorted());
        return block.Body["title"] is not null && !faults.HasErrors;
    }

    private void ReadFields(Node.Mapping body, FieldBuilder fields, DiagnosticBag diagnostics)
    {
        fields.Copy(body, "title").Copy(body, "description");
        if (body["title"] is null)
            diagnostics.Add(SchemaDiagnostics.BadDefinition(body.Span, "the schema definition has no title", "add \"title\": \"…\"; schemas are found again by it"));
        new SchemaParts(references, diagnostics).Read(body, fields);
        if (IsProfile(body))
            fields.Set(Value.Of(true), (body["meta:immutableTags"] ?? body["profile"])!.Span, "profile");
    }

    private Node.Mapping? ReadFile(Node.Scalar file, DiagnosticBag diagnostics) => DefinitionFile.Read(
        source, folder, expressions, file, span => SchemaDiagnostics.BadDefinition(span, $"there is no schema definition '{file.Value}'", "paths start at the manifest's folder"), diagnostics);

    private static bool IsProfile(Node.Mapping body) =>
        (body["profile"] as Node.Scalar)?.Value == Value.Of(true)
        || (body["meta:immutableTags"] as Node.Sequence)?.Items.Any(i => i.ToValue() == Value.Of(ProfileTag.Union)) == true;
}
