using System.Collections.Immutable;
using FlowPlan.Core.Importing;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Diffing;
using FlowPlan.Core.Planning.Review;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Planning;

/// <summary>
/// Free-form fields: additions, spellings and dropped nulls by the service never change a plan, and what is declared is compared at any depth.
/// </summary>
public sealed class FreeFormLaws
{
    private static readonly IResourceKind Kind = new FakePlatform().Kind("base");

    [FsCheck.NUnit.Property(MaxTest = 2000, QuietOnSuccess = true)]
    public void What_the_service_adds_drops_or_respells_is_no_difference(FsCheck.DoNotSize<int> given)
    {
        var random = new Random(given.Item);
        var declared = Respelling.Declared(random);
        var live = Respelling.Answer(random, declared, random.Next(2) == 0);

        Assert.That(Compare(declared, declared, live), Is.Empty, $"{declared} is {live}");
        Assert.That(Compare(declared, Imported(declared, live), live), Is.Empty, $"imported: {declared} is {live}");
        Assert.That(Compare(Imported(declared, live), Imported(declared, live), Respelling.Answer(random, live, keepsNulls: false)), Is.Empty, $"drift: {declared}");
    }

    [FsCheck.NUnit.Property(MaxTest = 2000, QuietOnSuccess = true)]
    public void A_value_that_is_edited_is_one_difference(FsCheck.DoNotSize<int> given)
    {
        var random = new Random(given.Item);
        var declared = Respelling.Declared(random);
        var leaves = FieldRuleSet.Of(Kind).Flatten(Value.Map.Of(("params", declared)));
        if (leaves.Count == 0)
            return;
        var edited = leaves.ElementAt(random.Next(leaves.Count)).Key;
        var live = Set(Value.Map.Of(("params", Respelling.Answer(random, declared, random.Next(2) == 0))), edited.Keys, Value.Of("edited"));

        var found = Compare(declared, declared, (Value.Map)live["params"]!);

        Assert.That(found.Select(d => (d.Path, d.Cause)), Is.EqualTo(new[] { (edited, DifferenceCause.Drift) }));
    }

    [FsCheck.NUnit.Property(MaxTest = 2000, QuietOnSuccess = true)]
    public void An_entry_that_is_no_longer_declared_is_removed(FsCheck.DoNotSize<int> given)
    {
        var random = new Random(given.Item);
        var recorded = Respelling.Declared(random);
        var gone = recorded.Entries.Select(e => e.Key).FirstOrDefault() ?? "none";
        var leaves = FieldRuleSet.Of(Kind).Flatten(Value.Map.Of(("params", recorded)))
            .Where(l => l.Key.IsAtOrBelow(FieldPath.Of("params", gone)) && !FreeFormComparison.IsNothing(l.Value));

        var found = Compare(recorded.Without(gone), recorded, Respelling.Answer(random, recorded, random.Next(2) == 0));

        Assert.That(found.Select(d => (d.Path, d.Planned)), Is.EquivalentTo(leaves.Select(l => (l.Key, (Value?)null))));
    }

    [FsCheck.NUnit.Property(MaxTest = 60, QuietOnSuccess = true)]
    public async Task A_plan_after_an_apply_a_drift_and_an_import_are_empty(FsCheck.DoNotSize<int> given)
    {
        var random = new Random(given.Item);
        var keepsNulls = random.Next(2) == 0;
        var estate = new Estate();
        estate.Platform.Fake("base").Answers = fields => Value.Map.Of(fields.Entries.Select(e =>
            e.Value is Value.Map map ? KeyValuePair.Create(e.Key, (Value)Respelling.Answer(random, map, keepsNulls)) : e));
        estate.Declare(Estate.Make("base.a", ("params", Respelling.Declared(random)), ("options", Respelling.Declared(random))));

        var result = await estate.ApplyAsync(parallelism: 1);

        Assert.That(result.Failed.SelectMany(f => f.Reason.Details), Is.Empty);
        Assert.That((await estate.PlanAsync()).Actions.Where(a => a.IsChange), Is.Empty);
        estate.Declare(Estate.Make("base.a", ("params", estate.Desired[new("base", "a")].Fields["params"]!), ("options", Respelling.Declared(random))));
        Assert.That((await estate.ApplyAsync(parallelism: 1)).Failed.SelectMany(f => f.Reason.Details), Is.Empty);
        Assert.That((await estate.PlanAsync()).Actions.Where(a => a.IsChange), Is.Empty);
        Assert.That(estate.Platform.Objects, Has.Count.EqualTo(1));

        var desired = Drift.DesiredFromState(estate.Lockfile!, new([.. estate.Desired.Values]));
        var drift = await new Core.Planning.Deciding.Planner(estate.Platform, (_, _, _, _) => false).PlanAsync(
            estate.Input(desired.Items) with { Options = PlanOptions.Default with { Mode = PlanMode.Drift } }, CancellationToken.None);
        Assert.That(drift.Value!.Actions.Where(a => a.IsChange), Is.Empty);

        estate.Lockfile = null;
        var imported = await estate.Importer().AllAsync(CancellationToken.None);
        Assert.That(imported.Findings, Is.Empty);
        await estate.ApplyAsync(imported.Plan);
        Assert.That((await estate.PlanAsync()).Actions.Where(a => a.IsChange), Is.Empty);
    }

    [Test]
    public void A_map_in_which_nothing_is_declared_is_imported_as_nothing_whatever_the_service_has_in_its_place()
    {
        var declared = Value.Map.Of(("x", Value.Map.Of(("y", Value.Map.Of(("z", Value.NullValue))))), ("kept", Value.Of(1)));
        var live = Value.Map.Of(("x", Value.Of("a default")), ("kept", Value.Of(1)));

        var imported = Imported(declared, live);

        Assert.That(imported, Is.EqualTo(Value.Map.Of(("kept", Value.Of(1)))));
        Assert.That(Compare(declared, imported, live), Is.Empty);
    }

    [TestCase(true, ExpectedResult = 1, TestName = "An_empty_text_in_the_place_of_a_map_is_a_difference_when_it_is_declared_for_the_first_time")]
    [TestCase(false, ExpectedResult = 0, TestName = "An_empty_text_that_the_service_keeps_as_an_empty_map_is_no_difference")]
    public int An_empty_text_and_an_empty_map(bool isNew)
    {
        var declared = Value.Map.Of(("x", Value.Of(string.Empty)));
        var recorded = isNew ? Value.Map.Of(("x", Value.Map.Of(("y", Value.NullValue)))) : declared;

        return Compare(declared, recorded, Value.Map.Of(("x", Value.Map.Empty))).Length;
    }

    private static Value.Map Imported(Value.Map declared, Value.Map live) =>
        new ImportedFields(Kind).From(Value.Map.Of(("params", declared)), Value.Map.Of(("params", live)))["params"] as Value.Map ?? Value.Map.Empty;

    private static ImmutableArray<FieldDifference> Compare(Value.Map declared, Value.Map recorded, Value.Map live) =>
        new ThreeWayDiff(Kind, (_, _, _, _) => false).Compare(
            new("base", "a"), Value.Map.Of(("params", declared)), Value.Map.Of(("params", recorded)), Value.Map.Of(("params", live)), []);

    private static Value.Map Set(Value.Map map, ImmutableArray<string> path, Value value) =>
        map.With(path[0], path.Length == 1 ? value : Set(map[path[0]] as Value.Map ?? Value.Map.Empty, path[1..], value));
}
