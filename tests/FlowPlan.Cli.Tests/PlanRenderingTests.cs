using FlowPlan.Cli.Output.ConsoleText;
using FlowPlan.Cli.Output.Markdown;
using FlowPlan.Cli.SavedPlans;
using FlowPlan.Core.Planning;
using NJsonSchema;

namespace FlowPlan.Cli.Tests;

public sealed class PlanRenderingTests
{
    private static IEnumerable<TestCaseData> Cases() => Plans.All().Select(p => new TestCaseData(p.Name, p.Plan).SetArgDisplayNames(p.Name));

    [TestCaseSource(nameof(Cases))]
    public void A_plan_reads_on_the_console_as_its_golden_file(string name, Plan plan) =>
        Golden.Match($"{name}.txt", PlanText.Of(plan).ToString());

    [TestCaseSource(nameof(Cases))]
    public void A_plan_reads_in_Markdown_as_its_golden_file(string name, Plan plan) =>
        Golden.Match($"{name}.md", PlanMarkdown.Of(plan));

    [TestCaseSource(nameof(Cases))]
    public void A_plan_reads_in_JSON_as_its_golden_file(string name, Plan plan) =>
        Golden.Match($"{name}.json", PlanJson.Of(plan));

    [TestCaseSource(nameof(Cases))]
    public async Task A_plan_in_JSON_is_valid_against_its_schema(string name, Plan plan)
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(Repository.Root, "schema", "plan.schema.json"));

        Assert.That(schema.Validate(PlanJson.Of(plan)), Is.Empty, name);
    }

    [Test]
    public void No_rendering_shows_a_secret()
    {
        var plan = Plans.All().Single(p => p.Name == "secret").Plan;

        Assert.That(PlanText.Of(plan).ToString() + PlanJson.Of(plan) + PlanMarkdown.Of(plan), Does.Not.Contain("canary").And.Not.Contain("00ff"));
    }

    [TestCase("a~1b")]
    [TestCase("~1")]
    [TestCase("/~1")]
    [TestCase("")]
    public void A_saved_plan_with_a_path_that_no_plan_has_is_shown_all_the_same(string path)
    {
        var plan = Plans.All().Single(p => p.Name == "set-members").Plan;
        var action = plan.Actions[0];
        var odd = plan with { Actions = [action with { Differences = [action.Differences[0] with { Path = path }] }] };

        Assert.That(() => PlanText.Of(odd).ToString() + PlanMarkdown.Of(odd), Throws.Nothing);
    }

    [Test]
    public void A_plan_of_many_actions_is_cut_in_Markdown_with_a_word_about_it()
    {
        var plan = Plans.All().Single(p => p.Name == "create").Plan;
        var many = plan with { Actions = [.. Enumerable.Repeat(plan.Actions[1], 1000)] };

        var markdown = PlanMarkdown.Of(many);

        Assert.That(markdown, Has.Length.LessThan(65_000));
        Assert.That(markdown, Does.EndWith("Output truncated; run `flowplan plan` to see the full plan.\n"));
    }
}
