using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Aep.Kinds.Sources;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Flows;

/// <summary>Flows: from a source connection through a mapping to a target connection.</summary>
internal sealed class FlowDefinition : KindDefinition
{
    /// <summary>The name of the kind, for what starts from flows.</summary>
    public const string KindName = "flow";

    public override KindDescription Description { get; } = new(
        KindName,
        "flows",
        [
            new("id", "the flow's id, which producers send as x-adobe-flow-id"),
            new("name", "its name"),
        ],
        [
            new("flowSpec", FieldChangeEffect.Replace),
            new("sourceConnectionId", FieldChangeEffect.Replace),
            new("targetConnectionId", FieldChangeEffect.Replace),
            new("enabled", FieldChangeEffect.Update) { DefaultValue = Value.Of(true) },
            new("schedule", FieldChangeEffect.Update) { IsFreeForm = true },
        ],
        [
            new("sourceConnectionId", "sourceConnection") { SameUnit = true, Inline = new("source", " Source") },
            new("targetConnectionId", "targetConnection") { SameUnit = true, Inline = new("target", " Target") },
            new("mapping/id", "mapping"),
        ])
    {
        CreateBeforeDestroy = true,
        Fields = ["name", "description", "enabled", "flowSpec/id", "flowSpec/version", "sourceConnectionId", "targetConnectionId", "mapping/id", "mapping/version", "copy/column", "copy/format", "copy/timezone", "encryption", "schedule/**"],
        IdFormat = IdFormats.Uuid,
    };

    public override IReadOnlyList<DiagnosticDescriptor> Diagnostics => FlowDescriptors.All;

    public override Value.Map Canonicalize(Value.Map fields)
    {
        var canonical = CanonicalForms.Rewrite(fields, "flowSpec", "version", Versions.Full);
        canonical = CanonicalForms.Rewrite(canonical, "mapping", "version", CanonicalForms.Integer);
        return canonical["schedule"] is Value.Null or Value.Map { Entries.IsEmpty: true } ? canonical.Without("schedule") : canonical;
    }

    public override string? NaturalKey(Value.Map fields) => Keys.Of(fields["name"]);

    public override string? AlternateKey(Value.Map fields) => Keys.Of(fields["sourceConnectionId"], fields["targetConnectionId"]);

    public override string? DeleteConsequence(LiveObject live) => "data sent to the flow is no longer ingested";

    /// <summary>Producers that post to an HTTP inlet name the flow by its id, which a replacement changes; other sources are polled by the flow itself.</summary>
    public override string? ReplaceConsequence(LiveObject live) =>
        FieldPath.Find(live.Fields, "flowSpec/id") is Value.Text { Content: WellKnown.FlowSpecWithMapping or WellKnown.FlowSpecWithoutMapping }
            ? $"the flow id changes; records sent with x-adobe-flow-id {live.Id} are no longer ingested"
            : null;

    /// <summary>The start of a schedule can be changed until it has come; the whole schedule can still be removed.</summary>
    public override string? WhyFixed(FieldPath path, Value.Map declared, Value.Map live, DateTimeOffset now) =>
        path == "schedule/startTime" && declared["schedule"] is not null && FlowSchedule.StartOf(live) is { } start && start <= now
            ? FlowSchedule.WhyFixed(start, FieldPath.Find(live, path)!)
            : null;

    public override void Read(BlockReader block, FieldBuilder fields)
    {
        var (body, source, target) = (block.Body, block.Reference("sourceConnection"), block.Reference("targetConnection"));
        var mapping = block.OptionalReference("mapping");
        var specification = block.SpecificationAt("flowSpec");
        var named = SourceNames.In(source?.Defaults);
        var implied = named?.FlowSpec ?? FlowRules.ImpliedSpecification(body["mapping"] is not null);
        var specified = body["flowSpec"]?.Span ?? block.SpanOf("mapping");
        fields
            .Set(block.Required("name"), block.SpanOf("name"), "name")
            .Copy(body, "description")
            .Mark((body["flowSpec"] as Node.Mapping)?["id"]?.Span ?? (named is null ? null : source!.Span), "flowSpec")
            .Set(Value.Of(specification?.Id ?? implied), specified, "flowSpec", "id")
            .Set(Value.Of(specification?.Version ?? Specification.DefaultVersion), specified, "flowSpec", "version")
            .Set(source?.To(), source?.Span ?? block.Span, "sourceConnectionId")
            .Set(target?.To(), target?.Span ?? block.Span, "targetConnectionId")
            .Set(body["enabled"]?.ToValue() ?? Value.Of(true), block.SpanOf("enabled"), "enabled")
            .Mark(body.Entry("mapping")?.KeySpan, "mapping")
            .Set(mapping?.To(), block.SpanOf("mapping"), "mapping", "id")
            .Set(mapping?.To("version"), block.SpanOf("mapping"), "mapping", "version");
        fields.Copy(body, FlowTransformations.EncryptionField).Shorthand(body[FlowTransformations.CopyField], FlowTransformations.CopyField, "column");
        CheckTransformations(block, named);
        if (body["schedule"] is not Node.Mapping { } schedule || schedule["every"] is null)
        {
            if (body["schedule"] is Node.Mapping raw && ScheduleForm.FaultIn(raw) is var (what, at))
                block.Diagnostics.Add(SourceDiagnostics.BadSchedule(raw[at]!.Span, what));
            fields.Copy(body, "schedule");
            return;
        }

        var (parameters, fault, key) = ScheduleForm.Read(schedule);
        if (fault is not null)
            block.Diagnostics.Add(SourceDiagnostics.BadSchedule(schedule[key!]?.Span ?? schedule.Span, fault));
        foreach (var (name, value) in parameters?.Entries ?? [])
            fields.Set(value, schedule.Span, "schedule", name);
    }

    /// <summary>Tables are copied by a column, and files can be encrypted.</summary>
    private static void CheckTransformations(BlockReader block, SourceType? named)
    {
        foreach (var (key, family, what) in (ReadOnlySpan<(string, SourceFamily, string)>)[(FlowTransformations.CopyField, SourceFamily.Tables, "databases"), (FlowTransformations.EncryptionField, SourceFamily.Files, "files")])
        {
            if (named is not null && named.Family != family && block.Body.Entry(key) is { } entry)
                block.Diagnostics.Add(SourceDiagnostics.Invalid(entry.KeySpan, $"{named.Title} has no '{key}'", $"it is for sources of {what}; remove it"));
        }
    }

    public override void Validate(DesiredResource self, DesiredGraph graph, DiagnosticBag diagnostics) => FlowRules.Check(self, graph, diagnostics);

    public override void Write(LiveObject live, BlockWriter block)
    {
        var fields = live.Fields;
        block
            .Multiline()
            .Set("name", fields["name"])
            .Set("description", fields["description"])
            .Reference("sourceConnection")
            .Reference("targetConnection")
            .Reference("mapping")
            .SpecificationAt("flowSpec", fields["flowSpec"], ImpliedSpecification(fields, block.Scope))
            .Set("copy", fields["copy"])
            .Set("encryption", fields["encryption"])
            .Set("enabled", fields["enabled"] == Value.Of(false) ? fields["enabled"] : null)
            .Set("schedule", fields["schedule"]);
        if (OlderMapping(fields, block.Scope) is var (runs, latest))
        {
            block
                .Note($"The flow runs version {runs} of its mapping; the latest is {latest}. Remove 'ignoreChanges' to update it.")
                .IgnoreChanges("mapping.version");
        }
    }

    public override void ValidateAll(IReadOnlyList<DesiredResource> resources, DesiredGraph graph, DiagnosticBag diagnostics) =>
        BatchGuardrail.Check(resources, graph, diagnostics);

    public override IResourceOperations Connect(AepServices services) => new FlowOperations(this, services);

    /// <summary>The specification that follows from the mapping; for a source other than the HTTP API it is always written.</summary>
    private static string? ImpliedSpecification(Value.Map fields, IExportScope scope)
    {
        var source = scope.Find(new("sourceConnection", fields.TextOf("sourceConnectionId") ?? string.Empty));
        var connection = new ObjectKey("connection", source?.Fields.TextOf("baseConnectionId") ?? string.Empty);
        return scope.IsManaged(connection) && !HttpApi.Is(scope.Find(connection)!.Fields["type"])
            ? null
            : FlowRules.ImpliedSpecification(FieldPath.Find(fields, "mapping/id") is not null);
    }

    /// <summary>The version of its mapping that a flow runs and the latest one, where they differ.</summary>
    private static (Value Runs, Value Latest)? OlderMapping(Value.Map fields, IExportScope scope)
    {
        var mapping = scope.Find(new("mapping", (FieldPath.Find(fields, "mapping/id") as Value.Text)?.Content ?? string.Empty));
        return mapping?.Attributes["version"] is { } latest && FieldPath.Find(fields, "mapping/version") is { } runs && runs != latest
            ? (runs, latest)
            : null;
    }
}
