using System.Globalization;
using FlowPlan.Cli.Output;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Policies;

/// <summary>What of a plan breaks rules.</summary>
internal static class PolicyCheck
{
    /// <summary>A finding for each change that breaks a rule; one for all where the rule is about their number.</summary>
    public static IEnumerable<Diagnostic> Of(Plan plan, PolicyRule rule)
    {
        if (rule.Environments.Count > 0 && !rule.Environments.Contains(plan.Binding.Environment))
            return [];
        var actions = plan.Actions.Where(a => a.IsChange && Concerns(rule, a)).ToList();
        if (rule.Field is not null)
            return actions.SelectMany(a => Faults(rule, a));
        if (rule.MaxCount is not { } most)
            return actions.Select(a => Broken(rule, $"{ActionNames.Of(a.Kind).Verb} {a.Address}", a.Address));
        return actions.Count > most ? [Broken(rule, $"{Quantity.Of(actions.Count, "change")}, the limit is {most.ToString(CultureInfo.InvariantCulture)}", null)] : [];
    }

    private static bool Concerns(PolicyRule rule, PlannedAction action) =>
        (rule.Resources.Count == 0 || rule.Resources.Any(r => r.Matches(action.Address)))
        && (rule.Actions.Count == 0 || rule.Actions.Contains(ActionNames.Of(action.Kind).Code));

    /// <summary>The planned values that the rule does not allow. What is sensitive or only known after the apply is not checked.</summary>
    private static IEnumerable<Diagnostic> Faults(PolicyRule rule, PlannedAction action) => action.Differences
        .Where(d => d.Planned is not null && !d.IsSensitive)
        .SelectMany(d => Covered(rule.Field!, d.Path, d.Planned!))
        .Where(c => c.Value is not Value.Reference && !Allows(rule, c.Value))
        .Select(c => Broken(rule, $"{action.Address} has {c.Path.ToDisplay()} {ValueText.Of(c.Value)}", action.Address));

    /// <summary>What a pattern covers of a planned value: all of it, or fields or items in it.</summary>
    private static IEnumerable<(FieldPath Path, Value Value)> Covered(FieldPattern field, FieldPath path, Value value) => value switch
    {
        _ when field.Covers(path) => [(path, value)],
        Value.Map map => map.Entries.SelectMany(e => Covered(field, path.Then(e.Key), e.Value)),
        Value.List(var items) => items.SelectMany((item, i) => Covered(field, path.Then(i), item)),
        _ => [],
    };

    private static bool Allows(PolicyRule rule, Value value) =>
        (rule.Matches is null || rule.Matches.IsMatch(value.ToString()))
        && (rule.OneOf.Count == 0 || rule.OneOf.Contains(value))
        && PolicyAmount.IsWithin(value, rule.AtLeast, rule.AtMost);

    private static Diagnostic Broken(PolicyRule rule, string what, ResourceAddress? address) =>
        Diagnostic.Of(rule.Denies ? CliDescriptors.PolicyDenies : CliDescriptors.PolicyWarns, $"{rule.Text}: {what}", rule.Span) with { Address = address };
}
