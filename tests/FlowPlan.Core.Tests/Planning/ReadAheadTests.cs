using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Deciding;
using FlowPlan.Core.Planning.Refreshing;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Planning;

/// <summary>Live objects are read while the manifest is put together: the plan is the same, and no list is read twice.</summary>
public sealed class ReadAheadTests
{
    private const int Many = ReadAhead.Worthwhile + 5;

    private static Estate Applied() => new Estate().Declare([.. Enumerable.Range(0, Many).Select(i => Estate.Make($"base.b{i:D4}"))]);

    private static async Task<(string Plan, int Lists)> PlanAsync(Estate estate, bool isAhead)
    {
        var (progress, before) = (new ReadProgress(), estate.Platform.Fake("base").Lists);
        await using var ahead = isAhead ? ReadAhead.Begin(estate.Platform, estate.Lockfile!, 4, progress, CancellationToken.None) : null;
        Assert.That(ahead is not null, Is.EqualTo(isAhead));
        var planned = await new Planner(estate.Platform, (_, _, _, _) => false, ahead).PlanAsync(
            estate.Input() with { Progress = progress }, CancellationToken.None);
        foreach (var count in progress.Counts)
            Assert.That(count.Found, Is.LessThanOrEqualTo(count.Wanted), count.Kind);
        return (TextOf(planned), estate.Platform.Fake("base").Lists - before);
    }

    private static string TextOf(Outcome<Plan> planned) => string.Join('\n', [
        .. (planned.Value?.Actions ?? []).Select(a => $"{a.Kind} {a.Address} {a.HashLive()} {string.Join(',', a.Differences)}"),
        .. planned.Diagnostics.Select(d => $"{d.Code} {d.Message}"),
    ]);

    [TestCase("nothing changed")]
    [TestCase("an object is deleted")]
    [TestCase("an object is changed")]
    [TestCase("an object is new")]
    [TestCase("an object exists already")]
    [TestCase("an object is imported")]
    [TestCase("an object is imported that does not exist")]
    [TestCase("all blocks are removed")]
    [TestCase("the list cannot be read")]
    [TestCase("a list shows an object twice")]
    public async Task The_plan_is_the_same(string scenario)
    {
        var estate = Applied();
        await estate.ApplyAsync();
        var fake = estate.Platform.Fake("base");
        switch (scenario)
        {
            case "an object is deleted":
                fake.Objects.Remove(estate.Id("base.b0007"));
                break;
            case "an object is changed":
                fake.Edit(estate.Id("base.b0007"), "color", Value.Of("red"));
                estate.Declare(Estate.Make("base.b0007", ("color", Value.Of("blue"))));
                break;
            case "an object is new":
                estate.Declare(Estate.Make("base.zz"));
                break;
            case "an object exists already":
                fake.Objects["zz"] = (Value.Map.Of(("name", Value.Of("zz"))), 0);
                estate.Declare(Estate.Make("base.zz"));
                break;
            case "an object is imported":
                fake.Objects["zz"] = (Value.Map.Of(("name", Value.Of("zz"))), 0);
                estate.Declare(Estate.Make("base.zz") with { Adopt = "zz" });
                break;
            case "an object is imported that does not exist":
                estate.Declare(Estate.Make("base.zz") with { Adopt = "zz" });
                break;
            case "all blocks are removed":
                estate.Desired.Clear();
                break;
            case "the list cannot be read":
                estate.Platform.FailList = _ => new(Finding.Error("FAKE", "no list"), CallEffect.None);
                break;
            case "a list shows an object twice":
                fake.ListsFirstTwice = true;
                estate.Declare(Estate.Make("base.zz"));
                break;
        }

        var (expected, once) = await PlanAsync(estate, isAhead: false);
        var (plan, lists) = await PlanAsync(estate, isAhead: true);

        Assert.That(plan, Is.EqualTo(expected));
        Assert.That(lists, Is.EqualTo(once), "a list is read once");
    }

    [Test]
    public async Task Few_objects_are_not_read_ahead()
    {
        var estate = new Estate().Declare([.. Enumerable.Range(0, ReadAhead.Worthwhile - 1).Select(i => Estate.Make($"base.b{i:D4}"))]);
        await estate.ApplyAsync();

        Assert.That(ReadAhead.Begin(estate.Platform, estate.Lockfile!, 4, new ReadProgress(), CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task A_live_object_shares_what_is_the_same_with_its_entry_in_the_lockfile()
    {
        var estate = new Estate().Declare(
            Estate.Make("base.a", ("options", Value.Map.Of(("x", Value.Of("1"))))),
            Estate.Make("base.b", ("options", Value.Map.Of(("x", Value.Of("1"))))));
        await estate.ApplyAsync();
        estate.Platform.Fake("base").Edit(estate.Id("base.b"), "options", Value.Map.Of(("x", Value.Of("2"))));

        var plan = await estate.PlanAsync();

        var (same, changed) = (plan.Actions[0], plan.Actions[1]);
        Assert.Multiple(() =>
        {
            Assert.That(same.Live!.Fields["options"], Is.SameAs(same.Prior!.Fields["options"]));
            Assert.That(changed.Live!.Fields["options"], Is.EqualTo(Value.Map.Of(("x", Value.Of("2")))));
            Assert.That(changed.Kind, Is.EqualTo(ActionKind.Update));
        });
    }
}
