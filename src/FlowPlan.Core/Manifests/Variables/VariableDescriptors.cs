using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.Manifests.Variables;

/// <summary>Environments, variables and overrides.</summary>
public static class VariableDescriptors
{
    /// <summary>FP1201: the manifest has several environments.</summary>
    public static readonly DiagnosticDescriptor EnvironmentRequired = new(
        "FP1201", Severity.Error, DiagnosticCategory.Variables, "the manifest has several environments", "choose one with `--env`");

    /// <summary>FP1202: the environment does not exist.</summary>
    public static readonly DiagnosticDescriptor UnknownEnvironment = new(
        "FP1202", Severity.Error, DiagnosticCategory.Variables, "the environment does not exist", "see \"did you mean\"");

    /// <summary>FP1203: a value is set for a variable that is not declared.</summary>
    public static readonly DiagnosticDescriptor UnknownVariable = new(
        "FP1203", Severity.Error, DiagnosticCategory.Variables, "a value is set for a variable that is not declared", "declare it, or correct the name");

    /// <summary>FP1204: a variable has no value.</summary>
    public static readonly DiagnosticDescriptor VariableNotSet = new(
        "FP1204", Severity.Error, DiagnosticCategory.Variables, "a variable has no value", "set a default, or set it in the environment, by `--var`, `--var-file` or `FLOWPLAN_VAR_name`");

    /// <summary>FP1205: a variable's value has the wrong type.</summary>
    public static readonly DiagnosticDescriptor VariableType = new(
        "FP1205", Severity.Error, DiagnosticCategory.Variables, "a variable's value has the wrong type", "the message names the type");

    /// <summary>FP1206: a variable's value fails its validation rule.</summary>
    public static readonly DiagnosticDescriptor VariableInvalid = new(
        "FP1206", Severity.Error, DiagnosticCategory.Variables, "a variable's value fails its validation rule", "the message names the rule");

    /// <summary>FP1207: the value of a sensitive variable or input is in the manifest.</summary>
    public static readonly DiagnosticDescriptor SensitiveInManifest = new(
        "FP1207", Severity.Error, DiagnosticCategory.Variables, "the value of a sensitive variable or input is in the manifest", "remove it and pass `FLOWPLAN_VAR_name`; set an input to a sensitive variable");

    /// <summary>FP1212: an override names a section or resource that does not exist.</summary>
    public static readonly DiagnosticDescriptor UnknownOverride = new(
        "FP1212", Severity.Error, DiagnosticCategory.Variables, "an override names a section or resource that does not exist", "correct the name");

    /// <summary>FP1213: a variable file is not a map of names to values.</summary>
    public static readonly DiagnosticDescriptor InvalidVariableFile = new(
        "FP1213", Severity.Error, DiagnosticCategory.Variables, "a variable file is not a map of names to values", "write `name: value` lines");

    /// <summary>FP1214: a `FLOWPLAN_VAR_` variable is set that matches no manifest variable (warning).</summary>
    public static readonly DiagnosticDescriptor UnknownProcessVariable = new(
        "FP1214", Severity.Warning, DiagnosticCategory.Variables, "a `FLOWPLAN_VAR_` variable is set that matches no manifest variable (warning)", "unset it, or correct the name");

    /// <summary>FP1215: a `--var` is not of the form `name=value`.</summary>
    public static readonly DiagnosticDescriptor InvalidVarOption = new(
        "FP1215", Severity.Error, DiagnosticCategory.Variables, "a `--var` is not of the form `name=value`", "correct it");

    /// <summary>FP1216: a validation rule does not apply to the variable's type.</summary>
    public static readonly DiagnosticDescriptor RuleDoesNotFitType = new(
        "FP1216", Severity.Error, DiagnosticCategory.Variables, "a validation rule does not apply to the variable's type", "remove the rule, or change the type");

    /// <summary>FP1217: a validation pattern is not a valid regular expression.</summary>
    public static readonly DiagnosticDescriptor InvalidPattern = new(
        "FP1217", Severity.Error, DiagnosticCategory.Variables, "a validation pattern is not a valid regular expression", "correct it");

    /// <summary>FP1223: a secret is too short or too common to be recognized in output (warning).</summary>
    public static readonly DiagnosticDescriptor SecretNotDistinctive = new(
        "FP1223", Severity.Warning, DiagnosticCategory.Variables, "a secret is too short or too common to be recognized in output (warning)", "use a secret of at least 6 characters with a digit or symbol");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        EnvironmentRequired,
        UnknownEnvironment,
        UnknownVariable,
        VariableNotSet,
        VariableType,
        VariableInvalid,
        SensitiveInManifest,
        UnknownOverride,
        InvalidVariableFile,
        UnknownProcessVariable,
        InvalidVarOption,
        RuleDoesNotFitType,
        InvalidPattern,
        SecretNotDistinctive,
    ];
}
