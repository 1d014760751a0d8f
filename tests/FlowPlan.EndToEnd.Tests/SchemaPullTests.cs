using System.Text.Json.Nodes;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests;

/// <summary>Mappings of a schema that is only referred to: a plan checks them against the live schema, and <c>schemas pull</c> keeps a copy for <c>validate</c>.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SchemaPullTests
{
    private const string Copy = "schemas/members.dev.xdm.json";

    private const string Head = """
        apiVersion: flowplan/v1
        project: PROJECT
        environments: { dev: { sandbox: dev } }

        """;

    private const string Owner = Head + """
        fieldGroups:
          loyalty: { title: Loyalty, classes: [profile], fields: { memberId: { type: string, required: true }, level: { type: string, enum: [gold, silver] } } }
        schemas:
          members: { title: Members, class: profile, fieldGroups: [loyalty, https://ns.adobe.com/xdm/context/profile-person-details], identities: { _tenant.memberId: { namespace: Email, primary: true } } }

        """;

    private const string User = Head + """
        schemas:
          members: { ref: Members }
        mappings:
          members:
            schema: members
            fields:
              _tenant.memberId: id
              person.nmae.lastNam: last

        """;

    [Test]
    public async Task A_misspelt_target_is_found_by_the_plan_and_then_offline()
    {
        await using var platform = await Platform.StartAsync();
        using var owner = new Workspace();
        using var user = new Workspace();
        owner.Write("flowplan.yaml", Owner.Replace("PROJECT", "owner", StringComparison.Ordinal));
        user.Write("flowplan.yaml", User.Replace("PROJECT", "user", StringComparison.Ordinal));
        Assert.That((await platform.RunAsync(owner, "apply", "--env", "dev", "--auto-approve")).ExitCode, Is.Zero);
        platform.Host.ClearRequests();

        // A plan reads the schema, once, and says where the fault is.
        var offline = await FlowPlanProcess.RunAsync(user.Folder, Platform.Credentials, "validate");
        var plan = await platform.RunAsync(user, "plan", "--env", "dev");
        Assert.That(offline.ExitCode, Is.Zero, offline.All);
        Assert.That(plan.ExitCode, Is.EqualTo(1), plan.All);
        Assert.That(plan.Error, Does.Contain("error FP2532: mapping.members: 'person' of schema.members has no field 'nmae'\n").And.Contain("flowplan.yaml:11:14\n").And.Contain("did you mean 'name'?"));
        Assert.That(plan.Error, Does.Contain("info FP2573").And.Contain("`flowplan schemas pull members`"));
        Assert.That(ResolvedReads(platform), Is.EqualTo(1));

        // With a copy it is found without a call.
        var missing = await platform.RunAsync(user, "schemas", "pull", "--env", "dev", "--check");
        var pulled = await platform.RunAsync(user, "schemas", "pull", "--env", "dev");
        var again = await platform.RunAsync(user, "schemas", "pull", "--env", "dev");
        Assert.That((missing.ExitCode, pulled.ExitCode, again.ExitCode), Is.EqualTo((2, 0, 0)), missing.All + pulled.All + again.All);
        Assert.That(missing.Output, Does.StartWith($"{Copy}  missing\n1 schema: 1 missing.\nTo update the copies, run: flowplan schemas pull --env dev"));
        Assert.That(pulled.Output, Does.Match(@$"\A{Copy}  written: 'Members' 1\.\d+, \d+ fields\n1 schema: 1 written\.\n\z"));
        Assert.That(again.Output, Is.EqualTo($"{Copy}  unchanged\n1 schema: 1 unchanged.\n"));
        Assert.That(user.Read(Copy), Does.Contain("\"sha256\"").And.Not.Contain("127.0.0.1").And.Not.Contain("localhost").And.Not.Contain(Platform.Organization));
        foreach (var command in (string[][])[["validate"], ["test", "--env", "dev"]])
        {
            var found = await FlowPlanProcess.RunAsync(user.Folder, Platform.Credentials, command);
            Assert.That(found.ExitCode, Is.EqualTo(1), found.All);
            Assert.That(found.Error, Does.Contain("error FP2532: 'person' of schema.members has no field 'nmae'\n").And.Contain("flowplan.yaml:11:14\n"));
        }

        platform.Host.ClearRequests();
        Assert.That((await platform.RunAsync(user, "plan", "--env", "dev")).ExitCode, Is.EqualTo(1));
        Assert.That(ResolvedReads(platform), Is.Zero);

        // Mended, it is applied, and nothing is left to do.
        user.Write("flowplan.yaml", user.Read("flowplan.yaml").Replace("nmae.lastNam", "name.lastName", StringComparison.Ordinal));
        var applied = await platform.RunAsync(user, "apply", "--env", "dev", "--auto-approve");
        var second = await platform.RunAsync(user, "plan", "--env", "dev", "--detailed-exitcode");
        Assert.That((applied.ExitCode, second.ExitCode), Is.EqualTo((0, 0)), applied.All + second.All);
        File.Delete(user.PathOf(Copy));
        var withoutCopy = await platform.RunAsync(user, "plan", "--env", "dev", "--detailed-exitcode");
        Assert.That(withoutCopy.ExitCode, Is.Zero, withoutCopy.All);
        Assert.That(withoutCopy.Error, Does.Not.Contain("FP25"));
    }

    [Test]
    public async Task A_live_schema_that_changed_is_told_apart_from_its_copy()
    {
        await using var platform = await Platform.StartAsync();
        using var owner = new Workspace();
        using var user = new Workspace();
        owner.Write("flowplan.yaml", Owner.Replace("PROJECT", "owner", StringComparison.Ordinal));
        user.Write("flowplan.yaml", User.Replace("PROJECT", "user", StringComparison.Ordinal).Replace("nmae.lastNam", "name.lastName", StringComparison.Ordinal));
        Assert.That((await platform.RunAsync(owner, "apply", "--env", "dev", "--auto-approve")).ExitCode, Is.Zero);
        Assert.That((await platform.RunAsync(user, "schemas", "pull", "--env", "dev")).ExitCode, Is.Zero);
        var same = await platform.RunAsync(user, "schemas", "pull", "members", "--env", "dev", "--check");

        owner.Write("flowplan.yaml", owner.Read("flowplan.yaml").Replace("[gold, silver] }", "[gold, silver, platinum] }, tier: string", StringComparison.Ordinal));
        Assert.That((await platform.RunAsync(owner, "apply", "--env", "dev", "--auto-approve")).ExitCode, Is.Zero);
        var before = user.Read(Copy);
        var check = await platform.RunAsync(user, "schemas", "pull", "--env", "dev", "--check");
        var json = await platform.RunAsync(user, "schemas", "pull", "--env", "dev", "--check", "--format", "json");

        Assert.That((same.ExitCode, check.ExitCode, json.ExitCode), Is.EqualTo((0, 2, 2)), same.All + check.All);
        Assert.That(user.Read(Copy), Is.EqualTo(before));
        Assert.That(check.Output, Is.EqualTo($"""
            {Copy}  differs from the live schema:
              ~ _tenant.level: enum ["gold","silver"] -> ["gold","silver","platinum"]
              + _tenant.tier (string)
            1 schema: 1 different.
            To update the copies, run: flowplan schemas pull --env dev --endpoint {platform.Target}

            """.ReplaceLineEndings("\n")));
        Assert.That((string?)JsonNode.Parse(json.Output)!["schemas"]![0]!["status"], Is.EqualTo("different"));

        // A mapping of the new field is wrong by the old copy, which must not keep the new one from being read.
        user.Write("flowplan.yaml", user.Read("flowplan.yaml").Replace("person.name.lastName: last", "_tenant.tier: last", StringComparison.Ordinal));
        var stale = await FlowPlanProcess.RunAsync(user.Folder, Platform.Credentials, "validate");
        user.Write(Copy, user.Read(Copy).Replace("gold", "golden", StringComparison.Ordinal));
        var damaged = await FlowPlanProcess.RunAsync(user.Folder, Platform.Credentials, "validate");
        var pulled = await platform.RunAsync(user, "schemas", "pull", "--env", "dev");
        var fresh = await FlowPlanProcess.RunAsync(user.Folder, Platform.Credentials, "validate");
        Assert.That((stale.ExitCode, damaged.ExitCode, pulled.ExitCode, fresh.ExitCode), Is.EqualTo((1, 0, 0, 0)), stale.All + damaged.All + pulled.All + fresh.All);
        Assert.That(stale.Error, Does.Contain("error FP2532: '_tenant' of schema.members has no field 'tier'"));
        Assert.That(damaged.Error, Does.Contain($"warning FP2571: {Copy}, the copy of schema.members, cannot be used: its content does not match its sha256").And.Contain("`flowplan schemas pull members --env dev`"));
        Assert.That(fresh.Error, Does.Not.Contain("FP25"));
    }

    [TestCase("membrs", "error FP2575: the manifest does not refer to a schema 'membrs'", "did you mean 'members'?")]
    [TestCase("own", "error FP2575: schema.own is managed by the manifest, which says what its fields are", "leave it out")]
    [TestCase("schemas.members", "error FP2574: there is not exactly one schema with the title 'Members', which schema.members refers to", "correct the `ref` of the schema")]
    public async Task What_cannot_be_copied_is_an_error(string key, string message, string help)
    {
        await using var platform = await Platform.StartAsync();
        using var user = new Workspace();
        user.Write("flowplan.yaml", User.Replace("PROJECT", "user", StringComparison.Ordinal).Replace("mappings:", "  own: { title: Own, class: profile }\nmappings:", StringComparison.Ordinal));

        var pulled = await platform.RunAsync(user, "schemas", "pull", key, "--env", "dev");

        Assert.That((pulled.ExitCode, pulled.Output), Is.EqualTo((1, "")), pulled.All);
        Assert.That(pulled.Error, Does.Contain(message).And.Contain(help));
        Assert.That(Directory.Exists(user.PathOf("schemas")), Is.False);
    }

    [Test]
    public async Task A_manifest_whose_mappings_target_its_own_schemas_needs_no_copy()
    {
        await using var platform = await Platform.StartAsync();
        using var owner = new Workspace();
        owner.Write("flowplan.yaml", Owner.Replace("PROJECT", "owner", StringComparison.Ordinal) + "mappings: { m: { schema: members, fields: { _tenant.memberId: id } } }\n");

        var pulled = await platform.RunAsync(owner, "schemas", "pull", "--env", "dev");

        Assert.That((pulled.ExitCode, pulled.Output), Is.EqualTo((0, "No mapping targets a schema that the manifest only refers to. To copy another one, name its key.\n")), pulled.All);
    }

    /// <summary>A function that only the service has is no finding, and one that it lacks is an error, once its list is kept.</summary>
    [Test]
    public async Task The_functions_of_the_service_are_kept_beside_the_manifest()
    {
        await using var platform = await Platform.StartAsync();
        using var user = new Workspace();
        user.Write("flowplan.yaml", User.Replace("PROJECT", "user", StringComparison.Ordinal).Replace("nmae.lastNam: last", "name.lastName: { expression: 'lowr(last)' }", StringComparison.Ordinal));
        var before = await FlowPlanProcess.RunAsync(user.Folder, Platform.Credentials, "validate");

        var refreshed = await platform.RunAsync(user, "functions", "--refresh", "--sandbox", "dev");
        var after = await FlowPlanProcess.RunAsync(user.Folder, Platform.Credentials, "validate");

        Assert.That((before.ExitCode, refreshed.ExitCode, after.ExitCode), Is.EqualTo((0, 0, 1)), before.All + refreshed.All + after.All);
        Assert.That(before.Error, Does.Contain("warning FP2511: the function 'lowr' is not known"));
        Assert.That(refreshed.Output, Does.Match(@"flowplan\.functions\.json written: mappings are checked against its \d+ functions\.\n\z"));
        Assert.That(after.Error, Does.Contain("error FP2505: Data Prep has no function 'lowr', by the list of ").And.Contain("did you mean 'lower'?"));
    }

    private static int ResolvedReads(Platform platform) => platform.Host.Requests.Count(r => r.Method == "GET" && r.PathAndQuery.Contains("/tenant/schemas/", StringComparison.Ordinal));
}
