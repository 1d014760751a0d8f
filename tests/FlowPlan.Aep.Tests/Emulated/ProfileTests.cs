using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;

namespace FlowPlan.Aep.Tests.Emulated;

/// <summary>What the platform refuses around Profile is known before anything is written.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class ProfileTests
{
    private const string Head = "apiVersion: flowplan/v1\nproject: acme\n";
    private const string Schema = "schemas:\n  s: { definition: { title: Members, class: https://ns.adobe.com/xdm/context/profile, fieldGroups: [https://ns.adobe.com/xdm/context/identitymap], profile: true } }\n";
    private const string Dataset = "datasets:\n  d: { name: Members, schema: s, profile: true, identity: true }\n";

    [Test]
    public async Task A_schema_that_is_enabled_for_Profile_is_kept_when_all_is_destroyed()
    {
        await using var bench = await Bench.StartAsync(Head + Schema + Dataset);
        await bench.ApplyAsync();
        var id = bench.Id("schema.s");
        bench.Manifest = Head + "datasets: {}\n";

        var plan = await bench.PlanAsync();

        Assert.That(plan.Actions.Select(a => $"{a.Kind} {a.Address}"), Is.EquivalentTo(new[] { "Delete dataset.d", "Forget schema.s" }));
        var reason = plan.Actions.Single(a => a.Kind == ActionKind.Forget).Reasons.Single();
        Assert.That(reason, Is.EqualTo(new ActionReason.KeptByService(id, "a schema that is enabled for Profile cannot be deleted")));
        bench.Forget();
        await bench.TryApplyAsync(plan);
        Assert.That(bench.Writes.Select(w => w.Method), Is.EqualTo(new[] { "DELETE" }), "only the dataset is deleted");
        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
    }

    [Test]
    public async Task A_schema_that_is_enabled_for_Profile_cannot_be_replaced()
    {
        await using var bench = await Bench.StartAsync(Head + Schema + Dataset);
        await bench.ApplyAsync();

        var planned = await bench.TryPlanAsync(new() { Replace = [new("schema", "s")] });

        Assert.That(planned.Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "FP4012" }));
    }

    [TestCase("true", "")]
    [TestCase("false", "FP2010")]
    public async Task The_schema_of_a_dataset_that_is_managed_elsewhere_must_be_enabled_as_well(string profile, string expected)
    {
        await using var bench = await Bench.StartAsync(Head + Schema.Replace("profile: true", $"profile: {profile}", StringComparison.Ordinal));
        await bench.ApplyAsync();
        bench.LoseLockfile();
        bench.Manifest = Head + "schemas: { s: { ref: Members } }\n" + Dataset;

        var planned = await bench.TryPlanAsync();

        Assert.That(string.Join(' ', planned.Diagnostics.Select(d => d.Code)), Is.EqualTo(expected));
        Assert.That(planned.Succeeded, Is.EqualTo(expected.Length == 0));
    }

    [TestCase("""["enabled: true"]""", """["enabled:true"]""")]
    [TestCase("""["enabled: true", "isUpsert:true", "enabledAt:now"]""", """["enabled:true","isUpsert:true","enabledAt:now"]""")]
    public async Task A_flag_with_a_space_is_told_of_and_is_neither_drift_nor_a_change_and_the_next_write_corrects_it(string spaced, string written)
    {
        await using var bench = await Bench.StartAsync(Head + Schema + Dataset);
        await bench.ApplyAsync();
        bench.Edit("dataset.d", $$$"""{"tags": {"unifiedProfile": {{{spaced}}}}}""");

        var planned = await bench.TryPlanAsync();

        Assert.That(planned.Value!.HasChanges, Is.False);
        var note = planned.Diagnostics.Single();
        Assert.That((note.Code, note.Severity), Is.EqualTo(("FP4107", Severity.Info)));
        Assert.That(note.Message, Does.Contain("unifiedProfile"));
        var drift = await bench.DriftAsync();
        Assert.That((drift.HasChanges, drift.Diagnostics.Single().Code), Is.EqualTo((false, "FP4107")));

        bench.Manifest = bench.Manifest.Replace("name: Members, schema: s", "name: Members 2, schema: s", StringComparison.Ordinal);
        bench.Forget();
        await bench.ApplyAsync();
        Assert.That(bench.Writes.Single().Body, Does.Contain($$"""{"op":"replace","path":"/tags/unifiedProfile","value":{{written}}}"""));
        Assert.That((await bench.TryPlanAsync()).Diagnostics, Is.Empty);
    }

    [Test]
    public async Task Profile_without_a_word_on_Identity_is_noted()
    {
        await using var bench = await Bench.StartAsync(Head + Schema + Dataset.Replace(", identity: true", string.Empty, StringComparison.Ordinal));

        Assert.That(bench.ManifestFindings().Select(d => d.Code), Is.EqualTo(new[] { "FP2014" }));
        bench.Manifest = bench.Manifest.Replace("profile: true }\n", "profile: true, identity: false }\n", StringComparison.Ordinal);
        Assert.That(bench.ManifestFindings(), Is.Empty);
    }
}
