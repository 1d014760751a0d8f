using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Importing;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Importing;

/// <summary>Which live object is taken for which declared resource, and what is recorded of it.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ImporterTests
{
    [Test]
    public async Task After_a_lost_record_all_is_adopted_and_the_next_plan_is_empty()
    {
        var estate = Chain();
        await estate.ApplyAsync();
        var before = estate.Lockfile!.Resources;
        var calls = estate.Platform.Calls.Count;
        estate.Lockfile = null;

        var adoption = await AllAsync(estate);
        await estate.ApplyAsync(adoption.Plan);

        Assert.That(adoption.Findings, Is.Empty);
        Assert.That(estate.Lockfile!.Resources, Is.EqualTo(before));
        Assert.That(estate.Platform.Calls, Has.Count.EqualTo(calls), "nothing was written");
        Assert.That((await estate.PlanAsync()).HasChanges, Is.False);
    }

    [Test]
    public async Task Objects_that_are_found_by_their_ID_are_read_at_once()
    {
        var keys = new[] { "a", "b", "c", "d" };
        var estate = new Estate().Declare([.. keys.Select(k => Estate.Make("base." + k)), .. keys.Select(k => Estate.Make("mark." + k, ("base", Estate.Ref("base." + k))))]);
        await estate.ApplyAsync();
        var before = estate.Lockfile!.Resources;
        estate.Lockfile = null;
        var waiting = 0;
        var all = new TaskCompletionSource();
        estate.Platform.Reading = async () =>
        {
            if (Interlocked.Increment(ref waiting) == keys.Length)
                all.SetResult();
            await all.Task.WaitAsync(TimeSpan.FromSeconds(30));
        };

        var adoption = await AllAsync(estate);

        estate.Platform.Reading = () => Task.CompletedTask;
        Assert.That(adoption.Findings, Is.Empty);
        Assert.That(waiting, Is.EqualTo(keys.Length), "each is read once");
        await estate.ApplyAsync(adoption.Plan);
        Assert.That(estate.Lockfile!.Resources, Is.EqualTo(before));
    }

    [Test]
    public async Task What_the_manifest_wants_otherwise_is_pending_and_recorded_as_it_is()
    {
        var estate = Chain();
        await estate.ApplyAsync();
        estate.Lockfile = null;
        estate.Declare(Estate.Make("base.a", ("color", Value.Of("red"))));

        var adoption = await AllAsync(estate);

        var taken = adoption.Objects.Single(o => o.Address.ToString() == "base.a");
        Assert.That(taken.Pending.Select(p => p.Path.ToString()), Is.EqualTo(new[] { "color" }));
        Assert.That(adoption.Plan.Actions.Single(a => a.Address.ToString() == "base.a").Fields["color"], Is.EqualTo(Value.Of("none")));
    }

    [Test]
    public async Task A_secret_is_not_recorded_so_that_the_next_plan_writes_it()
    {
        var estate = new Estate().Declare(Estate.Make("base.a", ("secret", new Value.Secret(Value.Of("hush"))), ("color", new Value.Secret(Value.Of("hush")))));
        await estate.ApplyAsync();
        estate.Lockfile = null;

        var adoption = await AllAsync(estate);
        await estate.ApplyAsync(adoption.Plan);
        var next = await estate.PlanAsync();

        Assert.That(adoption.Plan.Actions.Single().Fields.ToString(), Does.Not.Contain("hush"));
        Assert.That(next.Actions.Single().Differences.Select(d => d.Path.ToString()), Is.EquivalentTo(new[] { "secret", "color" }));
    }

    [Test]
    public async Task An_object_that_could_only_be_replaced_is_not_taken()
    {
        var estate = new Estate().Declare(Estate.Make("base.a", ("size", Value.Of(1))));
        await estate.ApplyAsync();
        estate.Lockfile = null;
        estate.Declare(Estate.Make("base.a", ("size", Value.Of(2))));

        var adoption = await AllAsync(estate);

        Assert.That(adoption.Plan.Actions, Is.Empty);
        Assert.That(adoption.Findings.Single().Code, Is.EqualTo("FP4208"));
        Assert.That(adoption.Findings.Single().Message, Does.Contain("'size'"));
    }

    [Test]
    public async Task Of_several_objects_the_one_that_need_not_be_replaced_is_taken()
    {
        var estate = new Estate().Declare(Estate.Make("base.a", ("size", Value.Of(1))));
        await estate.ApplyAsync();
        await AnotherAsync(estate, Estate.Make("base.a", ("size", Value.Of(2))));
        estate.Lockfile = null;

        var adoption = await AllAsync(estate);

        Assert.That(adoption.Findings, Is.Empty);
        Assert.That(adoption.Objects.Single().Live.Fields["size"], Is.EqualTo(Value.Of(1)));
    }

    [Test]
    public async Task Of_several_that_fit_none_is_taken_and_all_are_listed()
    {
        var estate = new Estate().Declare(Estate.Make("base.a"));
        await estate.ApplyAsync();
        await AnotherAsync(estate, Estate.Make("base.a"));
        estate.Lockfile = null;

        var adoption = await AllAsync(estate);

        Assert.That(adoption.Plan.Actions, Is.Empty);
        Assert.That(adoption.Findings.Single().Code, Is.EqualTo("FP4207"));
        Assert.That(adoption.Findings.Single().Details, Is.EqualTo(new[] { "id-0001  a", "id-0002  a" }));
    }

    [Test]
    public async Task What_refers_to_something_unknown_waits_for_it()
    {
        var estate = Chain();
        await estate.ApplyAsync();
        var id = estate.Id("base.a");
        estate.Lockfile = null;
        estate.Platform.Fake("base").Edit(id, "name", Value.Of("renamed"));

        var adoption = await AllAsync(estate);

        Assert.That(
            adoption.Findings.Select(f => $"{f.Address} {f.Code}"),
            Is.EquivalentTo(new[] { "base.a FP4206", "middle.b FP4209", "top.c FP4209" }));
    }

    [Test]
    public async Task An_object_is_taken_once_only()
    {
        var estate = new Estate().Declare(Estate.Make("base.a"));
        await estate.ApplyAsync();
        estate.Declare(Estate.Make("base.b"));

        var refused = await Assert.ThrowsAsync<DiagnosticException>(() => One(estate).OneAsync("base.b", estate.Id("base.a"), CancellationToken.None))!;

        Assert.That(refused!.Diagnostic.Code, Is.EqualTo("FP4204"));
    }

    [Test]
    public async Task A_named_object_is_taken_though_it_would_be_replaced_and_that_is_said()
    {
        var estate = new Estate().Declare(Estate.Make("base.a", ("size", Value.Of(1))));
        await estate.ApplyAsync();
        var id = estate.Id("base.a");
        estate.Lockfile = null;
        estate.Declare(Estate.Make("base.a", ("size", Value.Of(2))));

        var adoption = await One(estate).OneAsync("base.a", id, CancellationToken.None);

        Assert.That(adoption.Objects.Single().Live.Id, Is.EqualTo(id));
        Assert.That(adoption.Findings.Single(), Has.Property("Code").EqualTo("FP4212").And.Property("Severity").EqualTo(Severity.Warning));
    }

    [Test]
    public async Task A_read_only_reference_takes_no_object()
    {
        var estate = new Estate().Declare(Estate.Make("base.a") with { Existing = ExistingCriteria.ByName("x") });

        var refused = await Assert.ThrowsAsync<DiagnosticException>(() => One(estate).OneAsync("base.a", "id-0001", CancellationToken.None))!;

        Assert.That(refused!.Diagnostic.Code, Is.EqualTo("FP4202"));
    }

    [Test]
    public async Task Forgetting_drops_one_record_and_nothing_else()
    {
        var estate = Chain();
        estate.Outputs = [new("a", new Value.Reference(ResourceAddress.Parse("base.a"), "id"))];
        await estate.ApplyAsync();
        var before = estate.Lockfile!;
        var calls = estate.Platform.Calls.Count;

        await estate.ApplyAsync(StateRemoval.Of(Input(estate), "top.c"));

        Assert.That(estate.Lockfile!.Resources, Is.EqualTo(before.Resources.Remove(ResourceAddress.Parse("top.c"))));
        Assert.That(estate.Lockfile.Outputs, Is.EqualTo(before.Outputs));
        Assert.That(estate.Platform.Calls, Has.Count.EqualTo(calls));
    }

    private static Estate Chain() => new Estate().Declare(
        Estate.Make("base.a"),
        Estate.Make("middle.b", ("base", Estate.Ref("base.a"))),
        Estate.Make("top.c", ("middle", Estate.Ref("middle.b"))));

    /// <summary>Makes an object beside those of the estate, as somebody else would.</summary>
    private static Task<CreatedObject> AnotherAsync(Estate estate, DesiredResource resource) =>
        estate.Platform.Kind(resource.Address.Kind).CreateAsync(new(resource.Address, "other", resource.Fields), CancellationToken.None);

    private static Importer One(Estate estate) => new(estate.Platform, Input(estate), force: false);

    [TestCase(false)]
    [TestCase(true)]
    public async Task An_object_with_an_unsupported_part_is_imported_with_force_only(bool force)
    {
        var estate = new Estate().Declare(Estate.Make("base.a"));
        var kind = estate.Platform.Fake("base");
        kind.Unsupported = "it has a second source";
        kind.Objects["id-x"] = (Value.Map.Of(("name", Value.Of("a"))), 0);

        var one = await estate.Importer(force).OneAsync("base.a", "id-x", CancellationToken.None);
        var all = await estate.Importer(force).AllAsync(CancellationToken.None);

        foreach (var result in new[] { one, all })
        {
            Assert.That(result.Objects.Length, Is.EqualTo(force ? 1 : 0));
            Assert.That(result.Findings.Select(f => f.Code), Is.EqualTo(force ? [] : new[] { "FP4213" }));
        }
    }

    private static Task<ImportResult> AllAsync(Estate estate) => new Importer(estate.Platform, Input(estate), force: false).AllAsync(CancellationToken.None);

    private static PlanInput Input(Estate estate) => new()
    {
        Scope = new("p", "e", "org", "s"),
        Desired = new DesiredResources([.. estate.Desired.Values]),
        Outputs = estate.Outputs,
        Prior = estate.Lockfile,
    };
}
