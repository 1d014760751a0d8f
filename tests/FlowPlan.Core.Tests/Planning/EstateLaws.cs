using FlowPlan.Core.Applying;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Planning;

/// <summary>What must hold for every estate and every edit: checked on random ones that shrink when they fail.</summary>
public sealed class EstateLaws
{
    [FsCheck.NUnit.Property(MaxTest = 1000, QuietOnSuccess = true)]
    public void After_an_apply_the_plan_is_empty_and_the_platform_is_as_declared(FsCheck.DoNotSize<int> given)
    {
        var estate = RandomEstate(new Random(given.Item), 60);
        var result = estate.ApplyAsync(1 + (Math.Abs(given.Item % 8))).GetAwaiter().GetResult();
        AssertComplete(result);
        AssertSettled(estate);
    }

    [FsCheck.NUnit.Property(MaxTest = 1000, QuietOnSuccess = true)]
    public void After_random_edits_on_both_sides_an_apply_settles_again(FsCheck.DoNotSize<int> given)
    {
        var random = new Random(given.Item);
        var estate = RandomEstate(random, 40);
        estate.ApplyAsync().GetAwaiter().GetResult();
        EditManifest(estate, random);
        EditPlatform(estate, random);
        var result = estate.ApplyAsync().GetAwaiter().GetResult();
        AssertComplete(result);
        AssertSettled(estate);
        Assert.That(estate.Platform.Objects, Has.Count.EqualTo(estate.Desired.Count));
    }

    [FsCheck.NUnit.Property(MaxTest = 1000, QuietOnSuccess = true)]
    public void The_plan_does_not_depend_on_the_order_of_manifest_and_lists(FsCheck.DoNotSize<int> given)
    {
        var random = new Random(given.Item);
        var estate = RandomEstate(random, 30);
        estate.ApplyAsync().GetAwaiter().GetResult();
        EditManifest(estate, random);
        EditPlatform(estate, random);
        var first = estate.TryPlanAsync().GetAwaiter().GetResult().Value!;
        estate.Platform.ReverseLists = true;
        var second = estate.TryPlanAsync([.. estate.Desired.Values.OrderBy(d => d.Address)]).GetAwaiter().GetResult().Value!;
        Assert.That(Describe(second), Is.EqualTo(Describe(first)));
    }

    [FsCheck.NUnit.Property(MaxTest = 1000, QuietOnSuccess = true)]
    public void An_update_always_shows_a_field_and_a_replacement_its_reason(FsCheck.DoNotSize<int> given)
    {
        var random = new Random(given.Item);
        var estate = RandomEstate(random, 30);
        estate.ApplyAsync().GetAwaiter().GetResult();
        EditManifest(estate, random);
        EditPlatform(estate, random);
        var plan = estate.TryPlanAsync().GetAwaiter().GetResult().Value!;
        Assert.That(plan.Actions.Where(a => a.Kind is ActionKind.Update).Select(a => a.Differences.Length), Is.All.Positive);
        Assert.That(plan.Actions.Where(a => a.Kind is ActionKind.Replace).Select(a => a.Reasons.Length), Is.All.Positive);
        Assert.That(plan.Actions.Where(a => a.Kind is ActionKind.NoOp).Select(a => a.Differences.Length), Is.All.Zero);
    }

    [FsCheck.NUnit.Property(MaxTest = 1000, QuietOnSuccess = true)]
    public void Removing_everything_leaves_exactly_what_was_not_ours(FsCheck.DoNotSize<int> given)
    {
        var random = new Random(given.Item);
        var estate = RandomEstate(random, 40);
        estate.Platform.Fake("base").Objects["theirs"] = (Value.Map.Of(("name", Value.Of("theirs"))), 0);
        estate.ApplyAsync().GetAwaiter().GetResult();
        estate.Desired.Clear();
        var result = estate.ApplyAsync().GetAwaiter().GetResult();
        AssertComplete(result);
        Assert.That(estate.Platform.Objects.Select(o => o.Id), Is.EqualTo(new[] { "theirs" }));
        Assert.That(estate.Lockfile!.Resources, Is.Empty);
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
