namespace FlowPlan.Core.Resources;

/// <summary>Objects as lines of detail of a diagnostic.</summary>
internal static class CandidateLines
{
    /// <summary>One line for each object, sorted by ID: the ID and the name.</summary>
    public static List<string> Of(IEnumerable<LiveObject> objects) =>
        [.. objects
            .OrderBy(l => l.Id, StringComparer.Ordinal)
            .Select(l => l.Name is null ? l.Id : $"{l.Id}  {l.Name}")];
}
