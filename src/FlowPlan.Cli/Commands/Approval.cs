using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.SavedPlans;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;

namespace FlowPlan.Cli.Commands;

/// <summary>Whether a plan may be applied.</summary>
internal enum ApprovalAnswer
{
    /// <summary>No.</summary>
    Refused,

    /// <summary>Yes, by an option, or because there are no changes.</summary>
    Given,

    /// <summary>Yes, at the prompt, where time has passed since the plan was made.</summary>
    Asked,
}

/// <summary>Finds out whether a plan may be applied, by options or by a prompt.</summary>
internal sealed class Approval(CommandOutput output)
{
    /// <summary>Asks at a terminal; without one, only what the options allow is applied.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="autoApprove">Whether the plan as such is approved.</param>
    /// <param name="allowDelete">The deletions and replacements that are allowed; empty or <c>all</c> for all, null for none.</param>
    /// <param name="cancellationToken">Interrupts the prompt.</param>
    public async Task<ApprovalAnswer> AskAsync(Plan plan, bool autoApprove, string[]? allowDelete, CancellationToken cancellationToken)
    {
        if (!plan.HasChanges)
            return ApprovalAnswer.Given;
        if (!autoApprove && !output.Prompt.CanAsk)
        {
            output.Reporter.Diagnostics([Diagnostic.Of(
                CliDescriptors.CannotPrompt,
                "cannot prompt for approval: stdin or stdout is not a terminal",
                help: "review the plan with 'flowplan plan', then run apply with --auto-approve")]);
            return ApprovalAnswer.Refused;
        }

        var unapproved = plan.Actions.Where(a => a.Destructive && !Allows(allowDelete, a)).ToList();
        if (unapproved.Count > 0 && !output.Prompt.CanAsk)
        {
            output.Reporter.Diagnostics(unapproved.Select(NeedsApproval));
            return ApprovalAnswer.Refused;
        }

        if (autoApprove && unapproved.Count == 0)
            return ApprovalAnswer.Given;
        if (await output.Prompt.ConfirmAsync(QuestionOf(plan, unapproved.Count), cancellationToken))
            return ApprovalAnswer.Asked;
        output.Reporter.WriteStatus("Apply cancelled. Nothing was changed.");
        return ApprovalAnswer.Refused;
    }

    private static string QuestionOf(Plan plan, int destructive)
    {
        var place = $"environment \"{plan.Binding.Environment}\" (sandbox \"{plan.Binding.Sandbox}\")";
        return destructive == 0
            ? $"Apply this plan to {place}?"
            : $"Apply this plan to {place}, which deletes or replaces {Quantity.Of(destructive, "resource")}?";
    }

    private static Diagnostic NeedsApproval(PlannedAction action) => Diagnostic.Of(
        CliDescriptors.DeletionNotApproved,
        $"{(action.Kind == ActionKind.Delete ? "deletion" : "replacement")} of {action.Address} requires explicit approval",
        help: $"add --allow-delete {action.Address}, or --allow-delete for all") with
    {
        Address = action.Address,
        Details = [.. action.Consequences.Select(PlanSentences.Of)],
    };

    private static bool Allows(string[]? allowed, PlannedAction action) =>
        allowed is not null && (allowed.Length == 0 || allowed.Contains("all") || allowed.Contains(action.Address.ToString()));
}
