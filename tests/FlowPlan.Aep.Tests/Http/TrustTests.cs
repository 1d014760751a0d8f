using System.Globalization;
using System.IO.Compression;
using System.Text;
using FlowPlan.Aep.Tests.Support;
using FlowPlan.Core.Resources;
using Microsoft.AspNetCore.Http;

namespace FlowPlan.Aep.Tests.Http;

/// <summary>A service, or whoever stands in its place, gets no token that it should not have, and fills no memory.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class TrustTests
{
    [TestCase("gzip")]
    [TestCase("br")]
    [TestCase("deflate")]
    public async Task An_answer_that_swells_when_it_is_unpacked_is_refused(string encoding)
    {
        var packed = Pack(encoding, "{\"items\": [\"" + new string('x', 20_000_000) + "\"]}");
        await using var server = await ScriptedServer.StartAsync(async context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.Headers.ContentEncoding = encoding;
            await context.Response.Body.WriteAsync(packed);
        });
        await using var provider = Providers.Create(Providers.Settings(server.Uri) with { MaxResponseBytes = 1_000_000 });

        await AssertRefusedAsync(provider, "FP3015");
        Assert.That(packed, Has.Length.LessThan(1_000_000), "what came over the wire was small");
    }

    [Test]
    public async Task An_answer_that_drips_for_ever_is_given_up()
    {
        await using var server = await ScriptedServer.StartAsync(async context =>
        {
            context.Response.ContentType = "application/json";
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync(" ", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(20, context.RequestAborted);
            }
        });
        var settings = Providers.Settings(server.Uri);
        await using var provider = Providers.Create(
            settings with { Retry = settings.Retry with { MaxAttempts = 1, AttemptTimeout = TimeSpan.FromMilliseconds(500) } }, TimeProvider.System);

        await AssertRefusedAsync(provider, "FP3012");
    }

    [TestCase("{\"items\": [{\"id\": \"x\", \"name\": \"\\ud800\"}]}")]
    [TestCase("{\"items\": [{\"id\": \"x\", \"\\uDC00\": 1}]}")]
    [TestCase("{\"items\": [")]
    public async Task An_answer_whose_texts_are_none_is_refused(string body)
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(200, body));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        await AssertRefusedAsync(provider, "FP3014");
    }

    [Test]
    public async Task An_answer_that_is_not_UTF_8_is_refused()
    {
        await using var server = await ScriptedServer.StartAsync(async context =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync(Encoding.Latin1.GetBytes("{\"items\": [{\"id\": \"\u00e9\"}]}"));
        });
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        await AssertRefusedAsync(provider, "FP3014");
    }

    [Test]
    public async Task An_answer_that_is_nested_without_end_is_refused()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(200, "{\"items\": " + new string('[', 100_000)));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        await AssertRefusedAsync(provider, "FP3014");
    }

    [Test]
    public async Task A_refusal_whose_texts_are_none_is_still_a_refusal()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(400, """{"title": "\ud800", "status": 400}"""));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        await AssertRefusedAsync(provider, "FP3020");
    }

    [TestCase("plain", TestName = "A_refusal_that_echoes_the_token_is_shown_without_it")]
    [TestCase("base64", TestName = "A_refusal_that_echoes_the_token_in_base64_is_shown_without_it")]
    [TestCase("cut", TestName = "A_refusal_that_echoes_the_token_where_it_is_cut_is_shown_without_it")]
    public async Task An_echo(string how)
    {
        var echo = how switch
        {
            "base64" => Convert.ToBase64String(Encoding.UTF8.GetBytes("user:" + Providers.Token)),
            "cut" => new string('x', 990) + Providers.Token,
            _ => Providers.Token,
        };
        await using var server = await ScriptedServer.StartAsync(Answer.Json(400, $$"""{"title": "no: {{echo}}", "error_code": "\u001b[31m{{Providers.Token}}"}"""));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var fault = await Assert.ThrowsAsync<ProviderException>(() => provider.Kind("flow").ReadAsync("x", CancellationToken.None));

        var said = fault!.ToString() + fault.Diagnostic;
        Assert.That(said, Does.Not.Contain("canary").And.Not.Contain(echo[^9..]).And.Not.Contain("\u001b").And.Contain("(sensitive)"));
    }

    [TestCase("https://{0}/data/foundation/flowservice/flows?continuationToken=x", TestName = "The_next_page_in_another_scheme_gets_no_token")]
    [TestCase("http://elsewhere.invalid/flows", TestName = "The_next_page_on_another_host_gets_no_token")]
    [TestCase("//elsewhere.invalid/flows", TestName = "The_next_page_on_another_host_without_a_scheme_gets_no_token")]
    [TestCase("http://{0}@elsewhere.invalid/flows", TestName = "The_next_page_on_a_host_behind_a_user_gets_no_token")]
    public async Task A_page_elsewhere(string link)
    {
        await using var server = await ScriptedServer.StartAsync((arrived, context) =>
            Answer.Json(200, "{\"items\": [], \"_links\": {\"next\": {\"href\": \"" + string.Format(CultureInfo.InvariantCulture, link, context.Request.Host) + "\"}}}")(context));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var fault = await Assert.ThrowsAsync<ProviderException>(async () =>
        {
            await foreach (var found in provider.Kind("flow").ListAsync(CancellationToken.None))
                Assert.Fail($"nothing is listed, but {found.Id}");
        });

        Assert.That(fault!.Diagnostic.Code, Is.EqualTo("FP3016"));
        Assert.That(server.Requests, Has.All.Matches<Arrived>(r => r!.Target.StartsWith("/data/foundation/flowservice/", StringComparison.Ordinal)));
    }

    [TestCase(301)]
    [TestCase(307)]
    [TestCase(308)]
    public async Task A_redirect_of_the_token_request_is_refused_and_the_client_secret_stays(int status)
    {
        await using var elsewhere = await ScriptedServer.StartAsync(Answer.Json(200, """{"access_token": "t"}"""));
        await using var server = await ScriptedServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = elsewhere.Uri + "ims/token/v3";
            return Task.CompletedTask;
        });
        await using var provider = Providers.Create(Providers.Settings(server.Uri) with { Credentials = Providers.ServerToServer });

        await AssertRefusedAsync(provider, "FP3027");
        Assert.That(elsewhere.Requests, Is.Empty);
    }

    private static async Task AssertRefusedAsync(AepProvider provider, string code)
    {
        var fault = await Assert.ThrowsAsync<ProviderException>(() => provider.Kind("flow").ReadAsync("x", CancellationToken.None));
        Assert.That(fault!.Diagnostic.Code, Is.EqualTo(code), fault.Diagnostic.Message);
    }

    private static byte[] Pack(string encoding, string text)
    {
        using var packed = new MemoryStream();
        using (Stream packer = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Fastest),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest),
            _ => new ZLibStream(packed, CompressionLevel.Fastest),
        })
        {
            packer.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
