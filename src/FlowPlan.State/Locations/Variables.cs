namespace FlowPlan.State.Locations;

/// <summary>Reads variables of the process, or other texts with names.</summary>
internal static class Variables
{
    /// <summary>The value of a name; null where it is not set, or set to nothing.</summary>
    public static string? ValueOf(this IReadOnlyDictionary<string, string> variables, string name) =>
        variables.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
}
