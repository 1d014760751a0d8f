using FlowPlan.Aep.Tests.Emulated;
using FlowPlan.Core.Importing;
using FlowPlan.Core.Planning;

namespace FlowPlan.Aep.Tests.Kinds.IdentityNamespaces;

/// <summary>Identity namespaces: found by code ignoring case, fixed in code and type, never deleted.</summary>
[TestFixture]
internal sealed class IdentityNamespaceTests
{
    private const string Manifest = "apiVersion: flowplan/v1\nproject: acme\nidentityNamespaces:\n  member: { code: memberId, name: Member ID, idType: Cross_device }\n";

    [Test]
    public async Task What_the_service_returns_in_upper_case_is_no_difference()
    {
        await using var bench = await Bench.StartAsync(Manifest);
        await bench.ApplyAsync();
        bench.Edit("identityNamespace.member", """{"code":"MEMBERID"}""");

        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
        Assert.That((await bench.DriftAsync()).HasChanges, Is.False);
    }

    [Test]
    public async Task One_with_the_code_in_another_case_exists_already_and_is_imported()
    {
        await using var bench = await Bench.StartAsync(Manifest);
        await bench.ApplyAsync();
        bench.LoseLockfile();
        bench.Manifest = Manifest.Replace("memberId", "MemberID", StringComparison.Ordinal);

        Assert.That((await bench.TryPlanAsync()).Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "FP4001" }));
        var imported = await new Importer(bench.Provider, bench.Input()).AllAsync(CancellationToken.None);
        Assert.That(imported.Findings, Is.Empty);
        Assert.That(imported.Objects.Select(o => $"{o.Address}"), Is.EqualTo(new[] { "identityNamespace.member" }));
    }

    [Test]
    public async Task One_that_is_no_longer_declared_is_kept_and_announced()
    {
        await using var bench = await Bench.StartAsync(Manifest);
        await bench.ApplyAsync();
        bench.Manifest = "apiVersion: flowplan/v1\nproject: acme\n";

        var action = (await bench.PlanAsync()).Actions.Single();
        await bench.ApplyAsync();

        Assert.That(action.Kind, Is.EqualTo(ActionKind.Forget));
        Assert.That(action.Reasons.OfType<ActionReason.KeptByService>().Single().Why, Does.Contain("cannot delete"));
        Assert.That(bench.Lockfile.Resources, Is.Empty);
        Assert.That(bench.Writes.Where(w => w.Method == "DELETE"), Is.Empty);
    }

    [Test]
    public async Task A_standard_one_can_be_referred_to_in_any_case_and_is_not_exported()
    {
        await using var bench = await Bench.StartAsync("apiVersion: flowplan/v1\nproject: acme\nidentityNamespaces:\n  email: { existing: { name: EMAIL } }\n  n: { code: n1, name: N, idType: Email }\n");

        await bench.ApplyAsync();
        var exported = await bench.ExportAsync();

        Assert.That(exported.Diagnostics, Is.Empty);
        Assert.That(exported.Value!.Lockfile.Resources.Keys.Select(a => $"{a}"), Is.EqualTo(new[] { "identityNamespace.n1" }));
    }

    [TestCase("code: member-id", "FP2020")]
    [TestCase("code: email", "FP2021")]
    [TestCase("code: 'Email'", "FP2021")]
    public async Task A_code_that_cannot_be_one_is_found_before_any_call(string code, string expected)
    {
        await using var bench = await Bench.StartAsync(Manifest.Replace("code: memberId", code, StringComparison.Ordinal));

        Assert.That(bench.ManifestFindings().Select(d => (d.Code, d.Span?.Line)), Is.EqualTo(new[] { (expected, (int?)4) }));
    }

    [Test]
    public async Task Two_with_one_code_in_another_case_are_an_error()
    {
        await using var bench = await Bench.StartAsync(Manifest + "  again: { code: MEMBERID, name: Again, idType: Email }\n");

        Assert.That(bench.ManifestFindings().Select(d => d.Code), Is.EqualTo(new[] { "FP2004" }));
    }
}
