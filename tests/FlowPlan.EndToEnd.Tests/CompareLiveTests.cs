using System.Text.Json.Nodes;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests;

/// <summary><c>flowplan compare --live</c>: what two sandboxes have, by address.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class CompareLiveTests
{
    private const string Manifest = """
        apiVersion: flowplan/v1
        project: shop
        variables: { password: { sensitive: true } }
        environments:
          dev: { sandbox: dev }
          prod: { sandbox: prod, overrides: { connections: { web: { description: Of production } } } }
        connections:
          web: { name: Web, dataType: raw, description: Of development }
          extra: { when: "{{ environment.name == 'dev' }}", name: Extra, dataType: raw }
          files: { name: Files, type: sftp, auth: { specName: Password for SFTP, params: { host: "ftp-{{ environment.name }}", userName: u, password: "{{ var.password }}" } } }
        flows:
          f: { name: F, source: { connection: files, path: "in/*.csv", format: delimited }, target: { dataset: d }, mapping: m, schedule: { every: 1d, start: "2033-05-18T02:00:00Z" } }
        schemas: { s: { definition: { title: S, class: "https://ns.adobe.com/xdm/context/profile", fieldGroups: ["https://ns.adobe.com/xdm/context/profile-person-details"] } } }
        datasets: { d: { name: D, schema: s, description: Data } }
        mappings: { m: { schema: s, fields: { person.name.firstName: firstName } } }
        """;

    [Test]
    public async Task What_the_sandboxes_have_is_compared_with_references_by_address()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = new Workspace();
        workspace.Write("flowplan.yaml", Manifest);
        foreach (var environment in new[] { "dev", "prod" })
        {
            var applied = await RunAsync(platform, workspace, "apply", "--env", environment, "--auto-approve");
            Assert.That(applied.ExitCode, Is.Zero, applied.All);
        }

        var ids = JsonNode.Parse(workspace.Read("flowplan.dev.lock.json"))!["resources"]!;
        await platform.EditAsync("connections", (string)ids["connection.web"]!["id"]!, """{"description":"Of production"}""");
        await platform.EditAsync("dataSets", (string)ids["dataset.d"]!["id"]!, """{"description":"hers"}""");
        var declared = await RunAsync(platform, workspace, "compare", "dev", "prod");
        var live = await RunAsync(platform, workspace, "compare", "dev", "prod", "--live");
        var json = await RunAsync(platform, workspace, "compare", "dev", "prod", "--live", "--format", "json");

        Assert.That(declared.ExitCode, Is.Zero, declared.All);
        Assert.That(declared.Output, Does.Contain("connection.web\n  description\n    dev   \"Of development\"\n    prod  \"Of production\"").And.Contain("connection.extra\n  only in dev"));
        Assert.That(live.ExitCode, Is.Zero, live.All);
        Assert.That(live.Output, Is.EqualTo(
            """
            connection.extra
              only in dev

            connection.files
              auth.params.host
                dev   (sensitive)
                prod  (sensitive)

            dataset.d
              description
                dev   "hers"
                prod  "Data"

            2 resources differ, 1 only in dev, 0 only in prod.

            """.ReplaceLineEndings("\n")));
        Assert.That(JsonNode.Parse(json.Output)!["differences"]!.AsArray().Select(d => (string)d!["address"]!), Is.EqualTo(new[] { "connection.extra", "connection.files", "dataset.d" }));
        Assert.That(string.Concat(declared.All, live.All, json.All), Does.Not.Contain("canary-pass"));
    }

    [Test]
    public async Task An_environment_that_was_never_applied_has_nothing()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = new Workspace();
        workspace.Write("flowplan.yaml", Manifest);
        await RunAsync(platform, workspace, "apply", "--env", "dev", "--auto-approve");

        var live = await RunAsync(platform, workspace, "compare", "dev", "prod", "--live");

        Assert.That(live.ExitCode, Is.Zero, live.All);
        Assert.That(live.Output, Does.Contain("connection.web\n  only in dev").And.EndWith("0 resources differ, 9 only in dev, 0 only in prod.\n"));
    }

    private static Task<ProcessResult> RunAsync(Platform platform, Workspace workspace, params string[] arguments) => FlowPlanProcess.RunAsync(
        workspace.Folder,
        new Dictionary<string, string>(Platform.Credentials) { ["FLOWPLAN_VAR_password"] = "canary-pass", ["FLOWPLAN_ENDPOINT"] = platform.Target },
        arguments);
}
