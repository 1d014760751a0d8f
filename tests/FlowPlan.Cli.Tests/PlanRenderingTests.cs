using FlowPlan.Cli.Output.ConsoleText;
using FlowPlan.Cli.Output.Markdown;
using FlowPlan.Cli.SavedPlans;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;
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
    public void A_plan_of_many_actions_is_written_in_parts_of_whole_lines()
    {
        var plan = Plans.All().Single(p => p.Name == "create").Plan;
        var many = plan with { Actions = [.. Enumerable.Range(0, 1000).Select(i => plan.Actions[1] with { Address = new("flow", $"k{i}"), Name = $"Other {i * 7919}" })] };

        var parts = PlanText.PartsOf(many, new(80, IsVerbose: true)).Select(p => p.ToString()).ToList();

        Assert.That(parts, Has.Count.GreaterThan(3).And.All.EndsWith("\n").And.All.Length.LessThan(100_000));
        Assert.That(string.Concat(parts), Is.EqualTo(PlanText.Of(many, new(80, IsVerbose: true)).ToString()));
    }

    [Test]
    public void A_plan_of_many_actions_is_cut_in_Markdown_with_a_word_about_it()
    {
        var plan = Plans.All().Single(p => p.Name == "create").Plan;
        var many = plan with { Actions = [.. Enumerable.Range(0, 1000).Select(i => plan.Actions[1] with { Address = new("flow", $"k{i}"), Name = $"Other {i * 7919}" })] };

        var markdown = PlanMarkdown.Of(many);

        Assert.That(markdown, Has.Length.LessThan(65_000));
        Assert.That(markdown, Does.EndWith("Output truncated; run `flowplan plan` to see the full plan.\n"));
    }

    [Test]
    public void Markdown_shows_a_flow_with_its_parts_and_counts_what_is_alike()
    {
        string[] regions = ["amer", "apac", "emea"];
        var plan = Plans.Of(
        [
            Plans.Action("connection.web", ActionKind.Create) with { Name = "Web" },
            .. regions.Select(r => Plans.Action($"sourceConnection.in[\"{r}\"]", ActionKind.Create, Plans.Field("name", null, Value.Of($"In {r}")))),
            .. regions.Select(r => Plans.Action($"flow.in[\"{r}\"]", ActionKind.Create) with { Name = $"In {r}", DependsOn = [new("sourceConnection", $"in[\"{r}\"]")] }),
            Plans.Action("sourceConnection.old", ActionKind.Update, Plans.Field("name", Value.Of("a"), Value.Of("b"))),
            Plans.Action("flow.old", ActionKind.NoOp) with { DependsOn = [new("sourceConnection", "old")] },
        ]);

        var markdown = PlanMarkdown.Of(plan);

        Assert.That(markdown, Does.Contain(
            """
            | create | `connection.web` | Web |
            | create | 3 x `flow.in[*]`<br>amer, apac, emea | In \* |
            | create | &emsp;3 x `sourceConnection.in[*]` |  |
            | unchanged | `flow.old` |  |
            | update | &emsp;`sourceConnection.old` |  |

            <details><summary>create sourceConnection.in[&quot;amer&quot;], and 2 more like it</summary>

            """.ReplaceLineEndings("\n")));
    }

    [TestCase("lower(a)", "upper(a)", 2)]
    [TestCase("iif(title == \"Mrs\" || title == \"Ms\", concat(\"female\", suffix, other, another), iif(title == \"Mr\", \"male\", \"none\"))", "iif(title == \"Mrs\" || title == \"Ms\", concat(\"female\", suffix, other, another), iif(title == \"Mr\", \"male\", \"other\"))", 7)]
    public void Markdown_shows_that_an_expression_was_changed_on_the_platform_too(string live, string planned, int lines)
    {
        var difference = Plans.Field("fields/name", Expression(live), Expression(planned), Expression("trim(a)"), DifferenceCause.Both);

        var markdown = PlanMarkdown.Of(Plans.Of(Plans.Action("mapping.m", ActionKind.Update, difference)));

        var diff = markdown.Split("```")[1].Split('\n')[1..^1];
        Assert.That(diff, Has.Length.EqualTo(lines + 1));
        Assert.That(diff[^1], Does.StartWith("! conflict: { expression: \"trim(a)\" } when last applied, changed in the manifest and on the platform"));

        static Value Expression(string text) => Value.Map.Of(("expression", Value.Of(text)));
    }

    [Test]
    public void Drift_in_Markdown_says_what_changed_by_whom_and_when_under_a_marker_of_its_own()
    {
        var live = new LiveObject { Id = "1", Fields = Value.Map.Empty, Attributes = Value.Map.Empty, UpdatedBy = "jane@acme.com", UpdatedAt = new DateTimeOffset(2026, 11, 20, 10, 2, 0, TimeSpan.Zero) };
        var drift = Plans.Of(
            Plans.Action("flow.a", ActionKind.Update, Plans.Field("name", Value.Of("theirs"), Value.Of("ours"), Value.Of("ours")) with { Declared = Value.Of("new") }) with { Name = "A", Live = live },
            Plans.Action("flow.b", ActionKind.Create) with { Reasons = [new ActionReason.DeletedOnPlatform("f2ae0194")] },
            Plans.Action("flow.c", ActionKind.NoOp)) with
        { Options = new PlanOptions { Mode = PlanMode.Drift } };

        Assert.That(PlanMarkdown.Of(drift), Is.EqualTo(
            """
            <!-- flowplan:drift:acme-streaming:dev -->
            ### FlowPlan drift: acme-streaming (dev)

            **2 of 3 resources drifted.** Sandbox `dev`. An apply reverts the changes; to keep one, add it to the manifest.

            | resource | name | what happened |
            |---|---|---|
            | `flow.a` | A | changed by jane@<!-- -->acme.com at 2026-11-20 10:02 UTC |
            | `flow.b` |  | deleted: f2ae0194 was deleted on the platform |

            <details><summary>flow.a</summary>

            ```diff
            - name: "ours"
            + name: "theirs"
            ! conflict: the manifest declares "new"
            ```

            </details>

            """.ReplaceLineEndings("\n")));
        Assert.That(PlanMarkdown.Of(drift with { Actions = [drift.Actions[2]] }), Does.EndWith("No drift: 1 resource checked.\n"));
    }
}
