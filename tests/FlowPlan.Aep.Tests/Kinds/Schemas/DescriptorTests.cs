using FlowPlan.Aep.Tests.Emulated;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Tests.Kinds.Schemas;

/// <summary>What is said of the fields of a schema: made after it and before Profile, changed in place, and never sent twice.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class DescriptorTests
{
    private const string Manifest = """
        apiVersion: flowplan/v1
        project: acme
        identityNamespaces:
          member: { code: memberId, name: Member ID, idType: Cross_device }
        fieldGroups:
          own: { title: Own, classes: [profile], fields: { memberId: string, shopId: string } }
        schemas:
          shops: { title: Shops, class: profile, fieldGroups: [own], identities: { _tenant.shopId: { namespace: member, primary: true } } }
          members:
            title: Members
            class: profile
            fieldGroups: [own, https://ns.adobe.com/xdm/context/profile-personal-details]
            identities: { _tenant.memberId: { namespace: member, primary: true }, personalEmail.address: email }
            relationships: { _tenant.shopId: { schema: shops, namespace: member } }
            friendlyNames: { personalEmail.address: Mail }
            deprecated: [mobilePhone.number]
            profile: true
        datasets:
          d: { name: Members, schema: members, profile: true, identity: true }
        """;

    [Test]
    public async Task A_Profile_schema_with_its_identities_is_made_from_nothing_in_one_apply_in_the_right_order()
    {
        await using var bench = await Bench.StartAsync(Manifest);

        await bench.ApplyAsync();

        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
        var id = bench.Id("schema.members");
        var calls = bench.Writes.Where(w => (w.PathAndQuery + w.Body).Contains(id.Split('/')[^1], StringComparison.Ordinal) || w.Body.Contains("\"title\":\"Members\"", StringComparison.Ordinal))
            .Select(w => $"{w.Method} {w.PathAndQuery.Split('/').Last(p => p.All(char.IsAsciiLetter))}").ToList();
        Assert.That(calls[0], Is.EqualTo("POST schemas"));
        Assert.That(calls.IndexOf("PATCH schemas"), Is.GreaterThan(calls.LastIndexOf("POST descriptors")).And.LessThan(calls.IndexOf("POST dataSets")));
        Assert.That(calls.Count(c => c == "POST descriptors"), Is.EqualTo(6));
        var identity = bench.Writes.Select(w => w.Body).Single(b => b.Contains("/_acme/memberId", StringComparison.Ordinal));
        Assert.That(identity, Is.EqualTo(
            $$"""{"@type":"xdm:descriptorIdentity","xdm:sourceSchema":"{{id}}","xdm:sourceVersion":1,"xdm:sourceProperty":"/_acme/memberId","xdm:namespace":"memberId","xdm:property":"xdm:code","xdm:isPrimary":true}"""));
    }

    [Test]
    public async Task A_descriptor_without_an_answer_is_not_sent_again_by_the_next_apply()
    {
        await using var bench = await Bench.StartAsync(Manifest);
        await bench.InjectAsync("""[{"method": "POST", "path": "/descriptors$", "cut": "after", "times": 3}]""");

        for (var i = 0; i < 4; i++)
            await bench.TryApplyAsync((await bench.TryPlanAsync()).Value!);

        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
        Assert.That(bench.Writes.Where(w => w.PathAndQuery.EndsWith("/descriptors", StringComparison.Ordinal)).Select(w => w.Body), Is.Unique);
    }

    [Test]
    public async Task What_somebody_else_changes_is_drift_and_is_brought_back()
    {
        await using var bench = await Bench.StartAsync(Manifest.Replace("    profile: true\n", string.Empty, StringComparison.Ordinal).Replace(", profile: true, identity: true", string.Empty, StringComparison.Ordinal));
        await bench.ApplyAsync();
        var descriptors = await bench.ObjectsAsync("descriptors");
        var email = descriptors.Single(d => (string?)d["xdm:sourceProperty"] == "/personalEmail/address" && (string?)d["@type"] == "xdm:descriptorIdentity");
        await bench.EditObjectAsync("descriptors", (string)email["@id"]!, """{"xdm:namespace":"Phone"}""");
        await bench.DeleteObjectAsync("descriptors", (string)descriptors.Single(d => (string?)d["@type"] == "xdm:descriptorDeprecated")["@id"]!);

        var drift = (await bench.DriftAsync()).Actions.Single(a => a.IsChange);
        await bench.ApplyAsync();

        Assert.That(drift.Differences.Select(d => d.Path.ToString()), Is.EqualTo(new[] { "deprecated/mobilePhone.number", "identities/personalEmail.address/namespace" }));
        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
    }

    [Test]
    public async Task An_export_says_the_same()
    {
        await using var bench = await Bench.StartAsync(Manifest);
        await bench.ApplyAsync();

        var exported = await bench.ExportAsync();

        Assert.That(exported.Diagnostics.Select(d => d.Message), Is.Empty);
        Assert.That(exported.Value!.Lockfile.Resources.Values.Select(r => r.Fields), Is.EquivalentTo(bench.Lockfile.Resources.Values.Select(r => r.Fields["idType"] is null ? r.Fields : r.Fields.With("idType", Value.Of("CROSS_DEVICE")))));
        var text = string.Join('\n', exported.Value.Files.Select(f => f.Text));
        Assert.That(text, Does.Contain("_tenant.memberId").And.Contain("schema: shops").And.Contain("namespace: memberid"));
    }

    [Test]
    public async Task The_descriptors_of_a_schema_go_with_it()
    {
        await using var bench = await Bench.StartAsync(Manifest.Replace("    profile: true\n", string.Empty, StringComparison.Ordinal).Replace(", profile: true, identity: true", string.Empty, StringComparison.Ordinal));
        await bench.ApplyAsync();
        bench.Manifest = "apiVersion: flowplan/v1\nproject: acme\n";

        await bench.ApplyAsync();

        Assert.That(await bench.ObjectsAsync("descriptors"), Is.Empty);
    }

    [Test]
    public async Task The_primary_identity_of_a_Profile_schema_is_fixed_and_others_are_not()
    {
        await using var bench = await Bench.StartAsync(Manifest);
        await bench.ApplyAsync();
        bench.Manifest = Manifest.Replace("_tenant.memberId: { namespace: member, primary: true }", "_tenant.memberId: { namespace: member }", StringComparison.Ordinal);

        Assert.That((await bench.TryPlanAsync()).Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "FP2028", "FP4007" }).Or.EqualTo(new[] { "FP4007" }));

        bench.Manifest = Manifest.Replace(", personalEmail.address: email", string.Empty, StringComparison.Ordinal);
        await bench.ApplyAsync();
        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
    }

    [Test]
    public async Task A_primary_identity_moves_from_one_field_to_another_in_one_apply()
    {
        await using var bench = await Bench.StartAsync(Manifest);
        await bench.ApplyAsync();
        bench.Manifest = Manifest.Replace("{ _tenant.shopId: { namespace: member, primary: true } }", "{ _tenant.shopId: member, _tenant.memberId: { namespace: member, primary: true } }", StringComparison.Ordinal);

        await bench.ApplyAsync();

        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
    }

    [TestCase("_tenant.memberId: { namespace: member, primary: true }, personalEmail.address: email", "_tenant.memberId: { namespace: member, primary: true }, personalEmail.address: { namespace: email, primary: true }", "FP2027")]
    [TestCase("personalEmail.address: email", "personalEmail.address: mail", "FP2026")]
    [TestCase("_tenant.memberId", "_acme.memberId", "FP2025")]
    [TestCase("_tenant.memberId", "_tenant", "FP2025")]
    [TestCase("_tenant.memberId", "'orders[].id'", "FP2025")]
    [TestCase("{ schema: shops, namespace", "{ schema: shop, namespace", "FP1301")]
    [TestCase("    profile: true\n", "    profile: true\n  alone: { title: Alone, class: profile, profile: true }\n", "FP2028")]
    public async Task What_cannot_be_is_found_before_any_call(string from, string to, string code)
    {
        await using var bench = await Bench.StartAsync(Manifest.Replace(from, to, StringComparison.Ordinal));

        Assert.That(bench.ManifestFindings().Select(d => d.Code), Has.Member(code));
        Assert.That(bench.ManifestFindings().All(d => d.Span is not null && !string.IsNullOrEmpty(d.Help)), Is.True);
    }

    [Test]
    public async Task A_namespace_that_comes_back_in_another_case_is_no_difference()
    {
        await using var bench = await Bench.StartAsync(Manifest);
        await bench.ApplyAsync();
        foreach (var descriptor in (await bench.ObjectsAsync("descriptors")).Where(d => d["xdm:namespace"] is not null))
            await bench.EditObjectAsync("descriptors", (string)descriptor["@id"]!, $$"""{"xdm:namespace":"{{((string)descriptor["xdm:namespace"]!).ToUpperInvariant()}}"}""");

        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
    }
}
