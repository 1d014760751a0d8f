using System.Net;

namespace FlowPlan.Emulator.Tests.Services;

/// <summary>Flows, their connections and their runs.</summary>
public sealed class FlowTests
{
    [Test]
    public async Task A_run_is_created_listed_and_read()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var made = await emulator.FlowAsync();

        var created = await emulator.PostAsync(EmulatorClient.Flow + "runs", $$$"""{"flowId":"{{{made.Flow}}}","params":{"startTime":1670455537}}""");
        var read = await emulator.GetAsync(EmulatorClient.Flow + "runs/" + created.Text("id"));
        var list = await emulator.GetAsync(EmulatorClient.Flow + "runs?property=flowId==" + made.Flow);
        var unknown = await emulator.PostAsync(EmulatorClient.Flow + "runs", """{"flowId":"3fa85f64-5717-4562-b3fc-2c963f66afa6"}""");

        Assert.That((created.Status, unknown.Status), Is.EqualTo((HttpStatusCode.Created, HttpStatusCode.NotFound)));
        Assert.That(created.Text("etag"), Is.EqualTo(read.Text("items", "0", "etag")));
        Assert.That((read.Text("items", "0", "flowId"), read.Text("items", "0", "metrics", "statusSummary", "status")), Is.EqualTo((made.Flow, "success")));
        Assert.That(list.At("items")!.AsArray(), Has.Count.EqualTo(1));
        Assert.That((await emulator.GetAsync(EmulatorClient.Flow + "runs/none")).Text("type"), Does.EndWith("FLOW-1439-404"));
    }

    [Test]
    public async Task A_flow_inherits_the_base_connection_of_its_source()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var made = await emulator.FlowAsync();

        var flow = await emulator.GetAsync(EmulatorClient.Flow + "flows/" + made.Flow);

        Assert.That(flow.Text("items", "0", "inheritedAttributes", "sourceConnections", "0", "baseConnection", "id"), Is.EqualTo(made.Base));
        Assert.That(
            flow.Text("items", "0", "inheritedAttributes", "sourceConnections", "0", "baseConnection", "connectionSpec", "id"),
            Is.EqualTo("bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb"));
    }

    [Test]
    public async Task A_flow_whose_specification_does_not_take_the_source_is_rejected()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var made = await emulator.FlowAsync();

        var body = EmulatorClient.FlowBody(made.Source, made.Target, null)
            .Replace("d8a6f005-7eaf-4153-983e-e8574508b877", "9753525b-82c7-4dce-8a9b-5ccfce2b9876", StringComparison.Ordinal);
        var rejected = await emulator.PostAsync(EmulatorClient.Flow + "flows", body);

        Assert.That(rejected.Text("type"), Does.EndWith("FLOW-1413-400"));
    }

    [Test]
    public async Task A_target_connection_and_a_mapping_set_are_accepted_as_the_tutorials_create_them()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var schema = await emulator.SchemaAsync();
        var altId = "_acme.schemas." + schema.Split('/')[^1];
        var source = await emulator.SourceAsync(await emulator.ConnectionAsync());
        var dataSet = await emulator.DatasetAsync(schema);

        var target = await emulator.PostAsync(
            EmulatorClient.Flow + "targetConnections",
            $$$"""{"name":"T","connectionSpec":{"id":"c604ff05-7f1a-43c0-8e18-33bf874cb11c","version":"1.0"},"data":{"format":"parquet_xdm"},"params":{"dataSetId":"{{{dataSet}}}"}}""");
        var mapping = await emulator.MappingAsync(altId);
        var flow = await emulator.PostAsync(EmulatorClient.Flow + "flows", EmulatorClient.FlowBody(source, target.Text("id")!, mapping));
        var other = await emulator.PostAsync(
            EmulatorClient.Flow + "flows", EmulatorClient.FlowBody(source, target.Text("id")!, await emulator.MappingAsync(await emulator.SchemaAsync("Other"))));

        Assert.That((target.Status, flow.Status), Is.EqualTo((HttpStatusCode.Created, HttpStatusCode.Created)), flow.Text("errorMessage"));
        Assert.That((await emulator.GetAsync(EmulatorClient.DataPrep + "mappingSets/" + mapping)).Text("xdmSchema"), Is.EqualTo(altId), "as it was given");
        Assert.That(other.Text("type"), Does.EndWith("FLOW-1425-400"), "the schema of the dataset counts");
    }

    [TestCase("s3AccessKey")]
    [TestCase("key")]
    [TestCase("apiKey")]
    [TestCase("serviceAccount")]
    [TestCase("password")]
    public async Task A_credential_is_neither_stored_nor_returned_nor_logged(string name)
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var id = (await emulator.PostAsync(
            EmulatorClient.Flow + "connections",
            $$$$"""{"name":"Rest","connectionSpec":{"id":"4e98f16f-87d6-4ef0-bdc6-7a2b0fe76e62","version":"1.0"},"auth":{"specName":"Basic Authentication","params":{"{{{{name}}}}":"hunter2","keyspace":"open"}}}""")).Text("id");
        var path = EmulatorClient.Flow + "connections/" + id;

        var read = await emulator.GetAsync(path);
        await emulator.PatchAsync(path, $$"""[{"op":"replace","path":"/auth/params/{{name}}","value":"hunter2"}]""", ("If-Match", read.Text("items", "0", "etag")));

        Assert.That(read.Text("items", "0", "auth", "params", name), Is.EqualTo("******"));
        Assert.That(read.Text("items", "0", "auth", "params", "keyspace"), Is.EqualTo("open"));
        Assert.That((await emulator.GetAsync("__emulator/objects")).Body!.ToJsonString(), Does.Not.Contain("hunter2"));
        Assert.That((await emulator.GetAsync("__emulator/requests")).Body!.ToJsonString(), Does.Not.Contain("hunter2"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task An_inlet_URL_never_names_a_host_of_Adobe(bool reachable)
    {
        await using var emulator = await EmulatorClient.StartAsync(new EmulatorOptions { ReachableInlets = reachable });

        var connection = await emulator.GetAsync(EmulatorClient.Flow + "connections/" + await emulator.ConnectionAsync());
        var inlet = connection.Text("items", "0", "auth", "params", "inletId");

        var start = reachable ? emulator.Host.BaseAddress.ToString() : "https://inlets.flowplan.invalid/";
        Assert.That(connection.Text("items", "0", "auth", "params", "inletUrl"), Is.EqualTo($"{start}collection/{inlet}"));
        var flow = await emulator.StreamingFlowAsync("raw", name: "Other");
        Assert.That((await emulator.PostAsync(flow.Url, """{"a":1}""", ("x-adobe-flow-id", flow.Flow))).Status, Is.EqualTo(HttpStatusCode.OK));
    }
}
