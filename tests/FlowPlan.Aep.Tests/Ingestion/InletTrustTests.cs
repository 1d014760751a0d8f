using FlowPlan.Aep.Ingestion;
using FlowPlan.Aep.Settings;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Tests.Ingestion;

/// <summary>Who changes the URL of an inlet in a lockfile gets neither the access token nor records in plain text.</summary>
public sealed class InletTrustTests
{
    [TestCase("https://dcs.adobedc.net/collection/1", true, true)]
    [TestCase("https://acme.adobedc.net/collection/1", true, true)]
    [TestCase("https://platform.acme.com/collection/1", true, true, Description = "a gateway in front of the platform")]
    [TestCase("http://127.0.0.1:8080/collection/1", true, true)]
    [TestCase("https://evil.example/collection/1", true, false)]
    [TestCase("https://adobedc.net.evil.example/collection/1", true, false)]
    [TestCase("https://eviladobedc.net/collection/1", true, false)]
    [TestCase("https://data.acme.com/collection/1", false, true, Description = "without a token")]
    [TestCase("http://dcs.adobedc.net/collection/1", false, false)]
    [TestCase("http://dcs.adobedc.net/collection/1", true, false)]
    public async Task A_host_is_trusted_or_not(string url, bool requiresToken, bool isTrusted)
    {
        await using var provider = AepProvider.Create(
            new AepSettings
            {
                PlatformUri = new("https://platform.acme.com/"),
                Organization = "ACME@AdobeOrg",
                Sandbox = "dev",
                ApiKey = "acme",
                Credentials = new AepCredentials.AccessToken(new("token")),
            },
            TimeProvider.System);
        var inlet = new Inlet
        {
            Flow = new("flow", "loyalty"),
            FlowId = "f",
            Url = new(url),
            IsXdm = false,
            RequiresToken = requiresToken,
            DataSetId = "d",
            SchemaId = "s",
            SchemaVersion = "1.0",
        };

        if (isTrusted)
            Assert.That(provider.Ingestion.WriterFor(inlet, new()).Write([new byte[] { (byte)'1' }]).Url.AbsoluteUri, Is.EqualTo(url));
        else
            Assert.That(Assert.Throws<DiagnosticException>(() => provider.Ingestion.WriterFor(inlet, new()))!.Diagnostic.Code, Is.EqualTo("FP8203"));
    }
}
