using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Aep.Kinds.Sources;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.SourceConnections;

/// <summary>Source connections. The service does not carry their edits into a flow, so all but name and description replaces.</summary>
internal sealed class SourceConnectionDefinition : KindDefinition, IInlineExport
{
    public override KindDescription Description { get; } = new(
        "sourceConnection",
        "sourceConnections",
        [
            new("id", "the source connection's id"),
            new("name", "its name"),
        ],
        [
            new("baseConnectionId", FieldChangeEffect.Replace),
            new("spec", FieldChangeEffect.Replace),
            new("data", FieldChangeEffect.Replace) { IsFreeForm = true },
            new("params", FieldChangeEffect.Replace) { IsFreeForm = true },
        ],
        [
            new("baseConnectionId", "connection"),
        ])
    {
        CreateBeforeDestroy = true,
        Fields = ["name", "description", "baseConnectionId", "spec/id", "spec/version", "data/**", "params/**"],
        IdFormat = IdFormats.Uuid,
    };

    public override Value.Map Canonicalize(Value.Map fields) => CanonicalForms.Rewrite(fields, "spec", "version", Versions.Full);

    public override string? NaturalKey(Value.Map fields) => Keys.Of(fields["baseConnectionId"], fields["name"]);

    public override void Read(BlockReader block, FieldBuilder fields)
    {
        var connection = block.Reference("connection");
        var declared = block.SpecificationAt("type");
        var specification = block.Body["type"] is null && connection?.Defaults["spec"] is Value.Map ofConnection
            ? ofConnection
            : HttpApi.SpecificationOf(declared);
        var at = block.Body["type"]?.Span ?? block.SpanOf("connection");
        fields
            .Set(block.Required("name"), block.SpanOf("name"), "name")
            .Copy(block.Body, "description")
            .Set(connection?.To(), block.SpanOf("connection"), "baseConnectionId")
            .Set(specification["id"], at, "spec", "id")
            .Set(specification["version"], at, "spec", "version")
            .Copy(block.Body, "data")
            .Copy(block.Body, "params");
        ReadParameters(block, SourceNames.In(connection?.Defaults), fields);
    }

    /// <summary>The source, from which the specification of a flow follows.</summary>
    public override Value.Map ReadDefaults(BlockReader block) =>
        block.OptionalReference("connection")?.Defaults[SourceNames.Key] is { } source ? Value.Map.Of((SourceNames.Key, source)) : Value.Map.Empty;

    public override IReadOnlyList<DiagnosticDescriptor> Diagnostics => SourceDescriptors.All;

    /// <summary>Of two that read one subscription or consumer group each would get a part of the messages.</summary>
    public override void Validate(DesiredResource self, DesiredGraph graph, DiagnosticBag diagnostics)
    {
        foreach (var (path, what) in new[] { ("params/subscriptionName", "the subscription"), ("params/eventHubName", "the consumer group of the event hub") })
        {
            if (FieldPath.Find(self.Fields, path) is not Value.Text(var name))
                continue;
            var first = graph.WithText(path, name).FirstOrDefault(o => o.Address.Kind == self.Address.Kind
                && Equals(o.Fields["baseConnectionId"], self.Fields["baseConnectionId"])
                && Equals(FieldPath.Find(o.Fields, "params/consumerGroup"), FieldPath.Find(self.Fields, "params/consumerGroup")));
            if (first is not null && first.Address != self.Address)
                diagnostics.Add(SourceDiagnostics.SharedConsumer(self.FieldSpans.GetValueOrDefault(path) ?? self.Span, self.Address, $"{what} '{name}'", first.Address));
        }
    }

    private static void ReadParameters(BlockReader block, SourceType? source, FieldBuilder fields)
    {
        if (source is null)
        {
            foreach (var entry in block.Body.Entries.Where(e => SourceParameters.All.Any(p => p.Key == e.Key)))
                block.Diagnostics.Add(SourceDiagnostics.Invalid(entry.KeySpan, $"'{entry.Key}' is for a connection that names its source, such as 'type: amazon-s3'", "write it in 'data' or 'params', as the service takes it"));
            return;
        }

        foreach (var (path, value) in SourceReader.Parameters(source, block.Body, block.Span, block.Diagnostics))
            fields.Set(value, path.Keys.AsSpan());
        if (source.Family != SourceFamily.Files && block.Body["data"] is null)
            fields.Set(Value.Of(source.Family == SourceFamily.Tables ? "tabular" : "json"), block.SpanOf("connection"), "data", "format");
    }

    public override void Write(LiveObject live, BlockWriter block)
    {
        block.Set("name", live.Fields["name"]).Set("description", live.Fields["description"]).Reference("connection");
        if (!FitsInline(live, block.Scope))
            block.SpecificationAt("type", live.Fields["spec"], null);
        block.Set("data", live.Fields["data"]).Set("params", live.Fields["params"]);
    }

    /// <summary>An inline block has no key for a specification: it is that of the connection.</summary>
    public bool FitsInline(LiveObject live, IExportScope scope)
    {
        var connection = new ObjectKey("connection", live.Fields.TextOf("baseConnectionId") ?? string.Empty);
        var implied = scope.IsManaged(connection) ? scope.Find(connection)!.Fields["type"] : HttpApi.Specification;
        return Equals(live.Fields["spec"], implied);
    }

    public override IResourceOperations Connect(AepServices services) => new SourceConnectionOperations(this, services);
}
