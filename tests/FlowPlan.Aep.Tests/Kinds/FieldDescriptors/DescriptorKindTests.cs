using FlowPlan.Aep.Tests.Emulated;

namespace FlowPlan.Aep.Tests.Kinds.FieldDescriptors;

/// <summary>Descriptors of schemas that are only referred to, and labels: an object each, found again by what they say.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class DescriptorKindTests
{
    private const string Manifest = """
        apiVersion: flowplan/v1
        project: acme
        fieldGroups:
          own: { title: Own, classes: [profile], fields: { memberId: string } }
        schemas:
          there: { ref: Elsewhere }
        descriptors:
          mail: { schema: there, field: personalEmail.address, identity: { namespace: Email, primary: true } }
          use: { fieldGroup: own, field: _tenant.memberId, labels: [C1, custom/secret] }
        """;

    [Test]
    public async Task They_are_made_with_exact_bodies_and_settle()
    {
        await using var bench = await StartAsync();

        await bench.ApplyAsync();

        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
        Assert.That(Posts(bench), Is.EquivalentTo(new[]
        {
            $$"""{"@type":"xdm:descriptorIdentity","xdm:sourceSchema":"{{await SchemaAsync(bench)}}","xdm:sourceVersion":1,"xdm:sourceProperty":"/personalEmail/address","xdm:namespace":"Email","xdm:property":"xdm:code","xdm:isPrimary":true}""",
            $$"""{"@type":"xdm:descriptorLabel","xdm:sourceSchema":"{{bench.Id("fieldGroup.own")}}","xdm:sourceVersion":1,"xdm:sourceProperty":"/_acme/memberId","xdm:labels":["core/C1","custom/secret"]}""",
        }));
    }

    [Test]
    public async Task One_that_is_there_already_is_imported_and_one_without_an_answer_is_not_sent_again()
    {
        await using var bench = await StartAsync();
        await bench.InjectAsync("""[{"method": "POST", "path": "/descriptors$", "cut": "after", "times": 2}]""");

        for (var i = 0; i < 3; i++)
            await bench.TryApplyAsync((await bench.TryPlanAsync()).Value!);

        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
        Assert.That(Posts(bench), Is.Unique);
    }

    [Test]
    public async Task An_export_writes_labels_here_and_what_a_schema_says_of_its_fields_there()
    {
        await using var bench = await StartAsync();
        await bench.ApplyAsync();

        var exported = await bench.ExportAsync(takeOver: true);

        Assert.That(exported.Diagnostics.Select(d => d.Message), Is.Empty);
        Assert.That(exported.Value!.Lockfile.Resources.Keys.Select(a => a.Kind), Is.EquivalentTo(new[] { "descriptor", "fieldGroup", "schema" }));
        Assert.That(string.Join("\n", exported.Value.Files.Select(f => f.Text)), Does.Contain("labels: [C1, custom/secret]").And.Contain("fieldGroup: own").And.Contain("personalEmail.address: { namespace: Email, primary: true }"));
    }

    [TestCase("""{"@type":"xdm:descriptorIdentity","xdm:namespace":"Email","xdm:property":"xdm:code","xdm:isPrimary":true,FIELD}""", ""","properties":{"own":{"type":"string"}}""", "identity: { namespace: Email, primary: true }")]
    [TestCase("""{"@type":"xdm:descriptorReferenceIdentity","xdm:identityNamespace":"Email",FIELD}""", "", "referenceIdentity: Email")]
    public async Task An_export_writes_what_is_said_of_a_schema_that_is_only_referred_to_here(string descriptor, string part, string written)
    {
        await using var bench = await Bench.StartAsync(Manifest);
        await bench.AddObjectAsync("schemas", $$"""{"title":"Odd","type":"object","allOf":[{"$ref":"https://ns.adobe.com/xdm/context/profile"},{"$ref":"https://ns.adobe.com/xdm/context/profile-personal-details"}]{{part}}}""");
        await bench.AddObjectAsync("descriptors", descriptor.Replace("FIELD", $$"""
            "xdm:sourceSchema":"{{await SchemaAsync(bench)}}","xdm:sourceVersion":1,"xdm:sourceProperty":"/personalEmail/address"
            """, StringComparison.Ordinal));

        var exported = await bench.ExportAsync(takeOver: true);

        Assert.That(exported.Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "FP8111" }), string.Join('\n', exported.Diagnostics.Select(d => d.Message)));
        Assert.That(exported.Value!.Lockfile.Resources.Keys.Select(a => a.Kind), Is.EqualTo(new[] { "descriptor" }));
        Assert.That(exported.Value.Files[^1].Text, Does.Contain("field: personalEmail.address").And.Contain(written));
    }

    [Test]
    public async Task A_descriptor_that_is_no_longer_declared_is_deleted_and_the_plan_says_what_that_does()
    {
        await using var bench = await StartAsync();
        await bench.ApplyAsync();
        bench.Manifest = Manifest[..Manifest.IndexOf("  use:", StringComparison.Ordinal)];

        var plan = await bench.PlanAsync();
        await bench.ApplyAsync();

        Assert.That(plan.Actions.Where(a => a.IsChange).Select(a => $"{a.Kind} {a.Address}"), Is.EqualTo(new[] { "Delete descriptor.use" }));
        Assert.That((await bench.ObjectsAsync("descriptors")).Select(d => (string?)d["@type"]), Is.EqualTo(new[] { "xdm:descriptorIdentity" }));
    }

    [TestCase("schema: there, field: personalEmail.address, identity", "schema: elsewhere, field: personalEmail.address, identity", "FP1301")]
    [TestCase(", identity: { namespace: Email, primary: true }", "", "FP2025")]
    [TestCase("identity: { namespace: Email, primary: true }", "identity: Emial", "FP2026")]
    [TestCase("identity: { namespace: Email, primary: true }", "identity: Email, deprecated: true", "FP1307")]
    [TestCase("identity: { namespace: Email, primary: true }", "deprecated: false", "FP2025")]
    [TestCase("labels: [C1, custom/secret]", "labels: []", "FP2025")]
    [TestCase("fieldGroup: own, field", "schema: there, field", "FP1307")]
    [TestCase("field: _tenant.memberId", "field: _tenant", "FP2025")]
    [TestCase("there: { ref: Elsewhere }", "there: { title: Mine, class: profile, fieldGroups: [own] }", "FP2025")]
    public async Task What_cannot_be_is_found_before_any_call(string from, string to, string code)
    {
        var changed = Manifest.Replace(from, to, StringComparison.Ordinal);
        await using var bench = await Bench.StartAsync(changed);

        Assert.That(changed, Is.Not.EqualTo(Manifest));
        Assert.That(bench.ManifestFindings().Select(d => d.Code), Has.Member(code));
        Assert.That(bench.ManifestFindings().All(d => d.Span is not null && !string.IsNullOrEmpty(d.Help)), Is.True);
    }

    [Test]
    public async Task A_label_that_is_sensitive_is_refused()
    {
        await using var bench = await Bench.StartAsync(Manifest.Replace("C1, custom/secret", "C1, \"{{ var.hidden }}\"", StringComparison.Ordinal) + "\nvariables: { hidden: { sensitive: true } }\n");
        bench.Variables = ["hidden=hush-7Qx"];

        var found = bench.ManifestFindings().Single();

        Assert.That((found.Code, found.Message), Is.EqualTo(("FP2025", "a data usage label of descriptor.use is sensitive")));
    }

    private static async Task<Bench> StartAsync()
    {
        var bench = await Bench.StartAsync(Manifest);
        await bench.AddObjectAsync("schemas", """{"title":"Elsewhere","type":"object","allOf":[{"$ref":"https://ns.adobe.com/xdm/context/profile"},{"$ref":"https://ns.adobe.com/xdm/context/profile-personal-details"}]}""");
        return bench;
    }

    private static IEnumerable<string> Posts(Bench bench) =>
        bench.Writes.Where(w => w.Method == "POST" && w.PathAndQuery.EndsWith("/descriptors", StringComparison.Ordinal)).Select(w => w.Body);

    private static async Task<string> SchemaAsync(Bench bench) => (string)(await bench.ObjectsAsync("schemas")).Single()["$id"]!;
}
