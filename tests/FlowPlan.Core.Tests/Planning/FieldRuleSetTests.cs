using FlowPlan.Core.Planning.Diffing;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Planning;

/// <summary>The compiled rules give the same answer as a search through the list for the longest pattern.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class FieldRuleSetTests
{
    private static readonly string[] Keys = ["a", "b", "c"];

    [FsCheck.NUnit.Property(MaxTest = 3000, QuietOnSuccess = true)]
    public void The_rule_of_a_field_is_the_longest_pattern_and_of_two_the_more_exact(FsCheck.DoNotSize<int> seed)
    {
        var random = new Random(seed.Item);
        FieldRule[] rules = [.. Enumerable.Range(0, random.Next(8)).Select(_ => new FieldRule(Any(random, "*"), FieldChangeEffect.Update))];
        var set = FieldRuleSet.Of(rules);
        FieldPath path = Any(random, "c");

        var expected = rules
            .Where(r => r.Path.Covers(path))
            .OrderByDescending(r => r.Path.Keys.Length)
            .ThenBy(r => r.Path.Keys.Count(k => k == "*"))
            .ThenBy(r => r.Path.ToString(), StringComparer.Ordinal)
            .FirstOrDefault();

        Assert.That(set.For(path).Path.ToString(), Is.EqualTo(expected?.Path.ToString() ?? string.Empty));
    }

    [Test]
    public void The_rules_of_a_kind_are_compiled_once()
    {
        var kind = new FakePlatform().Kind("base");

        var first = FieldRuleSet.Of(kind);

        Assert.That(FieldRuleSet.Of(kind), Is.SameAs(first));
    }

    [Test]
    public void A_rule_with_any_depth_is_a_programming_error() =>
        Assert.That(() => FieldRuleSet.Of([new FieldRule("a/**", FieldChangeEffect.Update)]), Throws.ArgumentException);

    private static string Any(Random random, string other) =>
        string.Join('/', Enumerable.Range(0, 1 + random.Next(3)).Select(_ => random.Next(3) == 0 ? other : Keys[random.Next(2)]));
}
