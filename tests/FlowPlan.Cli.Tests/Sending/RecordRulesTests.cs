using System.Text;
using FlowPlan.Aep.Ingestion;
using FlowPlan.Cli.Sending.Input;

namespace FlowPlan.Cli.Tests.Sending;

/// <summary>What is found before a record is sent.</summary>
public sealed class RecordRulesTests
{
    private static readonly Inlet Events = new()
    {
        Flow = new("flow", "visits"),
        FlowId = "f",
        Url = new("https://dcs.adobedc.net/collection/1"),
        IsXdm = true,
        RequiresToken = false,
        DataSetId = "d",
        SchemaId = "s",
        SchemaVersion = "1.0",
        Required = RequiredFields.OfClass("https://ns.adobe.com/xdm/context/experienceevent"),
    };

    [TestCase("""{"_id":"1","timestamp":"2026-01-01T00:00:00Z"}""", null)]
    [TestCase("""{"_id":"1"}""", "the schema requires timestamp")]
    [TestCase("{}", "the schema requires _id and timestamp")]
    [TestCase("""{"a":{"_id":"1","timestamp":"x"}}""", "the schema requires _id and timestamp")]
    [TestCase("[1]", "it is not a JSON object")]
    [TestCase("7", "it is not a JSON object")]
    [TestCase("""{"_id":"1",}""", "it is not JSON (line 4, byte 12)")]
    [TestCase("""{"\ud800":1}""", "it is not JSON (line 4, byte 1)")]
    [TestCase("""{"header":{},"body":{"xdmEntity":{}}}""", "it has an envelope already: give the content of body.xdmEntity")]
    public void An_event_is_checked(string json, string? problem) => Assert.That(ProblemOf(Events, json), Is.EqualTo(problem));

    [TestCase("{}", null)]
    [TestCase("""{"header":{},"body":{}}""", null)]
    [TestCase("{\"a\":", "it is not JSON (line 4, byte 6)")]
    public void Raw_data_only_has_to_be_a_JSON_object(string json, string? problem) => Assert.That(ProblemOf(Events with { IsXdm = false }, json), Is.EqualTo(problem));

    [Test]
    public void The_envelope_counts_for_the_size()
    {
        var json = Encoding.UTF8.GetBytes($$"""{"a":"{{new string('x', MessageWriter.MaxBytes - 100)}}"}""");

        Assert.That(new RecordRules(Events with { IsXdm = false }, 0).ProblemOf(new(1, 1, json)), Is.Null);
        Assert.That(new RecordRules(Events, 400).ProblemOf(new(1, 1, json)), Is.EqualTo("it is larger than 1 MB with its envelope"));
    }

    private static string? ProblemOf(Inlet inlet, string json) => new RecordRules(inlet, 0).ProblemOf(new(1, 4, Encoding.UTF8.GetBytes(json)));
}
