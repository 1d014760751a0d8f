using FlowPlan.Aep.Tests.Support;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Tests.Http;

/// <summary>A host that speaks no TLS where TLS is asked for.</summary>
public sealed class TlsTests
{
    [Test]
    public async Task A_failed_handshake_is_reported_as_such_and_nothing_was_sent()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(200, Providers.EmptyList));
        var uri = new UriBuilder(server.Uri) { Scheme = Uri.UriSchemeHttps }.Uri;
        await using var provider = Providers.Create(Providers.Settings(uri));

        var failure = await Assert.ThrowsAsync<ProviderException>(() =>
            provider.Kind("sourceConnection").CreateAsync(Providers.SourceConnection, CancellationToken.None));

        Assert.That(failure!.Diagnostic.Code, Is.EqualTo("FP3011"));
        Assert.That(failure!.Effect, Is.EqualTo(CallEffect.None));
        Assert.That(server.Requests, Is.Empty);
    }
}
