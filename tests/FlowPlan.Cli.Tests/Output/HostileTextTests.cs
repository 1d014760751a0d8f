using System.Text;
using System.Text.Json.Nodes;
using FlowPlan.Cli.Output;
using FlowPlan.Cli.Output.ConsoleText;
using FlowPlan.Cli.Output.Markdown;
using FlowPlan.Cli.SavedPlans;
using FlowPlan.Core.Applying;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Tests.Output;

/// <summary>Whatever text is in a field, name, key or user name: no output has a control character but the line feeds of its layout.</summary>
public sealed class HostileTextTests
{
    private static readonly string[] Parts =
    [
        "a", "ü", "\0", "\u0007", "\u0008", "\t", "\n", "\r", "\u001b[2J", "\u007f", "\u0085", "\u009b31m", "\u009d0;t", "\u061c", "\u200e", "\u200f",
        "\u2028", "\u2029", "\u202e", "\u2066", "\ufeff", "\n::error::", "::add-mask::", "##vso[task.x]", "##[group]", "\n```\n", "@jane", "#1", "https://e.example", "<img>",
    ];

    [Test]
    public void No_output_has_a_raw_control_character_or_a_command_of_a_CI_system()
    {
        var random = new Random(20261126);
        foreach (var plan in Enumerable.Range(0, 60).SelectMany(_ => Plans.All().Select(p => Hostile(p.Plan, random))))
        {
            foreach (var output in OutputsOf(plan, Text(random)))
                AssertSafe(output);
            Assert.That(() => JsonNode.Parse(SafeText.Json(PlanJson.Of(plan))), Throws.Nothing);
        }
    }

    private static IEnumerable<string> OutputsOf(Plan plan, string text)
    {
        yield return PlanText.Of(plan).ToString();
        yield return DriftText.Of(plan).ToString();
        yield return StyledText.OfLines(PlanMarkdown.Of(plan)).ToString();
        yield return SafeText.Json(PlanJson.Of(plan));
        yield return DiagnosticRenderer.Of(Finding.Error("FP1", text, new SourceText(text, text).Span(0, 1), text) with { Details = [text], RequestId = text }).ToString();
        foreach (var action in plan.Actions)
            yield return ApplyText.Of(new ApplyEvent.Completed(action.Address, action.Kind, StepKind.Apply, text, TimeSpan.Zero) { Note = text })!.ToString();
    }

    private static void AssertSafe(string output)
    {
        Assert.That(output.Where(c => c != '\n' && SafeText.IsControl(c)), Is.Empty, output);
        Assert.That(output, Does.Not.Contain("##vso[").And.Not.Contain("##["));
        foreach (var line in output.Split('\n'))
            Assert.That(line.TrimStart(), Does.Not.StartWith("::").And.Not.StartWith("```\n"));
    }

    private static Plan Hostile(Plan plan, Random random) => plan with
    {
        Actions = [.. plan.Actions.Select(a => a with
        {
            Name = Text(random),
            Reasons = [.. a.Reasons, new ActionReason.Imports(Text(random)), new ActionReason.Saved(Text(random))],
            Consequences = [.. a.Consequences, new Consequence.Saved(Text(random))],
            Live = a.Live is null ? null : a.Live with { UpdatedBy = Text(random) },
            Differences = [.. a.Differences.Select(d => d with
            {
                Path = d.Path.Then(Text(random)),
                Planned = d.Planned is null ? null : Content(random),
                Live = d.Live is null ? null : Content(random),
                LastApplied = d.LastApplied is null ? null : Content(random),
            })],
        })],
        Outputs = [.. plan.Outputs, new(Text(random), Content(random), Content(random))],
        Remarks = [.. plan.Remarks, new PlanRemark.Saved(Text(random))],
        Diagnostics = [.. plan.Diagnostics, Finding.Warning("FP1", Text(random))],
    };

    private static Value Content(Random random) => random.Next(3) switch
    {
        0 => Value.Map.Of((Text(random), Value.Of(Text(random))), (Text(random) + "x", Value.Map.Of((Text(random), Value.Of(1))))),
        1 => new Value.List([Value.Of(Text(random)), Value.Of(true)]),
        _ => Value.Of(Text(random)),
    };

    private static string Text(Random random)
    {
        var text = new StringBuilder();
        for (var i = random.Next(1, 6); i > 0; i--)
            text.Append(Parts[random.Next(Parts.Length)]);
        return text.ToString();
    }
}
