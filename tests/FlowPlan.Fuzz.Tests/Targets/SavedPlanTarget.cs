using System.Text;
using FlowPlan.Cli.Output.ConsoleText;
using FlowPlan.Cli.Output.Diagnostics;
using FlowPlan.Cli.Output.Markdown;
using FlowPlan.Cli.SavedPlans;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Review;
using FlowPlan.Fuzz.Tests.Mutating;

namespace FlowPlan.Fuzz.Tests.Targets;

/// <summary>Saved plans: read as <c>show</c> and <c>apply</c> do, shown in every form, and compared with the plan that is current.</summary>
internal sealed class SavedPlanTarget() : Target("saved-plans")
{
    private static readonly TextMutator Text = new(
        "{", "}", "[", "]", "\"", ",", ":", "\\u0000", "\\ud800", "null", "-1", "1e999", "99999999999999999999", "\"before\": 1,", "\"afterKnownAfterApply\": \"a.b.c\",", "\"sensitive\": true,", "~1", "/", "\r\n", "🚀", "\"actions\": []");

    private readonly Tree tree = Tree.Parse(Encoding.UTF8.GetString(SamplePlan.Saved));
    private readonly Plan current = PlanJsonReader.Read("plan.json", SamplePlan.Saved).Value!.Plan;

    public override void Run(Random random, string folder)
    {
        var given = random.Next(3) switch
        {
            0 => Text.Mutate(SamplePlan.Saved, random),
            1 => Encoding.UTF8.GetBytes(TreeMutator.Mutate(tree, random).ToString()),
            _ => Encoding.UTF8.GetBytes(LeafMutator.Mutate(tree, random).ToString()),
        };
        var read = PlanJsonReader.Read("plan.json", given);
        foreach (var finding in read.Diagnostics)
            _ = DiagnosticText.Of(finding).ToString();
        if (read.Value is not { } saved)
        {
            if (!read.Diagnostics.Any(d => d.Severity == Severity.Error))
                throw new InvalidOperationException("Refused without a reason.");
            return;
        }

        _ = PlanText.Of(saved.Plan).ToString();
        _ = PlanMarkdown.Of(saved.Plan);
        foreach (var finding in StalePlanCheck.Check(saved.Plan, current))
            _ = DiagnosticText.Of(finding).ToString();
        _ = StalePlanCheck.LimitTo(saved.Plan, current);
        Again(PlanJson.Of(saved.Plan, saved.Manifest));
    }

    /// <summary>What was read is written so that it is read as the same.</summary>
    private static void Again(string json)
    {
        var again = PlanJsonReader.Read("plan.json", Encoding.UTF8.GetBytes(json));
        if (again.Value is not { } saved || PlanJson.Of(saved.Plan, saved.Manifest) != json)
            throw new InvalidOperationException("What was read does not come back.");
    }
}
