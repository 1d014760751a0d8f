using FlowPlan.Aep.Kinds.Datasets;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Aep.Kinds.Labels;
using FlowPlan.Aep.Services.DatasetService;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Writing;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.DatasetLabels;

/// <summary>The data usage labels of a whole dataset. Their ID is derived from that of the dataset, so that one GET finds them; a dataset without them is not asked for any.</summary>
internal sealed class DatasetLabelsDefinition : KindDefinition
{
    /// <summary>The field, and the key, of the labels.</summary>
    public const string Labels = "labels";

    private const string Dataset = "dataset";

    public override KindDescription Description { get; } = new(
        "datasetLabels",
        "datasetLabels",
        [
            new("id", "the ID of the labels, derived from that of the dataset"),
        ],
        [
            new(Dataset, FieldChangeEffect.Replace),
            new(Labels, FieldChangeEffect.Update) { IsSet = true },
        ],
        [
            new(Dataset, Dataset),
        ])
    {
        NameField = "label",
        Fields = [Dataset, "labels/**"],
        IdFormat = new($"of {DatasetLabelClient.Prefix} and the ID of the dataset", text => text.StartsWith(DatasetLabelClient.Prefix, StringComparison.Ordinal) && IdFormats.Hexadecimal(24).Matches(DatasetOf(text))),
        IsFoundById = true,
        PartOf = new(Dataset, Labels),
    };

    /// <summary>The dataset in the ID of its labels.</summary>
    public static string DatasetOf(string id) => id.StartsWith(DatasetLabelClient.Prefix, StringComparison.Ordinal) ? id[DatasetLabelClient.Prefix.Length..] : id;

    public override string? NaturalKey(Value.Map fields) => fields[Dataset] is Value.Text { Content: var id } ? DatasetLabelClient.Prefix + id : null;

    public override string? DeleteConsequence(LiveObject live) => "data usage policies no longer see the labels of the dataset";

    public override void Read(BlockReader block, FieldBuilder fields)
    {
        fields.Set(block.Reference(Dataset)?.To(), block.SpanOf(Dataset), Dataset);
        if (block.Body[Labels] is null)
            block.ReportMissing(Labels);
        DataUsageLabels.Read(
            block.Body[Labels], block.Address.ToString(), DataUsageLabels.Short, fields, Labels, (span, text, help) => block.Diagnostics.Add(DatasetDiagnostics.BadLabels(span, text, help)));
    }

    public override void ValidateAll(IReadOnlyList<DesiredResource> resources, DesiredGraph graph, DiagnosticBag diagnostics) =>
        OnePerDataset.Check(resources, Dataset, diagnostics);

    public override void Write(LiveObject live, BlockWriter block) => block
        .Reference(Dataset)
        .Set(new YamlEntry(Labels, DataUsageLabels.ToYaml(live.Fields[Labels])));

    public override IResourceOperations Connect(AepServices services) =>
        new DatasetLabelsOperations(this, services.DatasetLabels, services.Catalog, services.Settings.Parallelism);
}
