using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.Manifests;

/// <summary>The findings about variables, environments, templates and outputs.</summary>
internal static class VariableDiagnostics
{
    public static Diagnostic EnvironmentMissing(IReadOnlyList<string> declared, SourceSpan span) =>
        Diagnostic.Error("FP1201", "the manifest has several environments", span, $"choose one: {string.Join(" or ", declared.Select(d => $"--env {d}"))}");

    public static Diagnostic EnvironmentUnknown(string given, IReadOnlyList<string> declared, SourceSpan span) =>
        Diagnostic.Error(
            "FP1202",
            $"the manifest has no environment '{given}'",
            span,
            DidYouMean.Help(given, declared, "it declares none; leave --env out, or add 'environments'"));

    public static Diagnostic VariableUnknown(string name, IEnumerable<string> declared, SourceSpan span, string source) =>
        Diagnostic.Error("FP1203", $"{source} sets '{name}', but the manifest declares no such variable", span, DidYouMean.Help(name, declared, "declare it under 'variables'"));

    public static Diagnostic VariableUnset(string name, SourceSpan span) =>
        Diagnostic.Error(
            "FP1204",
            $"the variable '{name}' has no value",
            span,
            $"give it a default, set it under the environment's 'variables', or pass --var {name}=… or FLOWPLAN_VAR_{name}");

    public static Diagnostic VariableType(string name, string type, SourceSpan span, string source) =>
        Diagnostic.Error("FP1205", $"the variable '{name}' is a {type}, and what {source} gives is none", span);

    public static Diagnostic VariableInvalid(string name, SourceSpan span, string rule) =>
        Diagnostic.Error("FP1206", $"the value of the variable '{name}' is refused: {rule}", span);

    public static Diagnostic SensitiveDefault(string name, SourceSpan span) =>
        Diagnostic.Error(
            "FP1207",
            $"the sensitive variable '{name}' has its value in the manifest",
            span,
            $"a secret does not belong into version control: remove it and pass FLOWPLAN_VAR_{name}") with
        { Span = span with { Hidden = true } };

    public static Diagnostic Template(SourceSpan span, string text, string? help) =>
        Diagnostic.Error("FP1208", $"the expression cannot be evaluated: {text}", span, help);

    public static Diagnostic OutputForm(SourceSpan span, string text) =>
        Diagnostic.Error("FP1209", $"'{text}' is not the attribute of a resource", span, "write <section>.<key>.<attribute>, such as connections.web.inletUrl");

    public static Diagnostic OutputUnknown(SourceSpan span, string what, string given, IEnumerable<string> possible) =>
        Diagnostic.Error("FP1210", $"there is no {what} '{given}'", span, DidYouMean.Help(given, possible, "declare it first"));

    public static Diagnostic MovedForm(SourceSpan span, string text) =>
        Diagnostic.Error("FP1211", $"'{text}' is not an address", span, "write <kind>.<key>, such as flow.loyalty");

    public static Diagnostic OverrideUnknown(SourceSpan span, string what, string given, IEnumerable<string> possible) =>
        Diagnostic.Error("FP1212", $"the environment overrides a {what} '{given}' that the manifest does not have", span, DidYouMean.Help(given, possible, "declare it first"));

    public static Diagnostic VariableFileForm(SourceSpan span) =>
        Diagnostic.Error("FP1213", "a variable file is a map of names to values", span, "write 'name: value' lines");
}
