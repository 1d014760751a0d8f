using System.Text;
using FlowPlan.Cli.Output.ConsoleText;
using FlowPlan.Cli.Output.Markdown;
using FlowPlan.Cli.SavedPlans;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Review;

namespace FlowPlan.Cli.Tests;

/// <summary>A plan that was saved and read again looks and compares as before, and what is no such plan is refused.</summary>
public sealed class SavedPlanTests
{
    private static IEnumerable<TestCaseData> Cases() => Plans.All().Select(p => new TestCaseData(p.Plan).SetArgDisplayNames(p.Name));

    [TestCaseSource(nameof(Cases))]
    public void A_saved_plan_looks_as_it_did(Plan plan)
    {
        var read = Read(PlanJson.Of(plan, "envs/prod"));

        Assert.That(read.Manifest, Is.EqualTo("envs/prod"));
        Assert.That(PlanText.Of(read.Plan).ToString(), Is.EqualTo(PlanText.Of(plan).ToString()));
        Assert.That(PlanMarkdown.Of(read.Plan), Is.EqualTo(PlanMarkdown.Of(plan)));
    }

    [TestCaseSource(nameof(Cases))]
    public void A_saved_plan_saved_again_gives_the_same_bytes(Plan plan)
    {
        var text = PlanJson.Of(plan, "m");

        Assert.That(PlanJson.Of(Read(text).Plan, "m"), Is.EqualTo(text));
    }

    [TestCaseSource(nameof(Cases))]
    public void A_saved_plan_agrees_with_the_plan_that_it_was(Plan plan) =>
        Assert.That(StalePlanCheck.Check(Read(PlanJson.Of(plan)).Plan, plan), Is.Empty);

    [TestCase("", "FP4120")]
    [TestCase("{}", "FP4120")]
    [TestCase("[]", "FP4120")]
    [TestCase("""{"formatVersion": "3"}""", "FP4121")]
    [TestCase("""{"formatVersion": "1", "formatVersion": "1"}""", "FP4120")]
    [TestCase("""{"formatVersion": 1}""", "FP4120")]
    [TestCase("""{"formatVersion": "1", "binding": []}""", "FP4120")]
    [TestCase("""{"formatVersion": "2", "binding": []}""", "FP4120")]
    [TestCase("{\"formatVersion\": \"1\", \"manifest\": \"\\ud800\"}", "FP4120")]
    public void What_is_no_saved_plan_is_refused(string text, string code)
    {
        var outcome = PlanJsonReader.Read("plan.json", Encoding.UTF8.GetBytes(text));

        Assert.That(outcome.Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { code }));
    }

    private static SavedPlan Read(string text)
    {
        var outcome = PlanJsonReader.Read("plan.json", Encoding.UTF8.GetBytes(text));
        Assert.That(outcome.Diagnostics, Is.Empty);
        return outcome.Value!;
    }
}
