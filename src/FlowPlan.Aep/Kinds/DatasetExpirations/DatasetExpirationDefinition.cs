using System.Globalization;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Datasets;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.DatasetExpirations;

/// <summary>When a whole dataset is deleted. A dataset has at most one pending expiration, by which it is found again.</summary>
internal sealed class DatasetExpirationDefinition : KindDefinition
{
    public override KindDescription Description { get; } = new(
        "datasetExpiration",
        "datasetExpirations",
        [
            new("id", "the expiration's ttlId"),
            new("name", "its name"),
        ],
        [
            new("dataset", FieldChangeEffect.Replace),
            new("expiry", FieldChangeEffect.Update) { LossOf = LossOf },
        ],
        [
            new("dataset", "dataset"),
        ])
    {
        Fields = ["name", "description", "dataset", "expiry"],
        IdFormat = new("of SD- and a UUID", text => text.StartsWith("SD-", StringComparison.Ordinal) && Guid.TryParseExact(text[3..], "D", out _)),
    };

    public override IReadOnlyList<DiagnosticDescriptor> Diagnostics => [];

    public override Value.Map Canonicalize(Value.Map fields)
    {
        var timed = CanonicalForms.Rewrite(fields, "expiry", e => TimeText.Of(e) is { } time
            ? Value.Of(time.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture))
            : e);

        // A description is removed by an empty one.
        return timed["description"] == Value.Of(string.Empty) ? timed.Without("description") : timed;
    }

    public override string? Permission => "manage-datasets";

    public override string? NaturalKey(Value.Map fields) => Keys.Of(fields["dataset"]);

    public override void Read(BlockReader block, FieldBuilder fields)
    {
        fields
            .Set(block.Required("name"), block.SpanOf("name"), "name")
            .Copy(block.Body, "description")
            .Set(block.Reference("dataset")?.To(), block.SpanOf("dataset"), "dataset")
            .Set(block.Required("expiry"), block.SpanOf("expiry"), "expiry");
        if (block.Body["expiry"] is Node.Scalar { Value: Value.Text } expiry && TimeText.Of(expiry.Value) is null)
            block.Diagnostics.Add(DatasetDiagnostics.BadRetention(expiry.Span, $"'{expiry.Value}' is not a date or a time", "write a date, such as 2030-12-31, or a time, such as 2030-12-31T18:00:00Z"));
    }

    public override void ValidateAll(IReadOnlyList<DesiredResource> resources, DesiredGraph graph, DiagnosticBag diagnostics) =>
        OnePerDataset.Check(resources, "dataset", diagnostics);

    public override void Write(LiveObject live, BlockWriter block) => block
        .Set("name", live.Fields["name"])
        .Set("description", live.Fields["description"])
        .Reference("dataset")
        .Set("expiry", live.Fields["expiry"]);

    public override IResourceOperations Connect(AepServices services) => new DatasetExpirationOperations(this, services.Hygiene);

    private static string? LossOf(Value? live, Value? planned) =>
        live is not null && planned is not null && TimeText.Of(live) is { } before && TimeText.Of(planned) is { } after && after < before
            ? $"the dataset and its data are deleted earlier, at {planned}"
            : null;
}
