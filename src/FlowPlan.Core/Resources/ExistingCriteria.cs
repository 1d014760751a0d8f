namespace FlowPlan.Core.Resources;

/// <summary>How to find the object that a resource only refers to: by its id or by its name, never both.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name, which must be the only one.</param>
public sealed record ExistingCriteria(string? Id, string? Name)
{
    /// <summary>The key of the manifest that gives it, for messages and for the manifest's hash.</summary>
    public string Key
    {
        get => field ?? (Id is null ? "name" : "id");
        init;
    }

    /// <summary>The id or the name.</summary>
    public string Text => Id ?? Name ?? string.Empty;

    /// <summary>An object with that id.</summary>
    public static ExistingCriteria ById(string id) => new(id, null);

    /// <summary>The only object with that name.</summary>
    public static ExistingCriteria ByName(string name) => new(null, name);
}
