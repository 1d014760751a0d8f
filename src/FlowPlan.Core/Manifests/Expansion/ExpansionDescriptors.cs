using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.Manifests.Expansion;

/// <summary>Reuse: `forEach`, `when`, `defaults` and components.</summary>
public static class ExpansionDescriptors
{
    /// <summary>FP1224: `forEach` is not a list of strings or a map.</summary>
    public static readonly DiagnosticDescriptor InvalidForEach = new(
        "FP1224", Severity.Error, DiagnosticCategory.Reuse, "`forEach` is not a list of strings or a map, or its keys cannot be part of an address", "write a list such as `[emea, apac]`, or a map");

    /// <summary>FP1225: `when` is not true or false.</summary>
    public static readonly DiagnosticDescriptor InvalidCondition = new(
        "FP1225", Severity.Error, DiagnosticCategory.Reuse, "`when` is not true or false", "write an expression such as `\"{{ environment.name == 'prod' }}\"`");

    /// <summary>FP1226: an instance names a component that does not exist.</summary>
    public static readonly DiagnosticDescriptor UnknownComponent = new(
        "FP1226", Severity.Error, DiagnosticCategory.Reuse, "an instance names a component that does not exist", "name an entry of `components`, or a file such as `./components/ingest.yaml`");

    /// <summary>FP1227: an instance sets an input that the component does not have.</summary>
    public static readonly DiagnosticDescriptor UnknownInput = new(
        "FP1227", Severity.Error, DiagnosticCategory.Reuse, "an instance sets an input that the component does not have", "see \"did you mean\"");

    /// <summary>FP1228: an input of a component has no value.</summary>
    public static readonly DiagnosticDescriptor InputNotSet = new(
        "FP1228", Severity.Error, DiagnosticCategory.Reuse, "an input of a component has no value", "set it under the instance's `inputs`, or give it a default");

    /// <summary>FP1229: an input has the wrong type, or fails its validation rule.</summary>
    public static readonly DiagnosticDescriptor InvalidInput = new(
        "FP1229", Severity.Error, DiagnosticCategory.Reuse, "an input has the wrong type, or fails its validation rule", "the message names the type or the rule");

    /// <summary>FP1230: a component contains itself.</summary>
    public static readonly DiagnosticDescriptor RecursiveComponent = new(
        "FP1230", Severity.Error, DiagnosticCategory.Reuse, "a component contains itself", "remove one of the instances");

    /// <summary>FP1231: `forEach` and components make more resources than are allowed, or are nested too deeply.</summary>
    public static readonly DiagnosticDescriptor TooManyResources = new(
        "FP1231", Severity.Error, DiagnosticCategory.Reuse, "`forEach` and components make more resources than are allowed, or are nested too deeply", "split the manifest");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        InvalidForEach,
        InvalidCondition,
        UnknownComponent,
        UnknownInput,
        InputNotSet,
        InvalidInput,
        RecursiveComponent,
        TooManyResources,
    ];
}
