using FlowPlan.Aep.Tests.Emulated;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;

namespace FlowPlan.Aep.Tests.Kinds.Schemas;

/// <summary>What may change in a schema that is enabled for Profile and has no dataset, and in one that has a dataset and is not.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class SchemaEvolutionTests
{
    private const string Profile = """
        apiVersion: flowplan/v1
        project: acme
        schemas:
          s:
            title: S
            description: Before
            class: profile
            fieldGroups: [https://ns.adobe.com/xdm/context/profile-person-details, https://ns.adobe.com/xdm/context/profile-personal-details, https://ns.adobe.com/xdm/context/profile-work-details]
            identities: { personalEmail.address: { namespace: Email, primary: true }, workEmail.address: Email }
            profile: true

        """;

    private static readonly string Dataset = Profile.Replace("    profile: true\n", string.Empty, StringComparison.Ordinal) + "datasets:\n  d: { name: D, schema: s }\n";

    [TestCase("title: S\n", "title: T\n", "Update", "Update", TestName = "the title")]
    [TestCase("description: Before", "description: After", "Update", "Update", TestName = "the description")]
    [TestCase("https://ns.adobe.com/xdm/context/profile-work-details]", "https://ns.adobe.com/xdm/context/profile-work-details, https://ns.adobe.com/xdm/context/identitymap]", "Update", "Update", TestName = "one more field group")]
    [TestCase("https://ns.adobe.com/xdm/context/profile-person-details, ", "", "FP2030", "FP2030", TestName = "a field group less")]
    [TestCase("personalEmail.address: { namespace: Email, primary: true }, workEmail.address: Email", "personalEmail.address: Email, workEmail.address: { namespace: Email, primary: true }", "FP4007", "Update", TestName = "another primary identity")]
    [TestCase(", workEmail.address: Email", "", "Update", "Update", TestName = "an identity less that is not primary")]
    [TestCase("    profile: true\n", "", "FP4007", null, TestName = "Profile disabled")]
    [TestCase("    identities:", "    friendlyNames: { person.name: Name }\n    identities:", "Update", "Update", TestName = "a friendly name")]
    public async Task A_change_is_applied_or_refused(string from, string to, string inProfile, string? withDataset)
    {
        await CheckAsync(Profile, from, to, inProfile);
        if (withDataset is not null)
            await CheckAsync(Dataset, from, to, withDataset);
    }

    [Test]
    public async Task Profile_is_enabled_and_the_schema_never_deleted_then()
    {
        await using var bench = await Bench.StartAsync(Profile.Replace("    profile: true\n", string.Empty, StringComparison.Ordinal));
        await bench.ApplyAsync();
        bench.Manifest = Profile;
        await bench.ApplyAsync();
        bench.Manifest = "apiVersion: flowplan/v1\nproject: acme\n";

        var removed = (await bench.PlanAsync()).Actions.Single();
        await bench.ApplyAsync();

        Assert.That((removed.Kind, removed.Reasons.Single() is ActionReason.KeptByService), Is.EqualTo((ActionKind.Forget, true)));
        Assert.That(await bench.ObjectsAsync("schemas"), Has.Count.EqualTo(1));
    }

    [TestCase("profile: true")]
    [TestCase("description: Not in Profile")]
    public Task The_class_is_fixed_whether_or_not_it_is_in_Profile(string more) => CheckAsync(
        $"apiVersion: flowplan/v1\nproject: acme\nschemas:\n  s: {{ title: S, class: profile, fieldGroups: [IdentityMap], {more} }}\n", "class: profile", "class: experience-event", "FP4007");

    private static async Task CheckAsync(string manifest, string from, string to, string expected)
    {
        await using var bench = await Bench.StartAsync(manifest);
        await bench.ApplyAsync();
        bench.Manifest = manifest.Replace(from, to, StringComparison.Ordinal);
        Assert.That(bench.Manifest, Is.Not.EqualTo(manifest));

        var planned = await bench.TryPlanAsync();

        var errors = planned.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => d.Code).Distinct();
        Assert.That(errors, expected == "Update" ? Is.Empty : Is.EqualTo(new[] { expected }));
        if (expected != "Update")
            return;
        Assert.That(planned.Value!.Actions.Where(a => a.IsChange).Select(a => (a.Address.ToString(), a.Kind)), Is.EqualTo(new[] { ("schema.s", ActionKind.Update) }));
        await bench.TryApplyAsync(planned.Value);
        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
    }
}
