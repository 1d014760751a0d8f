using FlowPlan.Core.Planning.Diffing;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Planning;

/// <summary>What <c>lifecycle.ignoreChanges</c> leaves alone, and that it keeps what is live there.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class IgnoredFieldsTests
{
    [TestCase("description", "description", true)]
    [TestCase("description", "descriptions", false)]
    [TestCase("schedule", "schedule/interval", true)]
    [TestCase("schedule.interval", "schedule/interval", true)]
    [TestCase("/schedule/interval", "schedule/interval", true)]
    [TestCase("schedule.interval", "schedule", false)]
    [TestCase("*", "anything", true)]
    [TestCase("data/**", "data/a/b/c", true)]
    [TestCase("data/**", "params/a", false)]
    [TestCase("**.type", "params/columns/0/type", true)]
    [TestCase("**.type", "params/columns/0/name", false)]
    [TestCase("params.columns.*.type", "params/columns/3/type", true)]
    [TestCase("params.columns.1.type", "params/columns/1/type", true)]
    [TestCase("params.columns.1.type", "params/columns/2/type", false)]
    [TestCase("fields.person.name.firstName", "fields/person.name.firstName", true)]
    [TestCase("fields.person", "fields/person.name.firstName", true)]
    [TestCase("fields.*.source", "fields/person.name.firstName/source", true)]
    [TestCase("fields.person.*.firstName", "fields/person.name.firstName", true)]
    [TestCase("fields/person.name.firstName", "fields/person.name.firstName", true)]
    [TestCase("fields/person", "fields/person.name.firstName", false)]
    [TestCase("tags/a~1b", "tags/a~1b", true)]
    public void A_pattern_covers_what_it_says(string pattern, string path, bool covered) =>
        Assert.That(new IgnoredFields([pattern]).Contains(path), Is.EqualTo(covered));

    [Test]
    public void Through_a_list_only_the_ignored_part_of_each_item_is_kept()
    {
        var kept = Keep("columns.*.type", Columns(("a", "int"), ("b", "int")), Columns(("a", "long"), ("b", "text")));

        Assert.That(kept, Is.EqualTo(Columns(("a", "long"), ("b", "text"))));
    }

    [Test]
    public void An_index_names_one_item()
    {
        var kept = Keep("columns.1.type", Columns(("a", "int"), ("b", "int")), Columns(("a", "long"), ("b", "text")));

        Assert.That(kept, Is.EqualTo(Columns(("a", "int"), ("b", "text"))));
    }

    [Test]
    public void Items_are_found_again_by_what_is_not_ignored()
    {
        var declared = Columns(("new", "int"), ("b", "int"), ("a", "int"));

        var kept = Keep("columns.*.type", declared, Columns(("a", "long"), ("b", "text")));

        Assert.That(kept, Is.EqualTo(Columns(("new", "int"), ("b", "text"), ("a", "long"))));
    }

    [Test]
    public void Several_patterns_go_together()
    {
        var declared = Map(("columns", new Value.List([Map(("name", Of("a")), ("type", Of("int")), ("note", Of("x")))])));
        var live = Map(("columns", new Value.List([Map(("name", Of("a")), ("type", Of("long")), ("note", Of("y")))])));

        Assert.That(new IgnoredFields(["columns.*.type", "columns.*.note"]).Keep(declared, live), Is.EqualTo(live));
    }

    [Test]
    public void What_is_ignored_and_not_declared_is_kept()
    {
        var live = Map(("fields", Map(("a", Of("1")), ("theirs", Of("2")))));

        Assert.That(Keep("fields.theirs", Map(("fields", Map(("a", Of("3"))))), live), Is.EqualTo(Map(("fields", Map(("a", Of("3")), ("theirs", Of("2")))))));
        Assert.That(Keep("fields.*", Map(("fields", Map(("b", Of("3"))))), live), Is.EqualTo(live));
    }

    private static Value.Map Keep(string pattern, Value.Map declared, Value.Map live) => new IgnoredFields([pattern]).Keep(declared, live);

    private static Value.Map Columns(params (string Name, string Type)[] columns) =>
        Map(("columns", new Value.List([.. columns.Select(c => Map(("name", Of(c.Name)), ("type", Of(c.Type))))])));

    private static Value.Map Map(params (string Key, Value Value)[] entries) =>
        Value.Map.Of(entries.Select(e => KeyValuePair.Create(e.Key, e.Value)));

    private static Value Of(string text) => Value.Of(text);
}
