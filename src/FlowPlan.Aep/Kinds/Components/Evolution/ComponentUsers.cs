namespace FlowPlan.Aep.Kinds.Components.Evolution;

/// <summary>Which schemas use a component, also by way of other components.</summary>
/// <param name="components">Each component that is referred to, with a component that refers to it.</param>
/// <param name="schemas">The same with schemas.</param>
internal sealed class ComponentUsers(IEnumerable<(string Used, string By)> components, IEnumerable<(string Used, UsingSchema By)> schemas)
{
    private readonly ILookup<string, string> components = components.ToLookup(r => r.Used, r => r.By, StringComparer.Ordinal);
    private readonly ILookup<string, UsingSchema> schemas = schemas.ToLookup(r => r.Used, r => r.By, StringComparer.Ordinal);

    /// <summary>The schemas that use a component, sorted by title.</summary>
    public IEnumerable<UsingSchema> Of(string id)
    {
        var users = new HashSet<string>(StringComparer.Ordinal) { id };
        for (var open = new Queue<string>(users); open.TryDequeue(out var used);)
        {
            foreach (var by in components[used].Where(users.Add))
                open.Enqueue(by);
        }

        return users.SelectMany(u => schemas[u]).DistinctBy(s => s.Id).OrderBy(s => s.Title, StringComparer.Ordinal).ThenBy(s => s.Id, StringComparer.Ordinal);
    }
}
