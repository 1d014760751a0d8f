namespace FlowPlan.Aep.Ingestion;

/// <summary>
/// The fields that every record of a standard class has, as the public XDM repository of Adobe (github.com/adobe/xdm, CC BY 4.0) marks them.
/// </summary>
public static class RequiredFields
{
    private const string Xdm = "https://ns.adobe.com/xdm/";

    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        [Xdm + "context/experienceevent"] = ["_id", "timestamp"],
        [Xdm + "context/segmentdefinition"] = ["segmentName"],
        [Xdm + "classes/media-scheduled-program"] = ["scheduleDate", "mediaProgramDetails", "defaultMetadata", "customMetadata", "scheduleFilter"],
        [Xdm + "classes/paid-media"] = ["entityType"],
        [Xdm + "classes/weather"] = ["weatherID"],
    };

    /// <summary>The required fields of a class; none when it is not known.</summary>
    public static IReadOnlyList<string> Of(string? schemaClass) => schemaClass is not null && Known.TryGetValue(schemaClass, out var fields) ? fields : [];
}
