using System.Text.RegularExpressions;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests.Blocks;

/// <summary>The form of keys that users choose.</summary>
internal static partial class KeyRules
{
    public const string Resource = ResourceKey.Pattern;
    public const string Variable = "^[A-Za-z][A-Za-z0-9_]*$";
    public const string Environment = "^[a-z][A-Za-z0-9_-]*$";

    public static bool IsResource(string key) => ResourceForm().IsMatch(key);

    /// <summary>Whether a key is one that cannot be made by <c>forEach</c>.</summary>
    public static bool IsName(string key) => IsResource(key) && !key.EndsWith(']');

    public static bool IsVariable(string key) => VariableForm().IsMatch(key);

    public static bool IsEnvironment(string key) => EnvironmentForm().IsMatch(key);

    /// <summary>A rule in words.</summary>
    public static string InWords(string pattern) => pattern switch
    {
        Resource => "a key has letters, digits, '_' and '-', and starts with a letter or '_'",
        Variable => "a variable's name has letters, digits and '_', and starts with a letter",
        Environment => "an environment's name has letters, digits, '_' and '-', and starts with a lower-case letter",
        _ => $"it must match {pattern}",
    };

    // Not '$', which in .NET also matches before a final line break, and a quoted key may end with one.
    [GeneratedRegex("""\A[A-Za-z_][A-Za-z0-9_-]*(\["[^"\\\p{Cc}]+"\])?\z""")]
    private static partial Regex ResourceForm();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_]*\z")]
    private static partial Regex VariableForm();

    [GeneratedRegex(@"\A[a-z][A-Za-z0-9_-]*\z")]
    private static partial Regex EnvironmentForm();
}
