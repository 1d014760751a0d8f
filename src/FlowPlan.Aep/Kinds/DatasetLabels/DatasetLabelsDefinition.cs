using FlowPlan.Aep.Kinds.Datasets;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Aep.Services.DatasetService;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Manifests.Writing;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.DatasetLabels;

/// <summary>The labels of a whole dataset. Their ID is made of that of the dataset, so that one GET finds them; a dataset without them is not asked for any.</summary>
internal sealed class DatasetLabelsDefinition : KindDefinition
{
    /// <summary>The field, and the key, of the labels.</summary>
    public const string Labels = "labels";

    private const string Dataset = "dataset";
    private const string Core = "core/";

    public override KindDescription Description { get; } = new(
        "datasetLabels",
        "datasetLabels",
        [
            new("id", "the ID of the labels, made of that of the dataset"),
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

    /// <summary>The field of labels as the service has them.</summary>
    public static Value.Map FieldOf(IEnumerable<string> labels) => Value.Map.Of(labels.Select(Short).Distinct(StringComparer.Ordinal).Select(l => KeyValuePair.Create(l, Value.Of(true))));

    public override string? NaturalKey(Value.Map fields) => fields[Dataset] is Value.Text { Content: var id } ? DatasetLabelClient.Prefix + id : null;

    public override string? DeleteConsequence(LiveObject live) => "data usage policies no longer see the labels of the dataset";

    public override void Read(BlockReader block, FieldBuilder fields)
    {
        fields.Set(block.Reference(Dataset)?.To(), block.SpanOf(Dataset), Dataset);
        if (block.Body[Labels] is null)
            block.ReportMissing(Labels);
        else if (block.Body[Labels] is Node.Sequence { Items.IsEmpty: true })
            Report(block, block.SpanOf(Labels), $"{block.Address} has no labels", "add a label, or remove the block");
        foreach (var label in (block.Body[Labels] as Node.Sequence)?.Items ?? [])
        {
            if (label.ToValue() is Value.Text(var name))
                fields.Set(Value.Of(true), label.Span, Labels, Short(name));
            else
                Report(block, label.Span, $"a label of {block.Address} is not a text", "name a label, such as C1; it cannot be sensitive, because all platform users see labels");
        }
    }

    public override void ValidateAll(IReadOnlyList<DesiredResource> resources, DesiredGraph graph, DiagnosticBag diagnostics) =>
        OnePerDataset.Check(resources, Dataset, diagnostics);

    public override void Write(LiveObject live, BlockWriter block) => block
        .Reference(Dataset)
        .Set(new YamlEntry(Labels, new Yaml.List([.. (live.Fields[Labels] as Value.Map ?? Value.Map.Empty).Entries.Select(l => Yaml.EscapedText(l.Key))])));

    public override IResourceOperations Connect(AepServices services) =>
        new DatasetLabelsOperations(this, services.DatasetLabels, services.Catalog, services.Settings.Parallelism);

    /// <summary>Adobe's own labels have no prefix here, other than in a descriptor of a field.</summary>
    private static string Short(string label) => label.StartsWith(Core, StringComparison.Ordinal) ? label[Core.Length..] : label;

    private static void Report(BlockReader block, SourceSpan span, string text, string help) => block.Diagnostics.Add(DatasetDiagnostics.BadLabels(span, text, help));
}
