using FlowPlan.Aep.Http;
using FlowPlan.Core.Planning;

namespace FlowPlan.Aep.Tests.Emulated;

/// <summary>Somebody else changes an object between our reading it and our writing it: the write is refused, both values are told, theirs stays.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class LostRaceTests
{
    // Each line: the resource, our change, their change, and how the field with both values is told.
    [TestCase("connection.web", "From the web", """{"description":"theirs"}""", "description: was 'From the web', is now 'theirs'; the manifest wants 'ours'")]
    [TestCase("sourceConnection.f", "In of Members", """{"description":"theirs"}""", "description: was 'In of Members', is now 'theirs'; the manifest wants 'ours'")]
    [TestCase("targetConnection.f", "Out of Members", """{"description":"theirs"}""", "description: was 'Out of Members', is now 'theirs'; the manifest wants 'ours'")]
    [TestCase("flow.f", "Into the lake", """{"description":"theirs"}""", "description: was 'Into the lake', is now 'theirs'; the manifest wants 'ours'")]
    [TestCase("dataset.d", "All of them", """{"description":"theirs"}""", "description: was 'All of them', is now 'theirs'; the manifest wants 'ours'")]
    [TestCase("schema.s", "Who they are", """{"description":"theirs"}""", "description: was 'Who they are', is now 'theirs'; the manifest wants 'ours'")]
    [TestCase("mapping.m", "upper(last)", """{"name":"theirs"}""", "name: was 'Members', is now 'theirs'")]
    public async Task An_edit_between_plan_and_write_is_a_conflict(string address, string ours, string theirs, string told)
    {
        await using var bench = await Bench.StartAsync(Estates.Streaming);
        var plan = await PlanChangeAsync(bench, ours, "ours");
        bench.Edit(address, theirs);

        var result = await bench.TryApplyAsync(plan);

        var conflict = result.Failed.Single(f => f.Address.ToString() == address).Reason;
        Assert.That(conflict.Code, Is.EqualTo("FP4220"), conflict.Message);
        Assert.That(conflict.Details, Has.Member(told));
        Assert.That(conflict.Message, Does.Contain("by jane@acme.com at "));
        Assert.That(result.Complete, Is.False);
        Assert.That(await TheirsStaysAsync(bench, address, theirs), Is.True);
    }

    [Test]
    public async Task An_edit_of_a_dataset_between_the_look_at_it_and_the_write_is_caught_by_its_etag()
    {
        await using var bench = await Bench.StartAsync(Estates.Streaming);
        var plan = await PlanChangeAsync(bench, "All of them", "ours");
        EditAfterRead(bench, "dataset.d", """{"name":"theirs"}""");

        var result = await bench.TryApplyAsync(plan);

        var conflict = result.Failed.Single().Reason;
        Assert.That(conflict.Code, Is.EqualTo("FP4220"));
        Assert.That(conflict.Details, Is.EqualTo(new[]
        {
            "description: is still 'All of them'; the manifest wants 'ours'",
            "name: was 'Members', is now 'theirs'",
        }));
    }

    /// <summary>Data Prep cannot guard a replacement, but its version tells that something was overwritten, and keeps what.</summary>
    [Test]
    public async Task An_edit_of_a_mapping_set_between_the_look_at_it_and_the_write_is_overwritten_and_told()
    {
        await using var bench = await Bench.StartAsync(Estates.Streaming);
        var plan = await PlanChangeAsync(bench, "upper(last)", "ours(last)");
        EditAfterRead(bench, "mapping.m", """{"name":"theirs"}""");

        var result = await bench.TryApplyAsync(plan);

        Assert.That(result.Complete, Is.True);
        var warning = result.Findings.Single();
        Assert.That(warning.Code, Is.EqualTo("FP5010"));
        Assert.That(warning.Details, Has.Member("name: was 'Members', was changed to 'theirs'"));
        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
    }

    /// <summary>A patch of a schema writes single fields: an edit of another one is not overwritten, and not called a fault of the service.</summary>
    [Test]
    public async Task An_edit_of_another_field_of_a_schema_during_its_update_is_told_as_such()
    {
        await using var bench = await Bench.StartAsync(Estates.Streaming);
        var plan = await PlanChangeAsync(bench, "Who they are", "ours");
        EditAfterRead(bench, "schema.s", """{"title":"theirs"}""");

        var result = await bench.TryApplyAsync(plan);

        var reason = result.Failed.Single(f => f.Address.Kind == "schema").Reason;
        Assert.That(reason.Code, Is.EqualTo("FP5009"), reason.Message);
        Assert.That(reason.Details, Has.Some.Contains("title").And.Some.Contains("theirs"));
    }

    [Test]
    public async Task A_flow_that_somebody_else_edits_is_not_switched_off()
    {
        await using var bench = await Bench.StartAsync(Estates.Streaming);
        var plan = await PlanChangeAsync(bench, "enabled: true", "enabled: false");
        bench.Edit("flow.f", """{"description":"theirs"}""");
        bench.Forget();

        var result = await bench.TryApplyAsync(plan);

        Assert.That(result.Failed.Single().Reason.Code, Is.EqualTo("FP4220"));
        Assert.That(bench.Writes, Is.Empty);
    }

    [Test]
    public async Task An_object_deleted_meanwhile_is_told_as_such()
    {
        await using var bench = await Bench.StartAsync(Estates.Streaming);
        var plan = await PlanChangeAsync(bench, "upper(last)", "lower(last)");
        await bench.Provider.Kind("mapping").DeleteAsync(bench.Id("mapping.m"), CancellationToken.None);

        var result = await bench.TryApplyAsync(plan);

        var conflict = result.Failed.Single(f => f.Address.Kind == "mapping").Reason;
        Assert.That(conflict.Code, Is.EqualTo("FP4220"));
        Assert.That(conflict.Message, Does.Contain("was deleted on the platform"));
    }

    [Test]
    public async Task An_etag_that_moved_without_a_change_of_a_field_is_a_conflict_of_no_field()
    {
        await using var bench = await Bench.StartAsync(Estates.Streaming);
        var plan = await PlanChangeAsync(bench, "From the web", "ours");
        bench.Edit("connection.web", """{"someServerField":1}""");

        var conflict = (await bench.TryApplyAsync(plan)).Failed.Single().Reason;

        Assert.That(conflict.Details, Is.EqualTo(new[] { "description: is still 'From the web'; the manifest wants 'ours'" }));
    }

    /// <summary>Applies the manifest, then plans a change of it.</summary>
    private static async Task<Plan> PlanChangeAsync(Bench bench, string from, string to)
    {
        await bench.ApplyAsync();
        bench.Manifest = bench.Manifest.Replace(from, to, StringComparison.Ordinal);
        return await bench.PlanAsync();
    }

    /// <summary>Edits an object right after it was read for the first time.</summary>
    private static void EditAfterRead(Bench bench, string address, string changes)
    {
        var (id, edited) = (bench.Id(address).Split('/')[^1], 0);
        bench.Answered = entry =>
        {
            if (IsRead(entry, id) && Interlocked.Exchange(ref edited, 1) == 0)
                bench.Edit(address, changes);
        };
    }

    private static bool IsRead(HttpTraceEntry entry, string id) => entry.Method == "GET" && entry.Path.EndsWith(id, StringComparison.Ordinal);

    private static async Task<bool> TheirsStaysAsync(Bench bench, string address, string theirs)
    {
        var kind = bench.Provider.Kind(address.Split('.')[0]);
        var live = await kind.ReadAsync(bench.Id(address), CancellationToken.None);
        return live!.Fields.TextOf(theirs.Contains("name", StringComparison.Ordinal) ? "name" : "description") == "theirs";
    }
}
