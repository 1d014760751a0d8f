using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Schemas;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Datasets;

/// <summary>The retention of a dataset: its field, its extensions in Catalog, and its rules.</summary>
internal static class DatasetRetention
{
    /// <summary>The field.</summary>
    public const string Field = "retention";

    /// <summary>The field of a live dataset. What the service set by itself is not there.</summary>
    public static Value.Map? Of(JsonElement dataset) => Keys.Group([.. Retention.Stores.Select(s => (s.Key, ValueOf(dataset.At("extensions", s.Store, "rowExpiration"))))]);

    /// <summary>What brings the extensions to the changes; null where nothing changes.</summary>
    public static JsonObject? BodyOf(IEnumerable<FieldWrite> changes, Payload payload)
    {
        var extensions = new JsonObject();
        foreach (var (key, store, _) in Retention.Stores)
        {
            if (changes.FirstOrDefault(c => c.Path.Keys is [Field, var changed] && changed == key) is { Value: { } value })
                extensions[store] = new JsonObject { ["rowExpiration"] = new JsonObject { ["ttlValue"] = payload.Node(value) } };
        }

        return extensions.Count == 0 ? null : new() { ["extensions"] = extensions };
    }

    /// <summary>A retention is a duration that is not too short, of a dataset of events.</summary>
    public static void Check(DesiredResource dataset, DesiredGraph graph, DiagnosticBag diagnostics)
    {
        if (dataset.Fields[Field] is not Value.Map { Entries.IsEmpty: false } declared)
            return;
        foreach (var (key, _, least) in Retention.Stores)
        {
            if (declared[key] is not Value.Text(var text))
                continue;
            var span = dataset.SpanOf(FieldPath.Of(Field, key));
            if (Retention.DaysOf(text) is not { } days)
                diagnostics.Add(DatasetDiagnostics.BadRetention(span, $"'{text}' is not a duration", "write years, months, weeks or days, such as P13M or P90D"));
            else if (days < least)
                diagnostics.Add(DatasetDiagnostics.BadRetention(span, $"'{text}' is too short", FormattableString.Invariant($"{(key == "lake" ? "the data lake" : "Profile")} keeps rows for {least} days at least")));
        }

        if (SchemaBehavior.IsTimeSeries(dataset, graph) == false)
            diagnostics.Add(DatasetDiagnostics.BadRetention(dataset.SpanOf(Field), $"{dataset.Address} holds records, whose rows have no time to expire by", "remove 'retention'; only datasets of a time-series class have one"));
    }

    private static Value? ValueOf(JsonElement expiration) => expiration.TextAt("valueStatus") == "default" ? null : expiration.ValueAt("ttlValue");
}
