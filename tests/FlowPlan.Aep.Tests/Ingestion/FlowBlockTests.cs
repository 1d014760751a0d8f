using FlowPlan.Aep.Dialect;
using FlowPlan.Aep.Ingestion;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Variables;

namespace FlowPlan.Aep.Tests.Ingestion;

/// <summary>The blocks <c>health</c> and <c>verify</c> of a flow.</summary>
public sealed class FlowBlockTests
{
    private static readonly Inlet Xdm = new()
    {
        Flow = new("flow", "people"),
        FlowId = "f",
        Url = new("https://dcs.adobedc.net/collection/1"),
        IsXdm = true,
        RequiresToken = false,
        DataSetId = "d",
        SchemaId = "s",
        SchemaVersion = "1.0",
    };

    [TestCase("{}", "1.00:00:00", 0, null)]
    [TestCase("{ window: 30m, maxFailureRate: 0.5%, maxSilence: 90s }", "00:30:00", 0.005, "00:01:30")]
    [TestCase("{ maxFailureRate: 100%, maxSilence: 48h }", "1.00:00:00", 1, "2.00:00:00")]
    public void Thresholds_have_defaults(string block, string window, double rate, string? silence)
    {
        var thresholds = HealthThresholds.Of(new FlowBlocks(Read("health: " + block).Value!), Xdm.Flow);

        Assert.That((thresholds.Window.ToString(), thresholds.MaxFailureRate, thresholds.MaxSilence?.ToString()), Is.EqualTo((window, rate, silence)));
    }

    [TestCase("health: { maxFailureRate: 101% }")]
    [TestCase("health: { maxFailureRate: 0.01 }")]
    [TestCase("health: { window: 1d }")]
    [TestCase("health: { maxSilence: soon }")]
    [TestCase("verify: { record: text }")]
    [TestCase("verify: { timeout: 5m }")]
    [TestCase("verify: { record: {}, timeout: 1 }")]
    public void Another_form_is_a_finding(string block) => Assert.That(Read(block).Succeeded, Is.False);

    [TestCase("{ record: { email: jane@acme.com }, marker: email }", "^jane\\+flowplan-verify-[0-9a-f]{12}@acme\\.com$", "email")]
    [TestCase("{ record: { a: 1 } }", "^flowplan-verify-[0-9a-f]{12}$", "_id")]
    [TestCase("{ record: { a: 1 }, marker: crmId }", "^flowplan-verify-[0-9a-f]{12}$", "crmId")]
    public void A_record_is_marked(string block, string expected, string field)
    {
        var settings = VerifySettings.Of(Read("verify: " + block).Value!, Xdm.Flow);

        var record = MarkedRecord.Of(settings, Xdm, DateTimeOffset.UnixEpoch);

        Assert.That((string?)System.Text.Json.Nodes.JsonNode.Parse(record.Json.Span)![field], Does.Match(expected).And.Contain(record.Mark));
        Assert.That(settings.Timeout, Is.EqualTo(TimeSpan.FromMinutes(15)));
    }

    [Test]
    public void A_raw_record_without_a_marker_stays_as_it_is()
    {
        var record = MarkedRecord.Of(VerifySettings.Of(Read("verify: { record: { a: 1, timestamp: x } }").Value!, Xdm.Flow), Xdm with { IsXdm = false }, DateTimeOffset.UnixEpoch);

        Assert.That(System.Text.Encoding.UTF8.GetString(record.Json.Span), Is.EqualTo("""{"a":1,"timestamp":"x"}"""));
    }

    [Test]
    public void A_secret_is_not_sent_as_a_test_record()
    {
        var read = Read("verify: { record: { key: \"{{ var.key }}\" } }", "variables:\n  key: { sensitive: true }\n", "key=hunter2-hunter2");

        Assert.That(Assert.Throws<DiagnosticException>(() => VerifySettings.Of(read.Value!, Xdm.Flow))!.Diagnostic.Code, Is.EqualTo("FP8205"));
    }

    private static Outcome<Declarations> Read(string block, string more = "", params string[] variables)
    {
        var folder = Directory.CreateTempSubdirectory("flowplan-blocks-");
        try
        {
            var path = Path.Combine(folder.FullName, "flowplan.yaml");
            File.WriteAllText(
                path,
                $"apiVersion: flowplan/v1\nproject: acme\n{more}environments:\n  dev: {{ sandbox: dev }}\nflows:\n  people:\n    name: People\n    source: {{ connection: web }}\n    target: {{ dataset: people }}\n    {block}\n");
            return ManifestReader.Read(new ManifestRequest { Path = path, Variables = variables }, new AepDialect().Vocabulary);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
