using FlowPlan.Aep.Kinds.Components.References;

namespace FlowPlan.Aep.Ingestion;

/// <summary>The fields that every record of a standard class has.</summary>
public static class RequiredFields
{
    private const string Event = StandardTable.Base + "context/experienceevent";

    /// <summary>Documented for events; the table of standard components does not mark them.</summary>
    private static readonly string[] OfEvents = ["_id", "timestamp"];

    /// <summary>The required fields of a class; none when it is not known.</summary>
    public static IReadOnlyList<string> Of(string? schemaClass) => schemaClass switch
    {
        null => [],
        Event => OfEvents,
        _ => StandardFields.RequiredOf(schemaClass),
    };
}
