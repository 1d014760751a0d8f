using System.Net;
using System.Net.Http.Headers;
using System.Text;
using FlowPlan.Aep.Authentication;
using FlowPlan.Aep.Http;
using FlowPlan.Aep.Kinds;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Aep.Services.Sandboxes;
using FlowPlan.Aep.Settings;
using FlowPlan.Aep.Tests.Support;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;
using FlowPlan.Fuzz.Tests.Mutating;

namespace FlowPlan.Fuzz.Tests.Targets;

/// <summary>Answers of the services, mutated on the way: every operation of every kind, the sandbox check and the token.</summary>
internal sealed class AnswerTarget() : Target("answers")
{
    private static readonly TextMutator Text = new("{", "}", "[", "]", "\"", ",", ":", "\\ud800", "null", "1e999", "<html>", "\"items\":", "\"_links\":{\"next\":{\"href\":\"/x\"}}", "\0", "🚀");

    private static readonly string[] Secrets = ["s3cret-token", "s3cret-key"];

    private static readonly string[] InPlace = ["name", "title", "description", "enabled"];

    private static readonly string[] Locations = ["/x", "//elsewhere.invalid/", "http://elsewhere.invalid/", "http://[", "::", "\u00e9", "https:///", "file:///etc/passwd"];

    private static readonly AepSettings Settings = new()
    {
        PlatformUri = new("https://platform.test/"),
        ImsUri = new("https://ims.test/"),
        Organization = "o",
        Sandbox = "dev",
        ApiKey = "k",
        Credentials = new AepCredentials.AccessToken(new("s3cret-token")),
    };

    public override void Run(Random random, string folder)
    {
        var time = new VirtualTime();
        using var handler = new Mutating(random);
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            CallAsync(random, new ServiceTransport(client, Settings, time), client, time, limit.Token).GetAwaiter().GetResult();
        }
        catch (ProviderException failure)
        {
            // One that the mutation changed is no secret any more.
            if (Secrets.Any(s => (failure.ToString() + failure.Diagnostic).Contains(s, StringComparison.Ordinal)))
                throw new InvalidOperationException("The failure tells a secret.");
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new InvalidOperationException($"It does not come to an end: {handler.Requests} requests.");
        }
    }

    private static async Task CallAsync(Random random, ServiceTransport transport, HttpClient client, TimeProvider time, CancellationToken stop)
    {
        switch (random.Next(20))
        {
            case 0:
                await new SandboxClient(transport).CheckAsync("dev", stop);
                return;
            case 1:
                using (var tokens = new ImsTokenSource(client, Settings, new("id", new("s3cret-token"), "scope"), time))
                    await tokens.GetAsync(null, stop);
                return;
        }

        var settings = random.Next(2) == 0 ? Settings : Settings with { MappingSetsPath = AepSettings.TutorialMappingSetsPath };
        var services = new AepServices(
            new(transport), new(transport, 4), new(transport), new(transport), new(transport, settings.MappingSetsPath.Trim('/'), 4), new(transport), new(transport), new(transport), settings, time);
        var definition = AepKinds.All[random.Next(AepKinds.All.Length)];
        var kind = new BoundKind(definition, definition.Connect(services));
        await OperateAsync(kind, random, stop);
    }

    private static async Task OperateAsync(BoundKind kind, Random random, CancellationToken stop)
    {
        var fields = kind.Canonicalize(Answers.FieldsOf(kind.Name));
        var address = new ResourceAddress(kind.Name, "a");
        switch (random.Next(6))
        {
            case 0:
                Use(kind, await kind.ReadAsync(Answers.Id, stop));
                break;
            case 1:
                await foreach (var live in kind.ListAsync(stop))
                    Use(kind, live);
                break;
            case 2:
                foreach (var live in await kind.LookupAsync(random.Next(2) == 0 ? ExistingCriteria.ByName("x") : ExistingCriteria.ById("x"), stop))
                    Use(kind, live);
                break;
            case 3:
                _ = (await kind.CreateAsync(new(address, "p", fields), stop)).Id.Length;
                break;
            case 4:
                var changes = fields.Entries.Where(e => InPlace.Contains(e.Key)).Select(e => new FieldWrite(e.Key, random.Next(4) == 0 ? null : e.Value)).ToList();
                var read = new LiveObject { Id = Answers.Id, Etag = "\"1\"", Fields = fields, Attributes = Value.Map.Of(("version", Value.Of(0m))) };
                await kind.UpdateAsync(new(address, "p", read, fields, changes), stop);
                break;
            default:
                await kind.DeleteAsync(Answers.Id, stop);
                break;
        }
    }

    /// <summary>What the planner and the lockfile do with what was read.</summary>
    private static void Use(BoundKind kind, LiveObject? live)
    {
        if (live is null)
            return;
        var canonical = kind.Canonicalize(live.Fields);
        if (!kind.Canonicalize(canonical).Equals(canonical))
            throw new InvalidOperationException("The canonical form of a canonical form is another.");
        _ = kind.NaturalKey(canonical) + kind.DeleteConsequence(live) + ValueJson.ToJson(canonical) + ValueJson.ToJson(live.Attributes) + live.Id.Length;
    }

    /// <summary>Answers each request with what its service would answer, mutated.</summary>
    private sealed class Mutating(Random random) : HttpMessageHandler
    {
        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Requests++;
            var status = random.Next(6) == 0 ? (HttpStatusCode)random.Next(200, 600) : Answers.StatusOf(request);
            var body = (int)status >= 400 ? Answers.Errors[random.Next(Answers.Errors.Length)] : Answers.BodyOf(request);
            var response = new HttpResponseMessage(status) { RequestMessage = request, Content = new ByteArrayContent(Mutate(body)) };
            response.Content.Headers.ContentType = random.Next(20) == 0 ? null : new MediaTypeHeaderValue("application/json");
            if (random.Next(10) == 0)
                response.Headers.TryAddWithoutValidation("ETag", random.Next(2) == 0 ? "\"1\"" : string.Empty);
            if ((int)status is >= 300 and < 400)
                response.Headers.TryAddWithoutValidation("Location", Locations[random.Next(Locations.Length)]);
            if (random.Next(10) == 0)
                response.Headers.TryAddWithoutValidation("x-request-id", random.Next(2) == 0 ? "r" : "\u001b[31m");
            return Task.FromResult(response);
        }

        private byte[] Mutate(string body) => random.Next(5) switch
        {
            0 => Encoding.UTF8.GetBytes(body),
            1 => Text.Mutate(Encoding.UTF8.GetBytes(body), random),
            _ => Encoding.UTF8.GetBytes(TreeMutator.Mutate(Tree.Parse(body), random).ToString()),
        };
    }
}
