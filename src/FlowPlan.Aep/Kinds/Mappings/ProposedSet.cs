using System.Text.Json.Nodes;
using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Components.Fields;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Aep.Kinds.Mappings.Bodies;
using FlowPlan.Aep.Kinds.Mappings.Checks;
using FlowPlan.Aep.Services.DataPrep;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Resources.Checks;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Mappings;

/// <summary>A mapping set that Data Prep can validate: with the fields whose values are known and not sensitive.</summary>
internal sealed class ProposedSet
{
    private readonly Value.Map fields;
    private readonly List<string> targets;
    private readonly string? tenant;

    private ProposedSet(DesiredResource desired, Value.Map fields)
    {
        (Desired, this.fields, tenant) = (desired, fields, MappingTenant.TenantIn(fields));
        targets = [.. FieldsIn(fields).Entries.Select(f => f.Key)];
    }

    /// <summary>The mapping as it is declared.</summary>
    public DesiredResource Desired { get; }

    /// <summary>The set that a plan would write; null where its schema is not on the platform as it will be, or where no field can be sent.</summary>
    public static ProposedSet? Of(KindDefinition kind, PlannedObject planned)
    {
        if (SchemaReference.In(planned.Fields).Id is not Value.Text)
            return null;
        var known = Value.Map.Of(planned.Fields.Entries
            .Select(e => MappingFields.Groups.Contains(e.Key) && e.Value is Value.Map group ? KeyValuePair.Create<string, Value>(e.Key, Known(group)) : e)
            .Where(e => IsKnown(e.Value)));
        return FieldsIn(known).Entries.IsEmpty ? null : new(planned.Desired, kind.Canonicalize(known));
    }

    /// <summary>The body of the call.</summary>
    public JsonObject Body(MappingSetFormat format, out IReadOnlyList<string> secrets)
    {
        var payload = new Payload();
        var body = format.Body(fields, version: 0, payload);
        secrets = payload.Secrets;
        return body;
    }

    /// <summary>An error of the service, where the mapping is declared that it names.</summary>
    public Diagnostic FindingOf(MappingError error)
    {
        var reason = error.Reason is null ? null : ServiceErrorParser.Sanitize(error.Reason);
        var target = error.Destination is { } named && targets.Contains(named) ? named
            : error.Position < targets.Count ? targets[error.Position]
            : null;
        return target is null
            ? ValidationDiagnostics.RejectedSet(Desired.Address, Desired.Span, reason)
            : ValidationDiagnostics.RejectedTarget(Desired.Address, SpanOf(target), FieldName.WithoutTenant(target, tenant), reason);
    }

    private static Value.Map FieldsIn(Value.Map set) => set["fields"] as Value.Map ?? Value.Map.Empty;

    private static Value.Map Known(Value.Map group) => Value.Map.Of(group.Entries.Where(e => IsKnown(e.Value)));

    private static bool IsKnown(Value value) => !Secrets.In(value) && Value.ReferencesIn(value).Count == 0;

    /// <summary>The place of what goes into a target, or else of the target.</summary>
    private SourceSpan SpanOf(string target)
    {
        foreach (var declared in (IEnumerable<string>)[FieldName.WithoutTenant(target, tenant), target])
        {
            foreach (var part in (IEnumerable<string>)["expression", "source", "static", TargetRules.Place])
            {
                if (Desired.FieldSpans.TryGetValue(FieldPath.Of("fields", declared, part), out var span))
                    return span;
            }
        }

        return Desired.Span;
    }
}
