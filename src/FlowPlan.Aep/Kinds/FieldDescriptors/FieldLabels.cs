namespace FlowPlan.Aep.Kinds.FieldDescriptors;

/// <summary>Labels of data governance, such as <c>core/C1</c>.</summary>
internal static class FieldLabels
{
    private const string Core = "core/";

    /// <summary>The name as the service has it: a name without a slash is one of Adobe's own labels.</summary>
    public static string Full(string label) => label.Contains('/', StringComparison.Ordinal) ? label : Core + label;

    /// <summary>The name as a manifest has it.</summary>
    public static string Short(string label) => label.StartsWith(Core, StringComparison.Ordinal) ? label[Core.Length..] : label;
}
