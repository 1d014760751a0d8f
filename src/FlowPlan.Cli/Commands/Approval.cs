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
/// <param name="output">Where the question and the findings go.</param>
/// <param name="command">The command that asks: <c>apply</c> or <c>destroy</c>.</param>
/// <param name="allowed">The deletions and replacements that need no prompt.</param>
internal sealed class Approval(CommandOutput output, string command, DeletionsAllowed allowed)
{
    /// <summary>Asks at a terminal; without one, only what the options allow is applied.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="autoApprove">Whether the plan as such is approved.</param>
    /// <param name="cancellationToken">Interrupts the prompt.</param>
    public async Task<ApprovalAnswer> AskAsync(Plan plan, bool autoApprove, CancellationToken cancellationToken)
    {
        var unmatched = allowed.Unmatched(plan).ToList();
        output.Reporter.Diagnostics(unmatched);
        if (unmatched.Exists(d => d.Severity == Severity.Error))
            return ApprovalAnswer.Refused;
        if (!plan.HasChanges)
            return ApprovalAnswer.Given;
        if (!autoApprove && !output.Prompt.CanAsk)
        {
            output.Reporter.Diagnostics([Diagnostic.Of(
                CliDescriptors.CannotPrompt,
                "cannot prompt for approval: stdin or stdout is not a terminal",
                help: $"review the plan above, then run 'flowplan {command}' with --auto-approve{(plan.Actions.Any(a => a.Destructive) ? " and --allow-delete" : string.Empty)}")]);
            return ApprovalAnswer.Refused;
        }

        var unapproved = plan.Actions.Where(a => a.Destructive && !allowed.Allows(a.Address)).ToList();
        if (unapproved.Count > 0 && !output.Prompt.CanAsk)
        {
            output.Reporter.Diagnostics(unapproved.Select(NeedsApproval));
            return ApprovalAnswer.Refused;
        }

        if (autoApprove && unapproved.Count == 0)
            return ApprovalAnswer.Given;
        if (await output.Prompt.ConfirmAsync(QuestionOf(plan, unapproved), cancellationToken))
            return ApprovalAnswer.Asked;
        output.Reporter.WriteNotice($"{(command == "destroy" ? "Destroy" : "Apply")} cancelled. Nothing was changed.");
        return ApprovalAnswer.Refused;
    }

    private static string QuestionOf(Plan plan, List<PlannedAction> destructive)
    {
        var what = destructive.Exists(a => a.LosesData) ? destructive.TrueForAll(a => a.LosesData) ? "losing data of" : "deleting, replacing or losing data of" : "deleting or replacing";
        var number = plan.Actions.Count(a => a.IsChange);
        var changes = number > 0 ? Quantity.Grouped(number, "change") : Quantity.Grouped(plan.Outputs.Length, "output change");
        var place = $"{plan.Binding.Project}, environment \"{plan.Binding.Environment}\" (sandbox \"{plan.Binding.Sandbox}\" of {plan.Binding.Organization})";
        return destructive.Count == 0
            ? $"Apply {changes} to {place}?"
            : $"Apply {changes} to {place}, {what} {Quantity.Grouped(destructive.Count, "resource")}?";
    }

    private static Diagnostic NeedsApproval(PlannedAction action) => Diagnostic.Of(
        CliDescriptors.DeletionNotApproved,
        $"{(action.LosesData ? "loss of data by the update" : action.Kind == ActionKind.Delete ? "deletion" : "replacement")} of {action.Address} requires explicit approval",
        help: $"add --allow-delete {action.Address}, or --allow-delete for all") with
    {
        Address = action.Address,
        Details = [.. action.Consequences.Select(PlanSentences.Of)],
    };
}
