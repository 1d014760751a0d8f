using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.Manifests.Variables;

/// <summary>The findings about environments and variables.</summary>
internal static class VariableDiagnostics
{
    public static Diagnostic EnvironmentMissing(IReadOnlyList<string> declared, SourceSpan span) =>
        Diagnostic.Of(VariableDescriptors.EnvironmentRequired, "the manifest has several environments", span, $"choose one: {string.Join(" or ", declared.Select(d => $"--env {d}"))}");

    public static Diagnostic EnvironmentUnknown(string given, IReadOnlyList<string> declared, SourceSpan span) =>
        Diagnostic.Of(
            VariableDescriptors.UnknownEnvironment,
            $"the manifest has no environment '{given}'",
            span,
            DidYouMean.Help(given, declared, "it declares none; leave --env out, or add 'environments'"));

    public static Diagnostic VariableUnknown(string name, IEnumerable<string> declared, SourceSpan? span, string source) =>
        Diagnostic.Of(VariableDescriptors.UnknownVariable, $"{source} sets '{name}', but the manifest declares no such variable", span, DidYouMean.Help(name, declared, "declare it under 'variables'"));

    public static Diagnostic VariableUnset(Variable variable) =>
        Diagnostic.Of(
            VariableDescriptors.VariableNotSet,
            $"the variable '{variable.Name}' has no value",
            variable.Span,
            variable.Sensitive
                ? $"it is sensitive, so its value stays out of the manifest: pass it by FLOWPLAN_VAR_{variable.Name} or a --var-file"
                : $"give it a default, set it under the environment's 'variables', or pass it: --var {variable.Name}=…, FLOWPLAN_VAR_{variable.Name} or a --var-file");

    public static Diagnostic VariableType(Variable variable, SourceSpan span, string source, string given) =>
        Diagnostic.Of(
            VariableDescriptors.VariableType,
            $"the variable '{variable.Name}' is of type {variable.Type}, and {source} gives {given}",
            span,
            variable.Type switch
            {
                "number" => "write digits, such as 3 or 0.5",
                "boolean" => "write true or false",
                "list" => "write a list, such as [one, two]",
                "map" => "write a map, such as {key: value}",
                _ => "write a text, in quotes where needed",
            });

    public static Diagnostic VariableInvalid(string name, SourceSpan span, string rule) =>
        Diagnostic.Of(VariableDescriptors.VariableInvalid, $"the value of the variable '{name}' is refused: {rule}", span);

    public static Diagnostic SensitiveInManifest(string name, SourceSpan span) =>
        Diagnostic.Of(
            VariableDescriptors.SensitiveInManifest,
            $"the sensitive variable '{name}' has its value in the manifest",
            span with { Hidden = true },
            $"a secret does not belong in version control: remove it and pass FLOWPLAN_VAR_{name}");

    public static Diagnostic SecretNotDistinctive(string name, SourceSpan span) =>
        Diagnostic.Of(
            VariableDescriptors.SecretNotDistinctive,
            $"the secret '{name}' is too short or too common to be recognized in output",
            span,
            "FlowPlan never prints it as a value, but cannot find it in other texts; use a secret of at least 6 characters with a digit or symbol");

    public static Diagnostic OverrideUnknown(SourceSpan span, string? section, string given, IEnumerable<string> possible) =>
        Diagnostic.Of(VariableDescriptors.UnknownOverride, section is null ? $"there is no section '{given}' to override" : $"there is no '{given}' in '{section}' to override", span, DidYouMean.Help(given, possible, "declare it first"));

    public static Diagnostic VariableFileForm(SourceSpan span) =>
        Diagnostic.Of(VariableDescriptors.InvalidVariableFile, "a variable file is a map of names to values", span, "write 'name: value' lines");

    public static Diagnostic ProcessVariableUnknown(string key, IEnumerable<string> possible) =>
        Diagnostic.Of(
            VariableDescriptors.UnknownProcessVariable, $"{key} is set, but the manifest declares no such variable", null, DidYouMean.Help(key, possible, "unset it, if it is meant for this manifest"));

    public static Diagnostic PairForm() =>
        Diagnostic.Of(VariableDescriptors.InvalidVarOption, "a --var is not of the form name=value", null, "write --var name=value");

    public static Diagnostic RuleOfOtherType(SourceSpan span, string rule, string type, string given) =>
        Diagnostic.Of(VariableDescriptors.RuleDoesNotFitType, $"'{rule}' is a rule for a {type}, and the variable is of type {given}", span, "remove it, or change the type");

    public static Diagnostic BadPattern(SourceSpan span, string text) =>
        Diagnostic.Of(VariableDescriptors.InvalidPattern, $"the pattern cannot be used: {text}", span, "correct the regular expression");
}
