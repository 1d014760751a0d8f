namespace FlowPlan.Aep.Kinds.Components.References;

/// <summary>The names of the kinds of components, and what their blocks tell those that refer to them.</summary>
internal static class ComponentKinds
{
    public const string FieldGroup = "fieldGroup";
    public const string DataType = "dataType";
    public const string Class = "class";

    /// <summary>The kinds whose titles are unique together.</summary>
    public static IReadOnlyList<string> WithTitles { get; } = [FieldGroup, DataType, Class, "schema"];

    /// <summary>The key under which a block tells its title.</summary>
    public const string Title = "title";
}
