using System.Text.RegularExpressions;
using FlowPlan.Cli.Output.ConsoleText;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Tests.Output;

/// <summary>Resources are counted in place of shown only where everything shown is true of each of them.</summary>
public sealed class AlikeUnitsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void Texts_that_differ_by_the_key_are_shown_once_with_a_mark()
    {
        var text = Show(Create("a1", "for one-a1"), Create("b1", "for one-b1"), Create("c1", "for one-c1"));

        Assert.That(text, Does.Contain("+ create 3 x connection.c[*]\n      a1, b1, c1\n").And.Contain("description  \"for one-*\"\n"));
    }

    [TestCase("a1", "b1", "a1")]
    [TestCase("a1", "a1", "c1")]
    [TestCase("b1", "b1", "c1")]
    [TestCase("a1", "b1", "C1")]
    public void A_text_with_the_key_of_another_resource_is_shown_on_its_own(params string[] named)
    {
        var text = Show(Create("a1", $"for one-{named[0]}"), Create("b1", $"for one-{named[1]}"), Create("c1", $"for one-{named[2]}"));

        Assert.That(text, Does.Not.Contain("*"));
        foreach (var (key, name) in new[] { "a1", "b1", "c1" }.Zip(named))
            Assert.That(text, Does.Contain($"create connection.c[\"{key}\"]\n      description  \"for one-{name}\"\n"));
    }

    [Test]
    public void One_that_differs_among_many_leaves_the_others_together()
    {
        var text = Show(Create("a1", "one-a1"), Create("b1", "one-a1"), Create("c1", "one-c1"), Create("d1", "one-d1"), Create("e1", "one-e1"));

        Assert.That(text, Does.Contain("create connection.c[\"b1\"]\n      description  \"one-a1\"").And.Contain("create 3 x connection.c[*]\n      c1, d1, e1\n"));
    }

    [Test]
    public void A_text_that_is_the_same_for_all_is_shown_as_it_is_though_a_key_is_in_it()
    {
        var text = Show(Create("1", "version 1.0"), Create("2", "version 1.0"), Create("3", "version 1.0"));

        Assert.That(text, Does.Contain("3 x").And.Contain("\"version 1.0\""));
    }

    [Test]
    public void A_reason_that_is_the_same_for_all_is_shown_as_it_is_though_a_key_is_in_it()
    {
        var gone = new ActionReason.NotDeclaredAndGone();
        var text = Show([.. new[] { "a", "b", "c" }.Select(k => Action($"connection.c[\"{k}\"]", ActionKind.Forget) with { Reasons = [gone] })]);

        Assert.That(text, Does.Contain("3 x").And.Contain("no longer in the manifest, and already deleted on the platform"));
    }

    [Test]
    public void Names_that_spell_the_key_alike_are_shown_with_a_mark()
    {
        var text = Show([.. new[] { "na", "emea", "apac" }.Select(k => Action($"connection.c[\"{k}\"]", ActionKind.Create) with { Name = $"Data {k.ToUpperInvariant()}" })]);

        Assert.That(text, Does.Contain("create 3 x connection.c[*]  \"Data *\"\n      apac, emea, na\n"));
    }

    [Test]
    public void Keys_of_two_loops_in_another_order_are_shown_on_their_own()
    {
        PlannedAction Of(string one, string two, string text) =>
            Action($"component.r[\"{one}\"].connection.c[\"{two}\"]", ActionKind.Create, Field("description", null, Value.Of(text)));

        var text = Show(Of("na", "web", "na-web"), Of("eu", "web", "web-eu"), Of("ap", "web", "ap-web"), Of("us", "web", "us-web"));

        Assert.That(text, Does.Contain("component.r[\"eu\"].connection.c[\"web\"]\n      description  \"web-eu\"\n"));
        Assert.That(text, Does.Contain("3 x component.r[*].connection.c[*]\n      ap web, na web, us web\n").And.Contain("\"*-*\""));
    }

    [Test]
    public void Fields_with_the_key_in_their_paths_are_shown_with_a_mark()
    {
        var text = Show([.. new[] { "a1", "b1", "c1" }.Select(k => Action($"mapping.m[\"{k}\"]", ActionKind.Create, Field($"fields/{k}/source", null, Value.Of("id"))))]);

        Assert.That(text, Does.Contain("3 x mapping.m[*]").And.Contain("fields.*.source  \"id\"\n"));
    }

    [Test]
    public void Parts_of_a_tree_have_marks_too()
    {
        var text = Show([.. new[] { "apac", "emea", "na" }.Select(k => Action(
            $"fieldGroup.brand[\"{k}\"]",
            ActionKind.Create,
            Part($"fields/brand.{k}/title", Value.Of($"Brand {k}")),
            Part($"fields/brand.{k}/type", Value.Of("string"))))]);

        Assert.That(text, Does.Contain("3 x fieldGroup.brand[*]").And.Contain("        *  string, title \"Brand *\"\n"));
        Assert.That(text, Does.Not.Contain("Brand apac"));
    }

    [Test]
    public void Changes_by_other_people_or_at_other_times_are_shown_on_their_own()
    {
        var text = Show(Drift("a", "jane", 0), Drift("b", "jane", 0), Drift("c", "jane", 0), Drift("d", "john", 0), Drift("e", "jane", 5));

        Assert.That(text, Does.Contain("update 3 x connection.c[*]\n      a, b, c\n").And.Contain("(changed on the platform by jane at 2026-11-20 12:00 UTC)"));
        Assert.That(text, Does.Contain("update connection.c[\"d\"]").And.Contain("by john at 2026-11-20 12:00").And.Contain("update connection.c[\"e\"]").And.Contain("by jane at 2026-11-20 12:05"));
    }

    [Test]
    public void Flows_whose_parts_are_crossed_are_shown_on_their_own()
    {
        PlannedAction[] Of(string key, string part) =>
        [
            Action($"mapping.m[\"{part}\"]", ActionKind.Update, Field("description", Value.Of("x"), Value.Of("y"))),
            Action($"flow.f[\"{key}\"]", ActionKind.NoOp) with { DependsOn = [ResourceAddress.Parse($"mapping.m[\"{part}\"]")] },
        ];

        var crossed = Show([.. Of("a", "b"), .. Of("b", "a"), .. Of("c", "c"), .. Of("d", "d")]);
        Assert.That(crossed, Does.Contain("flow.f[\"a\"]").And.Contain("update mapping.m[\"b\"]").And.Not.Contain("*"));
        Assert.That(Show([.. Of("a", "a"), .. Of("b", "b"), .. Of("c", "c")]), Does.Contain("3 x flow.f[*]").And.Contain("3 x mapping.m[*]"));
    }

    [Test]
    public void A_key_without_a_character_in_an_edited_plan_is_shown_all_the_same() =>
        Assert.That(Show(Create("", "one"), Create("a", "two"), Create("b", "three")), Does.Contain("connection.c[\"\"]"));

    [Test]
    public void What_is_shown_is_true_of_every_resource()
    {
        var random = new Random(20261127);
        for (var run = 0; run < 400; run++)
        {
            string[] keys = [.. Enumerable.Range(1, random.Next(3, 9)).Select(i => random.Next(2) == 0 ? $"{i}" : $"k{i}").Distinct()];
            string Text(string key) => random.Next(12) switch { 0 => $"{keys[0]} x", 1 => "1 x", 2 => $"{key.ToUpperInvariant()} x", _ => $"{key} x" };
            var plan = keys.ToDictionary(k => k, Text);

            var shown = Show([.. plan.Select(p => Create(p.Key, p.Value))]);

            var found = new Dictionary<string, string>();
            foreach (Match match in Regex.Matches(shown, "create (?:connection.c\\[\"(?<key>.*?)\"\\]|\\d x connection.c\\[\\*\\]\n +(?<keys>.*))\n +description  \"(?<text>.*)\""))
            {
                foreach (var key in match.Groups["keys"].Success ? match.Groups["keys"].Value.Split(", ") : [match.Groups["key"].Value])
                    found.Add(key, match.Groups["text"].Value.Replace("*", plan[key].StartsWith('K') ? key.ToUpperInvariant() : key, StringComparison.Ordinal));
            }

            Assert.That(found, Is.EquivalentTo(plan), shown);
        }
    }

    private static string Show(params PlannedAction[] actions) => PlanText.Of(new()
    {
        Binding = new(new("shop", "dev", "ACME@AdobeOrg", "dev"), "0f0f", 3, new("abcd")),
        Actions = [.. actions],
    }).ToString();

    private static PlannedAction Create(string key, string description) =>
        Action($"connection.c[\"{key}\"]", ActionKind.Create, Field("description", null, Value.Of(description)));

    private static PlannedAction Drift(string key, string by, int minute) =>
        Action($"connection.c[\"{key}\"]", ActionKind.Update, Field("enabled", Value.Of(false), Value.Of(true)) with { Cause = DifferenceCause.Drift }) with
        {
            Live = new() { Id = key, Fields = Value.Map.Empty, Attributes = Value.Map.Empty, UpdatedBy = by, UpdatedAt = Noon.AddMinutes(minute) },
        };

    private static PlannedAction Action(string address, ActionKind kind, params FieldDifference[] differences) =>
        new() { Address = ResourceAddress.Parse(address), Kind = kind, Differences = [.. differences] };

    private static FieldDifference Part(string path, Value planned) => Field(path, null, planned) with { IsTreePart = true };

    private static FieldDifference Field(string path, Value? live, Value? planned) =>
        new(path, live, planned, live, DifferenceCause.Manifest, FieldChangeEffect.Update);
}
