using FlowPlan.Cli.Rendering.PlanFormat;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;

namespace FlowPlan.Cli.Commands;

/// <summary>Whether a plan may be carried out.</summary>
internal enum Consent
{
    /// <summary>No.</summary>
    Refused,

    /// <summary>Yes, by an option, or because there is nothing to do.</summary>
    Given,

    /// <summary>Yes, by somebody who was asked and took their time.</summary>
    Asked,
}

/// <summary>Finds out whether a plan may be carried out: by options, or by asking at a terminal.</summary>
internal sealed class ConsentQuestion(IReporter reporter)
{
    /// <summary>Asks where somebody can be asked; where nobody can, only what the options allow is done.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="autoApprove">Whether the plan as such is approved.</param>
    /// <param name="allowDelete">The deletes consented to; empty or <c>all</c> for all, null for none.</param>
    public Consent Ask(Plan plan, bool autoApprove, string[]? allowDelete)
    {
        if (!plan.HasChanges)
            return Consent.Given;
        if (!autoApprove && !reporter.CanAsk)
        {
            reporter.Diagnostics([Diagnostic.Of(
                CliDescriptors.CannotPrompt,
                "nobody can be asked to approve the plan: this is no terminal",
                help: "review the plan with 'flowplan plan', then run apply with --auto-approve")]);
            return Consent.Refused;
        }

        var unconsented = plan.Actions.Where(a => a.Destructive && !Allows(allowDelete, a)).ToList();
        if (unconsented.Count > 0 && !reporter.CanAsk)
        {
            reporter.Diagnostics(unconsented.Select(a => Diagnostic.Of(
                CliDescriptors.DeletionNotApproved,
                $"{a.Address} would be {(a.Kind == ActionKind.Delete ? "deleted" : "replaced")}, which needs a consent of its own",
                help: $"add --allow-delete {a.Address}, or --allow-delete for all") with
            {
                Address = a.Address,
                Details = [.. a.Consequences.Select(PlanSentences.Of)],
            }));
            return Consent.Refused;
        }

        if (autoApprove && unconsented.Count == 0)
            return Consent.Given;
        var question = unconsented.Count == 0
            ? "Apply this plan?"
            : $"Apply this plan, with {unconsented.Count} deleted or replaced?";
        if (reporter.Confirm(question))
            return Consent.Asked;
        reporter.Note("Nothing was changed.");
        return Consent.Refused;
    }

    private static bool Allows(string[]? allowed, PlannedAction action) =>
        allowed is not null && (allowed.Length == 0 || allowed.Contains("all") || allowed.Contains(action.Address.ToString()));
}
