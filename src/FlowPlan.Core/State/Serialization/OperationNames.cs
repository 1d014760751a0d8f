namespace FlowPlan.Core.State.Serialization;

/// <summary>The names of operations in the journal. They are part of the file format: renaming a member of the enum does not change them.</summary>
internal static class OperationNames
{
    private const string Create = "Create";
    private const string Update = "Update";
    private const string Delete = "Delete";

    public static string NameOf(OperationKind operation) => operation switch
    {
        OperationKind.Create => Create,
        OperationKind.Update => Update,
        OperationKind.Delete => Delete,
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, null),
    };

    /// <exception cref="FormatException">The name is unknown.</exception>
    public static OperationKind Parse(string name) => name switch
    {
        Create => OperationKind.Create,
        Update => OperationKind.Update,
        Delete => OperationKind.Delete,
        _ => throw new FormatException($"unknown operation '{name}'"),
    };
}
