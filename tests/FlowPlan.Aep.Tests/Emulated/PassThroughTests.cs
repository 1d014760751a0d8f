using FlowPlan.Core.Planning;

namespace FlowPlan.Aep.Tests.Emulated;

/// <summary>Data, parameters and schedules that FlowPlan passes through: what the service adds, drops or respells is its own.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class PassThroughTests
{
    private const string Manifest = """
        apiVersion: flowplan/v1
        project: acme
        environments: { default: { sandbox: dev } }
        connections:
          s3:
            name: Lake
            type: { id: ecadc60c-7455-4d87-84dc-2a0e293d997b }
            auth: { specName: Access Key, params: { s3AccessKey: "A1", s3SecretKey: "B2" } }
            params: { region: eu, retries: 2 }
        schemas:
          s: { definition: { title: S, class: https://ns.adobe.com/xdm/context/profile } }
        datasets:
          d: { name: D, schema: s }
        flows:
          f:
            name: Nightly
            source:
              connection: s3
              data: { format: delimited, properties: { columnDelimiter: ";", note: null } }
              params: { path: /in, recursive: true, columns: [ { name: a } ] }
            target: { dataset: d }
            flowSpec: { id: 9753525b-82c7-4dce-8a9b-5ccfce2b9876 }
            schedule: { startTime: 1700000000, frequency: day, interval: 1 }
        """;

    [TestCase("connection.s3", """{"params":{"retries":"2","timeout":30}}""")]
    [TestCase("sourceConnection.f", """{"data":{"schema":null}}""")]
    [TestCase("sourceConnection.f", """{"data":{"properties":{"note":null,"quote":"\""}}}""")]
    [TestCase("sourceConnection.f", """{"params":{"autoDetect":false,"recursive":"true","columns":[{"name":"a","type":"string"}]}}""")]
    [TestCase("flow.f", """{"scheduleParams":{"backfill":"true","interval":"1","startTime":"1700000000"}}""")]
    public async Task What_the_service_adds_or_respells_changes_no_plan(string address, string changes)
    {
        await using var bench = await Bench.StartAsync(Manifest);
        await bench.ApplyAsync();

        bench.Edit(address, changes);

        Assert.That((await bench.PlanAsync()).Actions.Where(a => a.IsChange).Select(a => $"{a.Address}"), Is.Empty);
        Assert.That((await bench.DriftAsync()).Actions.Where(a => a.IsChange).Select(a => $"{a.Address}"), Is.Empty);
    }

    [TestCase("connection.s3", """{"params":{"retries":"2.0"}}""", "params.retries")]
    [TestCase("sourceConnection.f", """{"params":{"columns":[{"name":"b"}]}}""", "params.columns")]
    [TestCase("flow.f", """{"scheduleParams":{"interval":"01"}}""", "schedule.interval")]
    public async Task What_is_declared_is_compared_at_any_depth(string address, string changes, string path)
    {
        await using var bench = await Bench.StartAsync(Manifest);
        await bench.ApplyAsync();

        bench.Edit(address, changes);

        var drifted = (await bench.DriftAsync()).Actions.Single(a => $"{a.Address}" == address);
        Assert.That(drifted.Differences.Select(d => (d.DisplayPath, d.Cause)), Is.EqualTo(new[] { (path, DifferenceCause.Drift) }));
    }

    [Test]
    public async Task A_schedule_is_changed_entry_by_entry_and_what_the_service_added_stays()
    {
        await using var bench = await Bench.StartAsync(Manifest);
        await bench.ApplyAsync();
        bench.Edit("flow.f", """{"scheduleParams":{"backfill":"true"}}""");
        bench.Manifest = Manifest.Replace("frequency: day, interval: 1", "interval: 2, catchUp: true", StringComparison.Ordinal);
        bench.Forget();

        await bench.ApplyAsync();

        Assert.That(bench.Writes.Single(w => w.Method == "PATCH").Body, Is.EqualTo(
            """[{"op":"add","path":"/scheduleParams/catchUp","value":true},{"op":"remove","path":"/scheduleParams/frequency"},{"op":"replace","path":"/scheduleParams/interval","value":2}]"""));
        Assert.That((await bench.PlanAsync()).Actions.Where(a => a.IsChange), Is.Empty);
    }

    [Test]
    public async Task A_schedule_that_is_not_there_is_added_and_removed_as_a_whole()
    {
        var without = Manifest.Replace("    schedule: { startTime: 1700000000, frequency: day, interval: 1 }\n", string.Empty, StringComparison.Ordinal)
            .Replace("    schedule: { startTime: 1700000000, frequency: day, interval: 1 }", string.Empty, StringComparison.Ordinal);
        await using var bench = await Bench.StartAsync(without);
        await bench.ApplyAsync();
        bench.Manifest = Manifest.Replace("1700000000", "32500000000", StringComparison.Ordinal);
        bench.Forget();
        await bench.ApplyAsync();
        Assert.That(bench.Writes.Single(w => w.Method == "PATCH").Body, Is.EqualTo(
            """[{"op":"add","path":"/scheduleParams","value":{"frequency":"day","interval":1,"startTime":32500000000}}]"""));

        bench.Manifest = without;
        bench.Forget();
        await bench.ApplyAsync();

        Assert.That(bench.Writes.Single(w => w.Method == "PATCH").Body, Is.EqualTo("""[{"op":"remove","path":"/scheduleParams"}]"""));
    }

    [Test]
    public async Task A_start_that_has_come_cannot_be_changed()
    {
        await using var bench = await Bench.StartAsync(Manifest);
        await bench.ApplyAsync();
        bench.Manifest = Manifest.Replace("1700000000", "32500000000", StringComparison.Ordinal);

        var planned = await bench.TryPlanAsync();

        var error = planned.Diagnostics.Single();
        Assert.That((error.Code, error.Message), Is.EqualTo(("FP4007", "flow.f: 'schedule.startTime' cannot be changed")));
        Assert.That(error.Help, Does.StartWith("the schedule started at 2023-11-14 22:13 UTC").And.Contain("declare 1700000000"));
    }

    [Test]
    public async Task A_start_to_come_can_be_changed()
    {
        await using var bench = await Bench.StartAsync(Manifest.Replace("1700000000", "32500000000", StringComparison.Ordinal));
        await bench.ApplyAsync();
        bench.Manifest = Manifest.Replace("1700000000", "32600000000", StringComparison.Ordinal);

        await bench.ApplyAsync();

        Assert.That((await bench.PlanAsync()).Actions.Where(a => a.IsChange), Is.Empty);
    }
}
