using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Components.References;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Schemas;

/// <summary>Whether the records of a schema are events, as far as is known offline.</summary>
internal static class SchemaBehavior
{
    private const string TimeSeries = "time-series";

    /// <summary>Whether the schema of a dataset holds events; null where that is not known.</summary>
    public static bool? IsTimeSeries(DesiredResource dataset, DesiredGraph graph) => graph.Follow(dataset, "schema/id") switch
    {
        null => null,
        var schema when graph.Follow(schema, "class") is { } own => own.Fields.TextOf("behavior") == TimeSeries,
        { Fields: var fields } when fields["class"] is Value.Text(var id) => StandardComponents.HasBehavior(XdmIds.ToUri(id), TimeSeries),
        _ => null,
    };
}
