using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Variables;

namespace FlowPlan.Core.Manifests.Expansion;

/// <summary>The findings of expanding a manifest.</summary>
internal static class ExpansionDiagnostics
{
    public static Diagnostic ForEachForm(SourceSpan span, string given) =>
        Diagnostic.Of(ExpansionDescriptors.InvalidForEach, $"'forEach' must be a list of strings or a map, not {given}", span, "write a list such as [emea, apac], or a map whose keys become part of the addresses");

    public static Diagnostic ForEachItem(SourceSpan span, string given) =>
        Diagnostic.Of(ExpansionDescriptors.InvalidForEach, $"an item of the list of 'forEach' must be a string or a number, not {given}", span, "write a map; its keys become part of the addresses, its values are each.value");

    public static Diagnostic ForEachKey(SourceSpan span, string key) =>
        Diagnostic.Of(ExpansionDescriptors.InvalidForEach, $"'{key}' cannot be a key of 'forEach'", span, "a key has 1 to 200 characters, and no quotes, backslashes or control characters, as it becomes part of an address");

    public static Diagnostic ForEachTwice(SourceSpan span, string key) =>
        Diagnostic.Of(ExpansionDescriptors.InvalidForEach, $"duplicate forEach key '{key}'", span, "remove one of them");

    public static Diagnostic ForEachSecret(SourceSpan span) =>
        Diagnostic.Of(ExpansionDescriptors.InvalidForEach, "'forEach' cannot be a sensitive value", span, "its keys become part of addresses, which everybody can read; use a variable that is not sensitive");

    public static Diagnostic ConditionForm(SourceSpan span, string given) =>
        Diagnostic.Of(ExpansionDescriptors.InvalidCondition, $"'when' must be true or false, not {given}", span, "write an expression such as \"{{ environment.name == 'prod' }}\"");

    public static Diagnostic UnknownComponent(SourceSpan span, string name, IEnumerable<string> possible) =>
        Diagnostic.Of(ExpansionDescriptors.UnknownComponent, $"there is no component '{name}'", span, DidYouMean.Help(name, possible, "declare it under 'components', or name a file such as ./components/ingest.yaml"));

    public static Diagnostic NoComponentFile(SourceSpan span, string path) =>
        Diagnostic.Of(ExpansionDescriptors.UnknownComponent, $"there is no file '{path}'", span, "a path begins at the folder of the file that names it");

    public static Diagnostic UnknownInput(SourceSpan span, string name, IEnumerable<string> possible) =>
        Diagnostic.Of(ExpansionDescriptors.UnknownInput, $"the component has no input '{name}'", span, DidYouMean.Help(name, possible, "declare it under the component's 'inputs'"));

    public static Diagnostic InputNotSet(SourceSpan span, Variable input) =>
        Diagnostic.Of(ExpansionDescriptors.InputNotSet, $"the input '{input.Name}' has no value", span, $"set it under 'inputs', or give it a default at {input.Span}");

    public static Diagnostic InputType(SourceSpan span, Variable input, string given) =>
        Diagnostic.Of(ExpansionDescriptors.InvalidInput, $"the input '{input.Name}' is of type {input.Type}, and its value is {given}", span, $"the input is declared at {input.Span}");

    public static Diagnostic InputRule(SourceSpan span, Variable input, string rule) =>
        Diagnostic.Of(ExpansionDescriptors.InvalidInput, $"the value of the input '{input.Name}' is refused: {rule}", span, $"the input is declared at {input.Span}");

    public static Diagnostic SensitiveInManifest(string name, SourceSpan span) =>
        Diagnostic.Of(
            VariableDescriptors.SensitiveInManifest,
            $"the sensitive input '{name}' has its value in the manifest",
            span with { Hidden = true },
            $"a secret does not belong in version control: pass a sensitive variable, such as \"{{{{ var.{name} }}}}\"");

    public static Diagnostic Recursive(SourceSpan span, string name) =>
        Diagnostic.Of(ExpansionDescriptors.RecursiveComponent, $"the component '{name}' contains itself", span, "remove this instance, or the one that leads here");

    public static Diagnostic TooDeep(SourceSpan span, int deepest) =>
        Diagnostic.Of(ExpansionDescriptors.TooManyResources, FormattableString.Invariant($"more than {deepest} instances are nested here"), span, "move this instance to a higher level");

    public static Diagnostic TooMany(SourceSpan span, int most) =>
        Diagnostic.Of(ExpansionDescriptors.TooManyResources, FormattableString.Invariant($"the manifest makes more than {most} resources and instances"), span, "split the manifest");
}
