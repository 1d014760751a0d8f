using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Emulator;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests.Reported;

/// <summary>
/// A secret that is part of a longer text appears nowhere: not in outputs, saved plans, lockfiles, journals, logs or errors, neither as it is
/// nor escaped or encoded. These secrets do not contain the word of <see cref="Canaries"/>, because the emulator records what it is sent.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class SecretPartTests
{
    private const string Head = "apiVersion: flowplan/v1\nproject: web\nenvironments: { dev: { sandbox: dev } }\nvariables: { secret: { sensitive: true } }\n";

    private const string Manifest = Head + """
        connections:
          lake:
            name: Lake
            type: { id: ecadc60c-7455-4d87-84dc-2a0e293d997b, version: "1.0" }
            auth: { specName: Access Key, params: { s3AccessKey: "pre-{{ var.secret }}-post", s3SecretKey: "{{ var.secret }}" } }
            params: { prefix: "pre-{{ var.secret }}-post" }
        schemas: { s: { definition: { title: Visits, class: https://ns.adobe.com/xdm/context/profile } } }
        datasets: { d: { name: Visits, schema: s, tags: { team: ["pre-{{ var.secret }}-post", open] } } }
        mappings: { m: { schema: s, fields: { repositoryCreatedBy: { expression: "concat('pre-{{ var.secret }}-post', a)" }, _id: b } } }
        flows:
          f:
            name: Visits
            source:
              connection: lake
              data: { format: delimited, properties: { note: "pre-{{ var.secret }}-post" } }
              params: { path: "/pre-{{ var.secret }}-post/in", columns: [ { name: "{{ var.secret }}-post" } ] }
            target: { dataset: d }
            mapping: m
            flowSpec: { id: 9753525b-82c7-4dce-8a9b-5ccfce2b9876, version: "1.0" }
            schedule: { startTime: 1700000000, frequency: minute, interval: 30 }
        """;

    private static readonly string[] Values = ["Zr7xQ93Vault", "q\"Zr7\\x <Q93>&ü+/=Vault"];

    [TestCaseSource(nameof(Values))]
    public async Task It_is_in_no_plan_lockfile_journal_log_or_error(string secret)
    {
        const string Faults = """
            [{"method": "POST", "path": "/mappingSets", "status": 400, "times": 1},
             {"method": "POST", "path": "/flowservice/flows", "holdMs": 600000, "times": 1}]
            """;
        await using var platform = await Platform.StartAsync(new EmulatorOptions { FaultScript = Faults });
        await using var proxy = AlteringProxy.Start(platform.Host.BaseAddress, found => EchoInErrors(found, $"invalid value pre-{secret}-post"));
        using var workspace = new Workspace();
        workspace.Write("flowplan.yaml", Manifest);
        var environment = new Dictionary<string, string>(Platform.Credentials) { ["FLOWPLAN_VAR_secret"] = secret };
        var all = new StringBuilder();

        // A plan names its manifest as seen from the folder where it was made: the workspace, not that of the tests.
        Add(await FlowPlanProcess.RunAsync(workspace.Folder, environment, "plan", "--out", "saved.json", "--endpoint", platform.Target));
        await PlanAsync("plan", workspace.Folder, "--format", "markdown");
        await PlanAsync("plan", workspace.Folder, "--format", "json");
        Add(await FlowPlanInside.RunAsync(environment, "show", workspace.PathOf("saved.json")));
        var rejected = await ApplyAsync(proxy.Endpoint, "saved.json");
        await KillDuringCreateAsync(platform, workspace, environment);
        Assert.That(Directory.EnumerateFiles(workspace.Folder, "*.journal"), Is.Not.Empty);
        AssertHidden(secret, workspace, all.ToString());
        workspace.Write("flowplan.yaml", Manifest.Replace("-post", "-after", StringComparison.Ordinal));
        await PlanAsync("plan", workspace.Folder);
        await PlanAsync("plan", workspace.Folder, "--format", "markdown");
        await PlanAsync("drift", workspace.Folder);
        var apply = await ApplyAsync(platform.Target, ".", "--format", "json");

        Assert.That((rejected.ExitCode, apply.ExitCode), Is.EqualTo((5, 0)), rejected.Findings + apply.All);
        Assert.That(rejected.Error, Does.Contain("invalid value").And.Contain("(sensitive)"));
        AssertHidden(secret, workspace, all.ToString());

        void Add(ProcessResult run) => all.Append(run.All);

        async Task PlanAsync(params string[] arguments) =>
            Add(await FlowPlanInside.RunAsync(environment, [.. arguments, "--endpoint", platform.Target, "--log-level", "trace"]));

        async Task<ProcessResult> ApplyAsync(string endpoint, params string[] arguments)
        {
            var run = await FlowPlanProcess.RunAsync(workspace.Folder, environment, ["apply", .. arguments, "--auto-approve", "--endpoint", endpoint]);
            Add(run);
            return run;
        }
    }

    /// <summary>As services do that quote the value that they reject.</summary>
    private static void EchoInErrors(JsonObject found, string text)
    {
        foreach (var key in found.Where(e => e.Value is JsonValue value && value.ToString().Contains("temporarily unavailable", StringComparison.Ordinal)).Select(e => e.Key).ToList())
            found[key] = text;
    }

    private static async Task KillDuringCreateAsync(Platform platform, Workspace workspace, Dictionary<string, string> environment)
    {
        var before = platform.Host.FaultsInjected;
        using var process = FlowPlanProcess.Start(workspace.Folder, environment, "apply", "--auto-approve", "--endpoint", platform.Target);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (platform.Host.FaultsInjected == before)
        {
            if (process.HasExited)
                Assert.Fail(await process.StandardOutput.ReadToEndAsync(limit.Token) + await process.StandardError.ReadToEndAsync(limit.Token));
            await Task.Delay(10, limit.Token);
        }

        process.Kill();
        await process.WaitForExitAsync(limit.Token);
    }

    private static IEnumerable<string> Refused()
    {
        yield return "connections: { a: { name: \"pre-{{ var.secret }}-post\", dataType: raw } }";
        yield return "connections: { a: { name: A, description: \"pre-{{ var.secret }}-post\", dataType: raw } }";
        yield return "connections: { a: { name: A, sourceId: \"pre-{{ var.secret }}-post\", dataType: raw } }";
        yield return "connections: { a: { name: A, dataType: \"pre-{{ var.secret }}-post\" } }";
        yield return "connections: { a: { name: A, dataType: raw, authenticationRequired: \"pre-{{ var.secret }}-post\" } }";
        yield return "connections: { a: { name: A, dataType: raw, adopt: \"pre-{{ var.secret }}-post\" } }";
        yield return "connections: { a: { name: A, dataType: raw, dependsOn: [\"pre-{{ var.secret }}-post\"] } }";
        yield return "connections: { a: { name: A, dataType: raw, lifecycle: { ignoreChanges: [\"pre-{{ var.secret }}-post\"] } } }";
        yield return "connections: { a: { existing: { id: \"pre-{{ var.secret }}-post\" } } }";
        yield return "connections: { a: { name: A, type: \"pre-{{ var.secret }}-post\" } }";
        yield return "connections: { a: { name: A, type: { id: \"pre-{{ var.secret }}-post\" } } }";
        yield return "datasets: { a: { name: A, schema: \"pre-{{ var.secret }}-post\" } }";
        yield return "schemas: { a: { definition: { title: \"pre-{{ var.secret }}-post\", class: https://ns.adobe.com/xdm/context/profile } } }";
        yield return "schemas: { a: { definition: \"pre-{{ var.secret }}-post\" } }";
        yield return "connections: { a: { name: \"{{ no_function ('pre-' + var.secret) }}\", dataType: raw } }";
        yield return "connections: { a: { name: \"{{ ('pre-' + var.secret + '-post').field.other }}\", dataType: raw } }";
        yield return "schemas: { s: { ref: S } }\nmappings: { m: { schema: s, fields: { _acme.a: { expression: \"concat('pre-{{ var.secret }}-post'\" } } } }";
    }

    [Test]
    public async Task It_is_not_in_the_errors_of_a_manifest([ValueSource(nameof(Refused))] string sections)
    {
        foreach (var secret in Values)
        {
            using var workspace = new Workspace();
            workspace.Write("flowplan.yaml", Head + sections);
            var run = await FlowPlanInside.RunAsync(new Dictionary<string, string> { ["FLOWPLAN_VAR_secret"] = secret }, "plan", workspace.Folder, "--emulator");

            Assert.That(run.ExitCode, Is.EqualTo(1), run.All);
            Assert.That(run.Error, Does.Not.Contain("FP9001"));
            AssertHidden(secret, workspace, run.All);
        }
    }

    private static void AssertHidden(string secret, Workspace workspace, string output)
    {
        var forms = FormsOf(secret).ToList();
        Assert.That(forms.Where(f => output.Contains(f, StringComparison.Ordinal)), Is.Empty, output);
        foreach (var file in Directory.EnumerateFiles(workspace.Folder, "*", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(file);
            Assert.That(forms.Where(f => text.Contains(f, StringComparison.Ordinal)), Is.Empty, $"{Path.GetRelativePath(workspace.Folder, file)}: {text}");
        }
    }

    /// <summary>The secret as it is, escaped for JSON, URLs and HTML, and in base64 at each offset within a longer text.</summary>
    private static IEnumerable<string> FormsOf(string secret)
    {
        yield return secret;
        yield return JsonEncodedText.Encode(secret).ToString();
        yield return JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
        yield return secret.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        yield return Uri.EscapeDataString(secret);
        yield return WebUtility.UrlEncode(secret);
        yield return WebUtility.HtmlEncode(secret);
        foreach (var before in new[] { "", "p", "pr" })
            yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(before + secret))[4..^4];
    }
}
