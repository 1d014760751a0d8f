using System.Collections.Immutable;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Diffing;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Planning;

/// <summary>Fields that changed their shape are one change; renamed fields are compared in linear space.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ThreeWayDiffTests
{
    private const int Many = 4_000;

    [Test]
    public void A_map_that_became_a_value_is_not_removed_as_well()
    {
        var map = Map(("m", Map(("a", Value.Of(1)), ("b", Value.Of(2)))));

        Assert.That(Compare(Map(("m", Value.Of("x"))), map, map).Select(d => d.Path.ToString()), Is.EqualTo(new[] { "m" }));
    }

    [Test]
    public void A_value_that_became_a_map_is_not_removed_as_well()
    {
        var value = Map(("m", Value.Of("x")));

        Assert.That(Compare(Map(("m", Map(("a", Value.Of(1))))), value, value).Select(d => d.Path.ToString()), Is.EqualTo(new[] { "m/a" }));
    }

    [Test]
    public void A_field_whose_name_begins_like_another_is_removed()
    {
        var before = Map(("name", Value.Of("x")), ("names", Value.Of("y")), ("na", Value.Of("z")));

        Assert.That(Compare(Map(("name", Value.Of("x"))), before, before).Select(d => d.Path.ToString()), Is.EqualTo(new[] { "na", "names" }));
    }

    [Test]
    public void Fields_are_in_the_order_of_their_texts()
    {
        var wanted = Map(("fields", Map(("a", Map(("source", Value.Of("x")))), ("a.b", Map(("source", Value.Of("x")))))));

        Assert.That(Compare(wanted, Value.Map.Empty, Value.Map.Empty).Select(d => d.Path.ToString()), Is.EqualTo(new[] { "fields/a.b/source", "fields/a/source" }));
    }

    [Test]
    public void An_ignored_part_of_a_list_item_is_wanted_as_it_is_live()
    {
        static Value.Map Items(int size) => Map(("items", new Value.List([Map(("name", Value.Of("a")), ("size", Value.Of(size)))])));

        Assert.That(Compare(Items(1), Items(1), Items(2), "items.*.size"), Is.Empty);
        Assert.That(Compare(Items(1), Items(1), Items(2)), Has.Length.EqualTo(1), "where nothing is ignored");
    }

    [Test]
    public void What_changed_beside_an_ignored_part_is_a_change_of_the_manifest()
    {
        static Value.Map Items(string color, int size) =>
            Map(("items", new Value.List([Map(("name", Value.Of("a")), ("color", Value.Of(color)), ("size", Value.Of(size)))])));

        var found = Compare(Items("red", 1), Items("blue", 1), Items("blue", 2), "items.*.size").Single();

        Assert.That(found.Cause, Is.EqualTo(DifferenceCause.Manifest));
    }

    [Test]
    public void A_write_only_field_that_was_applied_does_not_differ_though_it_is_not_live()
    {
        var applied = Map(("secret", Value.Of("s")));

        Assert.That(Compare(applied, applied, Value.Map.Empty), Is.Empty);
    }

    [Test]
    public void A_write_only_field_that_changed_shows_what_was_applied_and_not_what_is_live()
    {
        var found = Compare(Map(("secret", Value.Of("new"))), Map(("secret", Value.Of("old"))), Map(("secret", Value.Of("***")))).Single();

        Assert.That((found.Live, found.Planned, found.Cause), Is.EqualTo(((Value)Value.Of("old"), (Value)Value.Of("new"), DifferenceCause.Manifest)));
    }

    [TestCase("blue", DifferenceCause.Manifest)]
    [TestCase("green", DifferenceCause.Both)]
    public void A_removed_field_says_whether_it_also_drifted(string live, DifferenceCause cause)
    {
        var found = Compare(Value.Map.Empty, Map(("color", Value.Of("blue"))), Map(("color", Value.Of(live)))).Single();

        Assert.That((found.Cause, found.Planned), Is.EqualTo((cause, (Value)Value.Of("none"))));
    }

    [Test]
    public void Removing_a_field_can_cost_more_than_changing_it()
    {
        var before = Map(("sticky", Value.Of("a")));

        var changed = Compare(Map(("sticky", Value.Of("b"))), before, before).Single();
        var removed = Compare(Value.Map.Empty, before, before).Single();

        Assert.That((changed.Effect, changed.Consequence), Is.EqualTo((FieldChangeEffect.Update, "it changes")));
        Assert.That((removed.Effect, removed.Consequence), Is.EqualTo((FieldChangeEffect.Replace, "it is lost")));
    }

    [Test]
    public void What_is_removed_costs_what_a_change_costs_where_nothing_else_is_said()
    {
        var before = Map(("size", Value.Of(1)));

        var removed = Compare(Value.Map.Empty, before, before).Single();

        Assert.That((removed.Effect, removed.Consequence), Is.EqualTo((FieldChangeEffect.Replace, "everything in it is lost")));
    }

    [Test]
    public void Only_the_entries_of_a_set_are_its_members()
    {
        var wanted = Map(("tags", Map(("a", Value.Of(true)))), ("color", Value.Of("red")), ("params", Map(("b", Value.Of(1)))));

        var members = Compare(wanted, Value.Map.Empty, Value.Map.Empty).Where(d => d.IsSetMember).Select(d => d.Path.ToString());

        Assert.That(members, Is.EqualTo(new[] { "tags/a" }));
    }

    [Test]
    public void An_unknown_reference_to_a_live_field_is_a_change_of_the_reference()
    {
        var wanted = Map(("base", Estate.Ref("base.a")));

        Assert.That(Compare(wanted, Value.Map.Empty, Value.Map.Empty).Single().Cause, Is.EqualTo(DifferenceCause.Reference));
        Assert.That(Compare(wanted, Value.Map.Empty, null).Single().Cause, Is.EqualTo(DifferenceCause.Manifest), "of what is created");
    }

    [TestCase("red", "red", "blue", DifferenceCause.Drift)]
    [TestCase("red", "blue", "blue", DifferenceCause.Manifest)]
    [TestCase("red", "blue", "green", DifferenceCause.Both)]
    [TestCase("red", null, "green", DifferenceCause.Manifest)]
    public void The_cause_of_a_difference_is_who_changed_it(string wanted, string? before, string live, DifferenceCause cause)
    {
        var recorded = before is null ? Value.Map.Empty : Map(("color", Value.Of(before)));

        Assert.That(Compare(Map(("color", Value.Of(wanted))), recorded, Map(("color", Value.Of(live)))).Single().Cause, Is.EqualTo(cause));
    }

    [Test]
    public void An_equal_value_in_another_spelling_of_a_free_form_field_has_drifted()
    {
        static Value.Map Params(Value value) => Map(("params", Map(("a", value))));

        Assert.That(Compare(Params(Value.Of("1")), Params(Value.Of(1)), Params(Value.Of(2))).Single().Cause, Is.EqualTo(DifferenceCause.Drift));
    }

    /// <summary>A pattern that matches nothing has every field laid out and compared.</summary>
    [FsCheck.NUnit.Property(MaxTest = 20_000, QuietOnSuccess = true)]
    public void The_quick_comparison_finds_equal_only_what_the_comparison_of_each_field_does(FsCheck.DoNotSize<int> seed)
    {
        var random = new Random(seed.Item);
        var wanted = RandomFields(random);
        var (before, live) = (random.Next(3) == 0 ? RandomFields(random) : Respell(random, wanted), Respell(random, wanted));

        Assert.That(
            Compare(wanted, before, live).Select(d => d.ToString()),
            Is.EqualTo(Compare(wanted, before, live, "nowhere").Select(d => d.ToString())),
            $"{wanted} | {before} | {live}");
    }

    [Test]
    public void What_declares_nothing_was_not_recorded_for_the_quick_comparison_either()
    {
        var (wanted, before) = (Map(("params", Value.Of(""))), Map(("params", Value.Map.Empty)));

        Assert.That(Compare(wanted, before, before, "nowhere"), Is.Not.Empty);
        Assert.That(Compare(wanted, before, before), Is.EqualTo(Compare(wanted, before, before, "nowhere")));
    }

    [Test]
    public void Renaming_many_fields_allocates_in_proportion_to_their_number()
    {
        _ = Allocated(10);
        var (small, large) = (Allocated(Many / 10), Allocated(Many));

        Assert.That(large, Is.LessThan(small * 20), "ten times as many fields may cost about ten times as much");
    }

    private static Value.Map RandomFields(Random random) => Value.Map.Of(
        new[] { "color", "secret", "params", "options", "tags", "sticky", "other" }
            .Where(_ => random.Next(3) == 0)
            .Select(k => KeyValuePair.Create(k, RandomValue(random, 2))));

    private static Value RandomValue(Random random, int depth) => random.Next(depth > 0 ? 8 : 5) switch
    {
        0 => Value.NullValue,
        1 => Value.Of(1),
        2 => Value.Of("1"),
        3 => Value.Of(string.Empty),
        4 => random.Next(4) switch { 0 => Estate.Ref("base.a"), 1 => new Value.Secret(Value.Of("s")), 2 => new Value.SecretDigest("d"), _ => Value.Of("x") },
        5 => new Value.List([.. Enumerable.Range(0, random.Next(3)).Select(_ => RandomValue(random, depth - 1))]),
        _ => Value.Map.Of(Enumerable.Range(0, random.Next(3)).Select(i => KeyValuePair.Create($"k{i}", RandomValue(random, depth - 1)))),
    };

    /// <summary>The same map, or one with an entry added, dropped or changed somewhere.</summary>
    private static Value.Map Respell(Random random, Value.Map map)
    {
        var entries = map.Entries
            .Where(_ => random.Next(20) > 0)
            .Select(e => KeyValuePair.Create(e.Key, e.Value is Value.Map inner ? Respell(random, inner) : random.Next(12) == 0 ? RandomValue(random, 1) : e.Value));
        return Value.Map.Of(random.Next(8) == 0 ? entries.Append(KeyValuePair.Create("k9", RandomValue(random, 1))) : entries);
    }

    private static long Allocated(int count)
    {
        var (before, after) = (Fields(count, "old"), Fields(count, "new"));
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var differences = Compare(after, before, before);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.That(differences, Has.Length.EqualTo(2 * count));
        return allocated;
    }

    private static Value.Map Fields(int count, string prefix) =>
        Map(("fields", Value.Map.Of(Enumerable.Range(0, count).Select(i => KeyValuePair.Create($"{prefix}{i}", (Value)Map(("source", Value.Of(i))))))));

    private static Value.Map Map(params (string Key, Value Value)[] entries) =>
        Value.Map.Of(entries.Select(e => KeyValuePair.Create(e.Key, e.Value)));

    private static ImmutableArray<FieldDifference> Compare(Value.Map wanted, Value.Map before, Value.Map? live, params string[] ignored) =>
        new ThreeWayDiff(new FakePlatform().Kind("top"), (_, _, _, _) => false).Compare(new("top", "x"), wanted, before, live, ignored);
}
