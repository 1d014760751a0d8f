using System.Text.Json.Nodes;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests.Reported;

/// <summary>What a service adds, drops or respells in its responses, from the response to the create on, is neither an error nor a change.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ServiceSpellingTests
{
    private const string Manifest = """
        apiVersion: flowplan/v1
        project: orders
        environments: { dev: { sandbox: dev } }
        variables: { secret: { sensitive: true } }
        connections:
          lake:
            name: Lake
            type: { id: ecadc60c-7455-4d87-84dc-2a0e293d997b, version: "1.0" }
            auth: { specName: Access Key, params: { s3AccessKey: "{{ var.secret }}", s3SecretKey: "{{ var.secret }}" } }
        schemas: { s: { definition: { title: Orders, class: https://ns.adobe.com/xdm/context/profile } } }
        datasets: { d: { name: Orders, schema: s } }
        mappings: { m: { schema: s, fields: { _acme.id: id } } }
        flows:
          f:
            name: Orders
            source:
              connection: lake
              data: { format: delimited }
              params: { path: /incoming, recursive: true, remark: null }
            target: { dataset: d }
            mapping: m
            flowSpec: { id: 9753525b-82c7-4dce-8a9b-5ccfce2b9876, version: "1.0" }
            schedule: { startTime: 1700000000, frequency: minute, interval: 30 }
        """;

    private static IEnumerable<TestCaseData> Habits()
    {
        yield return Habit("a null added to data", o => Source(o)?["data"]!.AsObject().TryAdd("schema", null));
        yield return Habit("a key added to params", o => Source(o)?["params"]!.AsObject().TryAdd("autoDetect", false));
        yield return Habit("a boolean as a string", o => Put(Source(o)?["params"], "recursive", "true"));
        yield return Habit("a key added to a connection", o => Put(o["auth"] is not null ? o["auth"]!["params"] : null, "region", "eu"));
        yield return Habit("a default added to a schedule", o => Put(o["scheduleParams"], "backfill", true));
        yield return Habit("numbers as strings in a schedule", o => Put(o["scheduleParams"], "interval", "30"));
        yield return Habit("nulls dropped", DropNulls);
    }

    [TestCaseSource(nameof(Habits))]
    public async Task An_apply_succeeds_and_the_next_plan_is_empty(Action<JsonObject> habit)
    {
        await using var platform = await Platform.StartAsync();
        await using var proxy = AlteringProxy.Start(platform.Host.BaseAddress, habit);
        using var workspace = new Workspace();
        workspace.Write("flowplan.yaml", Manifest);
        var environment = new Dictionary<string, string>(Platform.Credentials) { ["FLOWPLAN_VAR_secret"] = "canary-key-1" };

        var apply = await FlowPlanProcess.RunAsync(workspace.Folder, environment, "apply", "--auto-approve", "--endpoint", proxy.Endpoint);
        var plan = await FlowPlanProcess.RunAsync(workspace.Folder, environment, "plan", "--detailed-exitcode", "--endpoint", proxy.Endpoint);

        Assert.That((apply.ExitCode, plan.ExitCode), Is.EqualTo((0, 0)), apply.Findings + plan.Output + plan.Findings);
        Assert.That(platform.Host.Requests.Count(r => r.Method == "POST" && r.PathAndQuery.EndsWith("/sourceConnections", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    private static TestCaseData Habit(string name, Action<JsonObject> habit) => new TestCaseData(habit).SetArgDisplayNames(name);

    /// <summary>The source connection, when the object is one.</summary>
    private static JsonObject? Source(JsonObject found) => found["params"]?["path"] is not null && found["data"] is JsonObject ? found : null;

    private static void Put(JsonNode? map, string key, JsonNode value)
    {
        if (map is JsonObject found)
            found[key] = value;
    }

    private static void DropNulls(JsonObject found)
    {
        foreach (var key in found.Where(e => e.Value is null).Select(e => e.Key).ToList())
            found.Remove(key);
    }
}
