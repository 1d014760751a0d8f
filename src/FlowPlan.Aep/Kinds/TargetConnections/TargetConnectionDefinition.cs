using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Aep.Kinds.Schemas;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.TargetConnections;

/// <summary>Target connections: a dataset in the data lake with fields of its own, and any other target passed through.</summary>
internal sealed class TargetConnectionDefinition : KindDefinition, IInlineExport, IExportNeeds
{
    private static readonly string[] OtherTargetsOnly = ["data", "params"];

    public override KindDescription Description { get; } = new(
        "targetConnection",
        "targetConnections",
        [
            new("id", "the target connection's id"),
            new("name", "its name"),
        ],
        [
            new("spec", FieldChangeEffect.Replace),
            new("dataSetId", FieldChangeEffect.Replace),
            new("schema", FieldChangeEffect.Replace),
            new("data", FieldChangeEffect.Replace) { IsFreeForm = true },
            new("params", FieldChangeEffect.Replace) { IsFreeForm = true },
        ],
        [
            new("dataSetId", "dataset"),
            new("schema/id", "schema"),
        ])
    {
        CreateBeforeDestroy = true,
        Fields = ["name", "description", "spec/id", "spec/version", "dataSetId", "schema/id", "schema/version", "data/**", "params/**"],
        IdFormat = IdFormats.Uuid,
    };

    public override Value.Map Canonicalize(Value.Map fields) =>
        CanonicalForms.Rewrite(SchemaReference.WithFullVersion(fields), "spec", "version", Versions.Full);

    public override string? NaturalKey(Value.Map fields) =>
        Keys.Of(fields["dataSetId"] ?? FieldPath.Find(fields, "spec/id"), fields["name"]);

    public override void Read(BlockReader block, FieldBuilder fields)
    {
        fields.Set(block.Required("name"), block.SpanOf("name"), "name").Copy(block.Body, "description");
        if (block.Body["type"] is not Node.Mapping type)
        {
            ReadDataset(block, fields);
            return;
        }

        var specification = HttpApi.SpecificationOf(block.SpecificationAt("type"));
        fields
            .Set(specification["id"], type.Span, "spec", "id")
            .Set(specification["version"], type.Span, "spec", "version")
            .Copy(block.Body, "data")
            .Copy(block.Body, "params");
    }

    /// <summary>A schema that a target names itself must be that of its dataset.</summary>
    public override void Validate(DesiredResource self, DesiredGraph graph, DiagnosticBag diagnostics)
    {
        if (FieldPath.Find(self.Fields, "schema/id") is Value.Reference own
            && graph.Follow(self, "dataSetId") is { } dataset
            && FieldPath.Find(dataset.Fields, "schema/id") is Value.Reference held)
        {
            SchemaAgreement.Check(diagnostics, graph, self.FieldSpans["schema/id"], self.Address.ToString(), own.Address, dataset.Address.Key, held.Address);
        }
    }

    public override void Write(LiveObject live, BlockWriter block)
    {
        var fields = live.Fields;
        block.Set("name", fields["name"]).Set("description", fields["description"]);
        if (!IsDataset(fields))
        {
            block.SpecificationAt("type", fields["spec"], null).Set("data", fields["data"]).Set("params", fields["params"]);
            return;
        }

        block.Reference("dataset");
        if (Needs(live, block.Scope.IsManaged).Any(r => r.Key == "schema"))
            block.Reference("schema");
    }

    /// <summary>An inline block names a dataset and nothing else.</summary>
    public bool FitsInline(LiveObject live, IExportScope scope) => IsDataset(live.Fields);

    /// <summary>A target takes its schema from its dataset where the manifest describes that.</summary>
    public IEnumerable<ReferenceField> Needs(LiveObject live, Func<ObjectKey, bool> isManaged) =>
        live.Fields.TextOf("dataSetId") is { } dataset && isManaged(new("dataset", dataset))
            ? Description.References.Where(r => r.Key == "dataset")
            : Description.References;

    public override IResourceOperations Connect(AepServices services) => new TargetConnectionOperations(this, services);

    private static void ReadDataset(BlockReader block, FieldBuilder fields)
    {
        block.Reject(OtherTargetsOnly, "'dataset'; it goes with 'type'");
        var own = block.OptionalReference("schema");
        var dataset = block.Reference("dataset");
        var held = SchemaDefaults.SchemaOf(dataset);
        var at = block.SpanOf("dataset");
        var schemaAt = block.Body["schema"]?.Span ?? at;
        fields
            .Set(Value.Of(WellKnown.DataLake), at, "spec", "id")
            .Set(Value.Of(Specification.DefaultVersion), at, "spec", "version")
            .Set(dataset?.To(), at, "dataSetId")
            .Set(own?.To() ?? held ?? dataset?.To("schemaId"), schemaAt, "schema", "id")
            .Set(Value.Of(SchemaDefaults.VersionOf(own ?? dataset)), schemaAt, "schema", "version");
    }

    private static bool IsDataset(Value.Map fields) => FieldPath.Find(fields, "spec/id") == Value.Of(WellKnown.DataLake);
}
