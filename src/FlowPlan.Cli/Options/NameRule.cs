using System.CommandLine;
using System.Text.RegularExpressions;

namespace FlowPlan.Cli.Options;

/// <summary>What a name in a new manifest must look like.</summary>
/// <param name="Text">The rule as a sentence without a period.</param>
/// <param name="Form">The form of the whole name.</param>
internal sealed partial record NameRule(string Text, Regex Form)
{
    /// <summary>For the name of a project.</summary>
    public static NameRule Project { get; } = new("a project's name has letters, digits, dots, dashes and underscores, and starts with a letter or digit", ProjectForm());

    /// <summary>For the name of an environment.</summary>
    public static NameRule Environment { get; } = new("an environment's name has letters, digits, dashes and underscores, and starts with a lower-case letter", EnvironmentForm());

    /// <summary>For the name of a sandbox.</summary>
    public static NameRule Sandbox { get; } = new("a sandbox's name has lower-case letters, digits and dashes, and starts with a letter", SandboxForm());

    /// <summary>What is wrong with a name; null for a valid one.</summary>
    public string? FaultOf(string name) => Form.IsMatch(name) ? null : $"{name}: {Text}";

    /// <summary>Checks the value of an option.</summary>
    public void Check<T>(Option<T> option) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<string?>() is { } name && FaultOf(name) is { } fault)
            result.AddError($"{option.Name} {fault}");
    });

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]*\z")]
    private static partial Regex ProjectForm();

    [GeneratedRegex(@"\A[a-z][A-Za-z0-9_-]*\z")]
    private static partial Regex EnvironmentForm();

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,255}\z")]
    private static partial Regex SandboxForm();
}
