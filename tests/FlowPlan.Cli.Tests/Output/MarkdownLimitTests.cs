using FlowPlan.Cli.MappingTests.Effects;
using FlowPlan.Cli.Output.Markdown;
using FlowPlan.Cli.Policies;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Tests.Output;

/// <summary>A comment on a pull request is not longer than hosts accept.</summary>
public sealed class MarkdownLimitTests
{
    [TestCase(100, "a\nb\nc\n")]
    [TestCase(6, "a\nb\nc\n")]
    [TestCase(30, "a\nb\nc\n")]
    public void What_fits_is_whole(int limit, string expected) =>
        Assert.That(MarkdownText.Join(["a\n", "b\n", "c\n"], limit, "look elsewhere"), Is.EqualTo(expected));

    [Test]
    public void What_does_not_fit_ends_after_a_part_with_a_line_that_says_so()
    {
        var joined = MarkdownText.Join([.. Enumerable.Range(10, 90).Select(n => $"{n}\n")], 60, "look elsewhere");

        Assert.That(joined, Is.EqualTo("10\n11\n12\n13\n14\n15\n16\n17\n\nOutput truncated; look elsewhere.\n"));
        Assert.That(joined, Has.Length.LessThanOrEqualTo(60));
    }

    [Test]
    public void A_comment_with_all_its_parts_has_at_most_60000_characters()
    {
        var plan = PlanMarkdown.Of(Plans.Of([.. Enumerable.Range(0, 2000).Select(n => Plans.Action($"flow.n{n:0000}x", ActionKind.Update, Plans.Field("name", Value.Of("a"), Value.Of(new string('b', n % 90)), Value.Of("a"))))]));
        var change = new FieldEffect(1, "sample", "target", null, null);
        var effects = EffectMarkdown.Of([new(ResourceAddress.Parse("mapping.m"), 500, [.. Enumerable.Repeat(change, 500)])]);
        var policy = PolicyMarkdown.Of(new(900, 900, 0, [.. Enumerable.Range(0, 900).Select(n => Diagnostic.Of(CliDescriptors.PolicyDenies, $"rule {n}"))]));

        Assert.That(plan, Has.Length.LessThanOrEqualTo(52_000));
        Assert.That(effects, Has.Length.LessThanOrEqualTo(4_000));
        Assert.That(policy, Has.Length.LessThanOrEqualTo(4_000));
        Assert.That(new[] { plan, effects, policy }, Has.All.Contains("Output truncated; "));
    }

    [Test]
    public void What_a_policy_denies_comes_before_its_warnings()
    {
        var verdict = new PolicyVerdict(60, 1, 50, [
            .. Enumerable.Range(0, 50).Select(n => Diagnostic.Of(CliDescriptors.PolicyWarns, $"warning {n} {new string('x', 100)}")),
            Diagnostic.Of(CliDescriptors.PolicyDenies, "no deletes"),
        ]);

        Assert.That(PolicyMarkdown.Of(verdict).Split('\n')[5], Is.EqualTo("- **denied** FP7009: no deletes"));
    }
}
