using FlowPlan.Core.Applying;
using FlowPlan.Core.Applying.Recovery;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Planning;

/// <summary>
/// Blocks of objects whose ID is made of that of another one are renamed, swapped and regrouped at random, and the run is cut off at each of its calls:
/// what is declared before and after is never deleted, and the next run settles.
/// </summary>
public sealed class DerivedIdLaws
{
    private const int Bases = 5;

    [FsCheck.NUnit.Property(MaxTest = 150, QuietOnSuccess = true)]
    public void Whatever_blocks_are_renamed_to_nothing_declared_is_deleted_and_the_next_run_settles(FsCheck.DoNotSize<int> given)
    {
        var calls = Run(given.Item, cutAt: int.MaxValue, after: false);
        for (var call = 0; call < calls; call++)
        {
            Run(given.Item, call, after: false);
            Run(given.Item, call, after: true);
        }
    }

    /// <summary>Applies, redeclares, applies and is cut off before or after the effect of a call; then applies again. Gives the number of calls.</summary>
    private static int Run(int seed, int cutAt, bool after)
    {
        var random = new Random(seed);
        var estate = new Estate();
        Declare(estate, random);
        estate.ApplyAsync(parallelism: 1).GetAwaiter().GetResult();
        var before = Marked(estate);
        Declare(estate, random);
        var kept = before.Intersect(Marked(estate)).Select(id => "delete mark " + id).ToHashSet();
        estate.Platform.Calls.Clear();

        var session = new MemorySession(estate.Lockfile);
        (Lockfile? Saved, JournalEntry[] Entries)? cut = null;
        var count = 0;
        ProviderException? Cut(string call, bool isAfter)
        {
            if (cut is null && (count != cutAt || isAfter != after))
            {
                count += isAfter ? 1 : 0;
                return null;
            }

            cut ??= (session.Saved, [.. session.Entries]);
            return new(Finding.Error("FAKE", "cut off"), CallEffect.None);
        }

        estate.Platform.Fail = call => Cut(call, isAfter: false);
        estate.Platform.FailAfter = call => Cut(call, isAfter: true);
        var recovered = estate.Lockfile!;
        estate.ApplyAsync(estate.PlanAsync().GetAwaiter().GetResult(), parallelism: 1, session).GetAwaiter().GetResult();
        estate.Platform.Fail = _ => null;
        estate.Platform.FailAfter = _ => null;
        Assert.That(cut is not null, Is.EqualTo(cutAt != int.MaxValue));
        if (cut is { } left)
        {
            var snapshot = new StateSnapshot(left.Saved, [.. left.Entries]);
            var recovery = new Recovery(estate.Platform, TimeProvider.System, new(TimeSpan.Zero));
            estate.Lockfile = recovery.ResolveAsync(snapshot, new Dictionary<ResourceAddress, string>(), CancellationToken.None).GetAwaiter().GetResult().Lockfile ?? recovered;
            AssertComplete(estate.ApplyAsync(parallelism: 1).GetAwaiter().GetResult());
        }

        Assert.That(estate.PlanAsync().GetAwaiter().GetResult().HasChanges, Is.False);
        Assert.That(estate.Platform.Calls.Where(kept.Contains), Is.Empty, "what is still declared was deleted");
        Assert.That(estate.Platform.Fake("mark").Objects.Keys, Is.EquivalentTo(Marked(estate)));
        Assert.That(estate.Lockfile!.Resources.Keys, Is.EquivalentTo(estate.Desired.Keys));
        return count;
    }

    /// <summary>Declares the bases, and for some of them a mark in a block with a random name.</summary>
    private static void Declare(Estate estate, Random random)
    {
        estate.Desired.Clear();
        for (var i = 0; i < Bases; i++)
            estate.Declare(Estate.Make($"base.b{i}"));
        var blocks = Enumerable.Range(0, Bases + 1).ToArray();
        random.Shuffle(blocks);
        for (var i = 0; i < Bases; i++)
        {
            if (random.Next(4) == 0)
                continue;
            (string, Value?)[] fields = [("name", Value.Of("m")), ("base", Estate.Ref($"base.b{i}")), ("color", Value.Of(random.Next(3) == 0 ? "red" : "green"))];
            estate.Declare(Estate.Make($"mark.m{blocks[i]}") with { Fields = Value.Map.Of(fields), Lifecycle = new(false, [], random.Next(2) == 0) });
        }
    }

    /// <summary>The IDs of the declared marks; the bases exist.</summary>
    private static string[] Marked(Estate estate) =>
        [.. estate.Desired.Values.Where(d => d.Address.Kind == "mark").Select(d => "of-" + estate.Id(((Value.Reference)d.Fields["base"]!).Address.ToString()))];

    private static void AssertComplete(ApplyResult result) =>
        Assert.That(result.Failed.Select(f => $"{f.Address}: {f.Reason.Message}"), Is.Empty);
}
