using FlowPlan.Aep.Tests.Emulated;

namespace FlowPlan.Aep.Tests.Kinds.Schemas;

/// <summary>Field groups can be removed until the schema has a dataset or is enabled for Profile.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class GroupRemovalTests
{
    private const string Person = "https://ns.adobe.com/xdm/context/profile-person-details";
    private const string Work = "https://ns.adobe.com/xdm/context/profile-work-details";
    private const string Identity = "https://ns.adobe.com/xdm/context/identitymap";
    private const string Manifest = $$"""
        apiVersion: flowplan/v1
        project: acme
        schemas:
          s: { title: S, class: profile, fieldGroups: [{{Person}}, {{Work}}, {{Identity}}] }
        """;

    [Test]
    public async Task From_an_unused_schema_several_go_at_once_whatever_their_positions()
    {
        await using var bench = await Bench.StartAsync(Manifest);
        await bench.ApplyAsync();
        bench.Manifest = Manifest.Replace($"{Person}, ", string.Empty, StringComparison.Ordinal).Replace($", {Identity}", string.Empty, StringComparison.Ordinal);

        await bench.ApplyAsync();

        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
        Assert.That((await bench.ObjectsAsync("schemas")).Single()["allOf"]!.AsArray().Select(r => (string?)r!["$ref"]), Is.EqualTo(new[] { "https://ns.adobe.com/xdm/context/profile", Work }));
    }

    [Test]
    public async Task A_group_goes_after_what_is_said_of_its_fields()
    {
        var manifest = Manifest.Replace(" }", ", identities: { person.name.firstName: email } }", StringComparison.Ordinal);
        await using var bench = await Bench.StartAsync(manifest);
        await bench.ApplyAsync();
        bench.Forget();
        bench.Manifest = Manifest.Replace($"{Person}, ", string.Empty, StringComparison.Ordinal);

        await bench.ApplyAsync();

        Assert.That(bench.Writes.Select(w => $"{w.Method} {w.PathAndQuery.Split('/')[^2]}"), Is.EqualTo(new[] { "DELETE descriptors", "PATCH schemas" }));
        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
    }

    [TestCase("\ndatasets:\n  d: { name: D, schema: s }\n", "dataset 'D'")]
    [TestCase("", "enabled for Profile")]
    public async Task From_a_schema_in_use_none_goes_and_the_plan_says_what_uses_it(string datasets, string user)
    {
        var manifest = (datasets.Length > 0 ? Manifest : Manifest.Replace(" }", ", profile: true }", StringComparison.Ordinal)) + datasets;
        await using var bench = await Bench.StartAsync(manifest);
        await bench.ApplyAsync();
        bench.Manifest = manifest.Replace($", {Work}", string.Empty, StringComparison.Ordinal);

        var refused = (await bench.TryPlanAsync()).Diagnostics.Single();

        Assert.That(refused.Code, Is.EqualTo("FP2030"));
        Assert.That(refused.Message, Does.Contain(Work));
        Assert.That(refused.Details.Single(), Does.Contain("'S'").And.Contain(user));
    }
}
