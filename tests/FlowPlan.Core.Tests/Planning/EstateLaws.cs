using FlowPlan.Core.Applying;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Planning;

/// <summary>
/// What must hold for every estate and every edit, checked on estates made from random seeds. A failure is repeated with smaller estates of the
/// same seed, and the smallest size that fails is reported.
/// </summary>
public sealed class EstateLaws
{
    /// <summary>The smallest estate that can be made: one resource of the first kind.</summary>
    private const int LeastSize = 4;

    [FsCheck.NUnit.Property(MaxTest = 1000, QuietOnSuccess = true)]
    public void After_an_apply_the_plan_is_empty_and_the_platform_is_as_declared(FsCheck.DoNotSize<int> given)
    {
        Check(given.Item, 60, (random, size) =>
        {
            var estate = RandomEstate(random, size);
            AssertComplete(estate.ApplyAsync(1 + (Math.Abs(given.Item % 8))).GetAwaiter().GetResult());
            AssertSettled(estate);
        });
    }

    [FsCheck.NUnit.Property(MaxTest = 1000, QuietOnSuccess = true)]
    public void After_random_edits_on_both_sides_an_apply_settles_again(FsCheck.DoNotSize<int> given)
    {
        Check(given.Item, 40, (random, size) =>
        {
            var estate = EditedEstate(random, size);
            AssertComplete(estate.ApplyAsync().GetAwaiter().GetResult());
            AssertSettled(estate);
            Assert.That(estate.Platform.Objects, Has.Count.EqualTo(estate.Desired.Count));
        });
    }

    [FsCheck.NUnit.Property(MaxTest = 1000, QuietOnSuccess = true)]
    public void The_plan_does_not_depend_on_the_order_of_manifest_and_lists(FsCheck.DoNotSize<int> given)
    {
        Check(given.Item, 30, (random, size) =>
        {
            var estate = EditedEstate(random, size);
            var first = estate.TryPlanAsync().GetAwaiter().GetResult().Value!;
            estate.Platform.ReverseLists = true;
            var shuffled = estate.Desired.Values.ToArray();
            random.Shuffle(shuffled);
            var second = estate.TryPlanAsync(shuffled).GetAwaiter().GetResult().Value!;
            Assert.That(Describe(second), Is.EqualTo(Describe(first)));
        });
    }

    [FsCheck.NUnit.Property(MaxTest = 1000, QuietOnSuccess = true)]
    public void An_action_shows_exactly_the_fields_in_which_declared_and_live_object_differ(FsCheck.DoNotSize<int> given) =>
        Check(given.Item, 30, (random, size) =>
        {
            var plan = EditedEstate(random, size).TryPlanAsync().GetAwaiter().GetResult().Value!;
            foreach (var action in plan.Actions.Where(a => a.Kind is ActionKind.NoOp or ActionKind.Update or ActionKind.Replace))
            {
                var expected = DifferingFields(action.Fields, action.Prior!.Fields, action.Live!.Fields);
                Assert.That(action.Differences.Select(d => d.Path.ToString()), Is.EqualTo(expected), action.Address.ToString());
                Assert.That(action.Kind == ActionKind.NoOp, Is.EqualTo(expected.Count == 0 && action.Reasons.IsEmpty), action.Address.ToString());
            }
        });

    [FsCheck.NUnit.Property(MaxTest = 300, QuietOnSuccess = true)]
    public void What_is_planned_for_resources_does_not_depend_on_how_many_others_there_are(FsCheck.DoNotSize<int> given) =>
        Check(given.Item, 40, (random, size) =>
        {
            var estate = EditedEstate(random, size);
            var alone = estate.TryPlanAsync().GetAwaiter().GetResult();
            var among = Crowd.Around(estate).TryPlanAsync().GetAwaiter().GetResult();
            Assert.That(Describe(Crowd.Without(among.Value!)), Is.EqualTo(Describe(alone.Value!)));
            Assert.That(among.Diagnostics.Select(d => d.Message), Is.EqualTo(alone.Diagnostics.Select(d => d.Message)));
        });

    [FsCheck.NUnit.Property(MaxTest = 1000, QuietOnSuccess = true)]
    public void Removing_everything_leaves_exactly_what_was_not_ours(FsCheck.DoNotSize<int> given)
    {
        Check(given.Item, 40, (random, size) =>
        {
            var estate = RandomEstate(random, size);
            estate.Platform.Fake("base").Objects["theirs"] = (Value.Map.Of(("name", Value.Of("theirs"))), 0);
            estate.ApplyAsync().GetAwaiter().GetResult();
            estate.Desired.Clear();
            AssertComplete(estate.ApplyAsync().GetAwaiter().GetResult());
            Assert.That(estate.Platform.Objects.Select(o => o.Id), Is.EqualTo(new[] { "theirs" }));
            Assert.That(estate.Lockfile!.Resources, Is.Empty);
        });
    }

    /// <summary>Checks a law; where it fails, with smaller estates of the same seed too, so that the smallest one is reported.</summary>
    private static void Check(int seed, int most, Action<Random, int> law)
    {
        if (Failure(seed, most, law) is not { } failure)
            return;
        for (var size = LeastSize; size < most; size++)
        {
            if (Failure(seed, size, law) is { } smaller)
                throw new InvalidOperationException($"Seed {seed}, smallest failing size {size}: {smaller.Message}", smaller);
        }

        throw new InvalidOperationException($"Seed {seed}, size {most}: {failure.Message}", failure);
    }

    private static Exception? Failure(int seed, int size, Action<Random, int> law)
    {
        try
        {
            law(new Random(seed), size);
            return null;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return failure;
        }
    }

    /// <summary>The law's own comparison: the fake kind resets a color and removes other fields that are no longer declared.</summary>
    private static List<string> DifferingFields(Value.Map declared, Value.Map recorded, Value.Map live) =>
    [
        .. declared.Entries.Where(e => e.Value is Value.Reference || e.Value != live[e.Key]).Select(e => e.Key)
            .Concat(recorded.Entries
                .Where(e => declared[e.Key] is null && live[e.Key] != (e.Key == "color" ? Value.Of("none") : null))
                .Select(e => e.Key))
            .Order(StringComparer.Ordinal),
    ];

    private static Estate EditedEstate(Random random, int size)
    {
        var estate = RandomEstate(random, size);
        estate.ApplyAsync().GetAwaiter().GetResult();
        EditManifest(estate, random);
        EditPlatform(estate, random);
        return estate;
    }

    private static void AssertComplete(ApplyResult result) => Assert.That(
        result.Complete,
        Is.True,
        string.Join('\n', result.Failed.Select(f => $"{f.Address}: {f.Reason.Message} {string.Join("; ", f.Reason.Details)}")));

    private static void AssertSettled(Estate estate)
    {
        var planned = estate.TryPlanAsync().GetAwaiter().GetResult();
        Assert.That(planned.Diagnostics, Is.Empty);
        Assert.That(planned.Value!.HasChanges, Is.False, Describe(planned.Value));
    }

    private static Estate RandomEstate(Random random, int most)
    {
        var estate = new Estate();
        var (bases, middles, tops) = (1 + random.Next(most / 4), random.Next(most / 4), random.Next(most / 4));
        for (var i = 0; i < bases; i++)
            estate.Declare(Estate.Make($"base.b{i}", Fields(random)));
        for (var i = 0; i < middles; i++)
            estate.Declare(Estate.Make($"middle.m{i}", [("base", Estate.Ref($"base.b{random.Next(bases)}")), .. Fields(random)]));
        for (var i = 0; middles > 0 && i < tops; i++)
        {
            estate.Declare(Estate.Make(
                $"top.t{i}",
                [("middle", Estate.Ref($"middle.m{random.Next(middles)}")), ("baseVersion", Estate.Ref($"base.b{random.Next(bases)}", "version")), .. Fields(random)]));
        }

        for (var i = 0; middles > 1 && i < random.Next(most / 4); i++)
        {
            estate.Declare(Estate.Make(
                $"pair.p{i}",
                [("left", Estate.Ref($"middle.m{random.Next(middles)}")), ("right", Estate.Ref($"middle.m{random.Next(middles)}")), .. Fields(random)]));
        }

        return estate;
    }

    private static (string, Value)[] Fields(Random random)
    {
        var fields = new List<(string, Value)>();
        if (random.Next(2) == 0)
            fields.Add(("color", Value.Of(random.Next(2) == 0 ? "red" : "green")));
        if (random.Next(2) == 0)
            fields.Add(("size", Value.Of(random.Next(3))));
        if (random.Next(3) == 0)
            fields.Add(("note", Value.Of("n" + random.Next(3))));
        return [.. fields];
    }

    private static void EditManifest(Estate estate, Random random)
    {
        foreach (var desired in estate.Desired.Values.ToList())
        {
            switch (random.Next(6))
            {
                case 0:
                    var references = desired.Fields.Entries.Where(e => e.Value is Value.Reference || e.Key == "name");
                    estate.Declare(desired with
                    {
                        Fields = Value.Map.Of(references.Concat(Fields(random).Select(f => KeyValuePair.Create(f.Item1, f.Item2)))),
                    });
                    break;
                case 1 when desired.Address.Kind is "top" or "pair":
                    estate.Desired.Remove(desired.Address);
                    break;
            }
        }

        if (random.Next(2) == 0)
            estate.Declare(Estate.Make("base.new", Fields(random)));
    }

    private static void EditPlatform(Estate estate, Random random)
    {
        foreach (var (kind, id, _) in estate.Platform.Objects.ToList())
        {
            switch (random.Next(8))
            {
                case 0:
                    estate.Platform.Fake(kind).Edit(id, "color", Value.Of("drifted"));
                    break;
                case 1:
                    estate.Platform.Fake(kind).Edit(id, "unrelated", Value.Of(random.Next()));
                    break;
                case 2 when kind is "top" or "pair":
                    estate.Platform.Fake(kind).Objects.Remove(id);
                    break;
            }
        }
    }

    private static string Describe(Plan plan) => string.Join('\n', plan.Actions.Select(a =>
        $"{a.Kind} {a.Address} {a.CreateBeforeDestroy} [{string.Join("; ", a.Differences.Select(d => $"{d.Path} {d.Live} {d.Planned} {d.Cause}"))}] {string.Join(',', a.DependsOn)}"));
}
