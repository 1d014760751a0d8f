using System.Text.Json.Nodes;
using FlowPlan.Cli.Output;
using FlowPlan.Cli.Output.ConsoleText;
using FlowPlan.Cli.Output.Json;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Applying;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.State;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;
using NJsonSchema;

namespace FlowPlan.Cli.Tests;

public sealed class OutputTests
{
    private static readonly ResourceAddress Flow = ResourceAddress.Parse("flow.a");

    private static readonly ApplyResult Partly = new()
    {
        Done = [new(Flow, ActionKind.Create, StepKind.Apply, "id-1", TimeSpan.FromSeconds(1.25))],
        Failed =
        [
            new(ResourceAddress.Parse("flow.b"), ActionKind.Create, Finding.Error("FP3026", "it failed") with { RequestId = "r-1" }, OutcomeUnknown: false),
            new(ResourceAddress.Parse("flow.c"), ActionKind.Update, Finding.Error("FP3012", "no answer"), OutcomeUnknown: true),
        ],
        Skipped = [new(ResourceAddress.Parse("flow.d"), ActionKind.Create, Flow), new(ResourceAddress.Parse("flow.e"), ActionKind.Delete, null)],
        Lockfile = new Lockfile
        {
            Lineage = "l",
            Serial = 1,
            Scope = new("p", "e", "o", "s"),
            Outputs = Value.Map.Of(("inlet", Value.Of("https://x")), ("n", Value.Of(3))),
        },
    };

    [Test]
    public void An_apply_that_ended_partly_reads_as_its_golden_file()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        Report(Console(output, error, color: false));

        Golden.Match("apply-partly.txt", output + "---- stderr\n" + error);
    }

    [Test]
    public void On_a_terminal_the_same_text_has_colours()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        Report(Console(output, error, color: true));

        Assert.That(output.ToString(), Does.Contain("\u001b[").And.Contain("flow.a created"));
    }

    [Test]
    public async Task Every_event_is_one_line_of_JSON_valid_against_its_schema()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var redactor = new SecretRedactor();
        var reporter = new JsonReporter(output, new Terminal(output, error, false, false, redactor), redactor, JsonShape.Events);
        reporter.Plan(Plans.All().First().Plan);
        Report(reporter);

        var schema = await JsonSchema.FromFileAsync(Path.Combine(Repository.Root, "schema", "events.schema.json"));
        var lines = output.ToString().TrimEnd().Split('\n');
        foreach (var line in lines)
            Assert.That(schema.Validate(line), Is.Empty, line);
        Assert.That(
            lines.Select(l => (string?)JsonNode.Parse(l)!["type"]),
            Is.EqualTo(new[] { "plan", "started", "completed", "failed", "failed", "skipped", "skipped", "ended", "outputs" }));
    }

    [Test]
    public void Markup_in_texts_is_text()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        Console(output, error, color: false).WriteNotice("[red]not red[/] [/] [[");

        Assert.That(error.ToString(), Is.EqualTo("[red]not red[/] [/] [[\n"));
    }

    [Test]
    public void A_secret_that_is_known_is_cut_out_of_everything()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var reporter = Console(output, error, color: false);
        reporter.Redact(["hunter2", "hunter2-and-more", "abc"]);
        reporter.WriteNotice("hunter2-and-more hunter2 abc");

        Assert.That(error.ToString(), Is.EqualTo("(sensitive) (sensitive) abc\n"));
    }

    [Test]
    public void A_diagnostic_shows_its_line_with_a_caret()
    {
        var source = new SourceText("flowplan.yaml", "a: 1\n\tb: \"wrong\"\n");
        var diagnostic = Finding.Error("FP1103", "'b' must be a number, not text.", source.SpanIn(2, 5, 12), "Write a number.") with
        {
            RequestId = "r-1",
            Details = ["one", "two"],
        };

        Golden.Match("diagnostic.txt", DiagnosticRenderer.Of(diagnostic).ToString());
    }

    [Test]
    public void A_diagnostic_does_not_show_a_line_that_may_hold_a_secret()
    {
        var source = new SourceText("flowplan.yaml", "password: canary\n");
        var span = source.SpanIn(1, 11, 17) with { Hidden = true };

        Assert.That(DiagnosticRenderer.Of(Finding.Error("FP1", "wrong", span)).ToString(), Does.Contain("flowplan.yaml:1:11").And.Not.Contain("canary"));
    }

    [Test]
    public void A_long_line_is_shown_around_the_place()
    {
        var source = new SourceText("f", new string('x', 500) + "HERE" + new string('y', 500));
        var lines = DiagnosticRenderer.Of(Finding.Error("FP1", "m", source.SpanIn(1, 501, 505))).ToString().Split('\n');

        Assert.That(lines[3], Has.Length.LessThan(200));
        Assert.That(lines[3].IndexOf("HERE", StringComparison.Ordinal), Is.EqualTo(lines[4].IndexOf('^')));
    }

    [Test]
    public void A_note_of_a_change_is_shown()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        Console(output, error, color: false).OnEvent(
            new ApplyEvent.Completed(Flow, ActionKind.Delete, StepKind.Destroy, null, TimeSpan.Zero) { Note = "x remains on the platform" });

        Assert.That(output.ToString() + error, Does.Contain("deleted").And.Contain("note: x remains on the platform\n"));
    }

    private static void Report(IReporter reporter)
    {
        reporter.OnEvent(new ApplyEvent.Started(Flow, ActionKind.Create));
        foreach (var happened in Partly.Done.Cast<ApplyEvent>().Concat(Partly.Failed).Concat(Partly.Skipped))
            reporter.OnEvent(happened);
        reporter.ApplyFinished(Partly, "flowplan apply --env dev");
    }

    private static ConsoleReporter Console(StringWriter output, StringWriter error, bool color)
    {
        output.NewLine = error.NewLine = "\n";
        var redactor = new SecretRedactor();
        return new(new Terminal(output, error, color, color, redactor), redactor);
    }
}
