using System.Net;

namespace FlowPlan.Emulator.Tests.Services;

/// <summary>What the inlet of an XDM connection checks of a message.</summary>
public sealed class InletTests
{
    private EmulatorClient emulator = null!;
    private string inlet = null!;
    private StreamingFlow flow = null!;

    [SetUp]
    public async Task StartAsync()
    {
        emulator = await EmulatorClient.StartAsync();
        flow = await emulator.StreamingFlowAsync();
        inlet = flow.Url;
    }

    [TearDown]
    public async Task StopAsync() => await emulator.DisposeAsync();

    [TestCase("", "")]
    [TestCase("\"imsOrgId\":\"ACME@AdobeOrg\",", "", Description = "the tutorial leaves the organization out")]
    public async Task A_message_that_fits_is_accepted(string text, string replacement)
    {
        var answer = await emulator.PostAsync(inlet, Message(text, replacement), ("Authorization", null));

        Assert.That((answer.Status, answer.Text("inletId")), Is.EqualTo((HttpStatusCode.OK, inlet.Split('/')[1])));
    }

    [TestCase("\"imsOrgId\":\"ACME@AdobeOrg\"", "\"imsOrgId\":\"other@AdobeOrg\"", "Message has an absent or wrong ims org in the header")]
    [TestCase("\"flowId\":\"", "\"flow\":\"", "The flow id is missing")]
    [TestCase("\"flowId\":\"", "\"flowId\":\"x", "The flow x")]
    [TestCase("\"datasetId\":\"", "\"datasetId\":\"x", "The dataset x")]
    [TestCase("\"header\":{\"schemaRef\":{\"id\":\"", "\"header\":{\"schemaRef\":{\"id\":\"x", "The schema xhttps://ns.adobe.com/")]
    [TestCase("\"xdmMeta\":{\"schemaRef\":{\"id\":\"", "\"xdmMeta\":{\"schemaRef\":{\"id\":\"x", "The schemaRef of xdmMeta is not that of the header")]
    [TestCase("\"xdmEntity\"", "\"entity\"", "Payload body is missing xdmEntity")]
    [TestCase("\"body\"", "\"record\"", "Message has unknown xdm format")]
    [TestCase("\"header\"", "\"head\"", "Message has unknown xdm format")]
    public async Task A_message_that_does_not_fit_is_rejected_alone_and_in_a_batch(string text, string replacement, string problem)
    {
        var wrong = Message(text, replacement);

        var single = await emulator.PostAsync(inlet, wrong);
        var batch = await emulator.PostAsync(inlet.Replace("collection/", "collection/batch/", StringComparison.Ordinal), $$"""{"messages":[{{wrong}},{{Message()}}]}""");

        Assert.That((single.Status, single.Text("title")), Is.EqualTo((HttpStatusCode.BadRequest, "Invalid XDM Message Format")));
        Assert.That(single.Text("report", "message"), Does.StartWith($"inletId: [{flow.Inlet}] imsOrgId: [ACME@AdobeOrg] {problem}"));
        Assert.That(((int)batch.Status, (int?)batch.At("responses", "0", "statusCode")), Is.EqualTo((207, 400)));
        Assert.That(batch.Text("responses", "0", "message"), Is.EqualTo(single.Text("report", "message")));
        Assert.That(batch.Text("responses", "1", "xactionId"), Is.Not.Null);
    }

    [Test]
    public async Task Raw_JSON_is_rejected() =>
        Assert.That((await emulator.PostAsync(inlet, """{"a":1}""", ("x-adobe-flow-id", "f"))).Status, Is.EqualTo(HttpStatusCode.BadRequest));

    [TestCase("""{"messages":[]}""")]
    [TestCase("{}")]
    public async Task An_empty_batch_is_rejected(string batch) => Assert.That(
        (await emulator.PostAsync(inlet.Replace("collection/", "collection/batch/", StringComparison.Ordinal), batch)).Status, Is.EqualTo(HttpStatusCode.BadRequest));

    [Test]
    public async Task Synchronous_validation_compares_the_record_with_its_schema()
    {
        var wrong = Message("\"firstName\":\"Jane\"", "\"firstName\":7");

        var later = await emulator.PostAsync(inlet, wrong);
        var rejected = await emulator.PostAsync(inlet + "?syncValidation=true", wrong);
        var accepted = await emulator.PostAsync(inlet + "?syncValidation=true", Message());

        Assert.That((later.Status, later.At("syncValidation")), Is.EqualTo((HttpStatusCode.OK, (System.Text.Json.Nodes.JsonNode?)null)));
        Assert.That(rejected.Text("report", "cause", "_streamingValidation", "0", "pointerToViolation"), Is.EqualTo("#/person/name/firstName"));
        Assert.That((accepted.Status, accepted.Text("syncValidation", "status")), Is.EqualTo((HttpStatusCode.OK, "pass")));
    }

    private string Message(string text = "", string replacement = "")
    {
        var message = flow.Message();
        if (text.Length == 0)
            return message;
        Assert.That(message, Does.Contain(text));
        return message.Replace(text, replacement, StringComparison.Ordinal);
    }
}
