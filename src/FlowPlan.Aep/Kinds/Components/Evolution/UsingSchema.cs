namespace FlowPlan.Aep.Kinds.Components.Evolution;

/// <summary>A schema that uses a component.</summary>
/// <param name="Id">Its <c>$id</c>.</param>
/// <param name="Title">Its title.</param>
/// <param name="IsProfile">Whether it is enabled for Profile.</param>
/// <param name="Datasets">The names of its datasets.</param>
internal sealed record UsingSchema(string Id, string Title, bool IsProfile, IReadOnlyList<string> Datasets)
{
    /// <summary>Whether its fields can only grow.</summary>
    public bool IsLocked => IsProfile || Datasets.Count > 0;

    /// <summary>As a line of a message.</summary>
    public string Describe()
    {
        var reasons = Datasets.Select(d => $"dataset '{d}'");
        return $"schema '{Title}' ({Id}): {string.Join(", ", IsProfile ? reasons.Prepend("enabled for Profile") : reasons)}";
    }
}
