using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Ims;

namespace FlowPlan.Emulator.Faults;

/// <summary>How an answer is written once a fault has had its way with it.</summary>
/// <param name="Status">The status.</param>
/// <param name="ContentType">The content type.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The bytes that are sent.</param>
/// <param name="AnnouncedLength">The length that is announced; more than there is when the body is cut short.</param>
/// <param name="Cut">Whether the connection is cut instead of, or after, the bytes.</param>
/// <param name="DripMilliseconds">The pause between pieces of the body.</param>
internal sealed record WireReply(
    int Status,
    string ContentType,
    IReadOnlyDictionary<string, string> Headers,
    byte[] Body,
    long AnnouncedLength,
    bool Cut,
    int DripMilliseconds);

/// <summary>Carries out a fault script around the handling of requests.</summary>
internal sealed class FaultInjector(EmulatorWorld world, TokenService tokens)
{
    private readonly Lock gate = new();
    private List<FaultRule> rules = [];
    private int struck;

    /// <summary>How many requests a rule of the script has struck.</summary>
    public int Struck => Volatile.Read(ref struck);

    public void Load(string? script)
    {
        var parsed = script is null ? [] : FaultRule.Parse(script);
        lock (gate)
        {
            rules = parsed;
            world.ExtraListLag = 0;
        }
    }

    public async Task<WireReply> AroundAsync(EmulatorRequest request, Func<Reply> handle, CancellationToken cancellationToken)
    {
        var rule = RuleFor(request);
        if (rule is null)
            return Wire(handle());
        var held = rule.Number("holdMs");
        if (held is null)
            Interlocked.Increment(ref struck);
        if (rule.Number("listLagMs") is { } lag)
            world.ExtraListLag = lag;
        if (rule.Flag("expireTokens"))
            tokens.ExpireAll();
        if (rule.Number("delayMs") is { } delay)
            await Task.Delay(delay, cancellationToken);
        if (rule.Text("cut") == "before")
            return new(0, string.Empty, new Dictionary<string, string>(), [], 0, Cut: true, 0);
        if (rule.Flag("hide"))
            return Wire(new Reply(404, new JsonObject { ["title"] = "Resource not found", ["status"] = 404 }));
        if (rule.Number("status") is { } status)
            return Wire(Refusal(rule, status));
        var reply = Wire(handle());
        if (held is { } hold)
        {
            Interlocked.Increment(ref struck);
            await Task.Delay(hold, cancellationToken);
        }

        return Spoil(rule, reply);
    }

    private FaultRule? RuleFor(EmulatorRequest request)
    {
        if (request.Header("x-emulator-fault") is { } inline)
            return FaultRule.Parse($"[{inline}]")[0];
        if (request.Path is ["__emulator", ..])
            return null;
        lock (gate)
            return rules.Find(r => r.Strikes(request));
    }

    private Reply Refusal(FaultRule rule, int status)
    {
        JsonNode body = status == 429
            ? new JsonObject { ["error_code"] = "429050", ["message"] = "Too many requests" }
            : new JsonObject { ["title"] = "Service error", ["status"] = status, ["detail"] = "The service is not available at the moment." };
        var reply = new Reply(status, body);
        if (rule.Number("retryAfter") is { } seconds)
            return reply.With("Retry-After", seconds.ToString(CultureInfo.InvariantCulture));
        return rule.Number("retryAfterDate") is { } ahead
            ? reply.With("Retry-After", world.Time.GetUtcNow().AddSeconds(ahead).ToString("R", CultureInfo.InvariantCulture))
            : reply;
    }

    private static WireReply Spoil(FaultRule rule, WireReply reply)
    {
        if (rule.Text("cut") == "after")
            return reply with { Cut = true, Body = [], Status = 0 };
        if (rule.Text("body") is { } body)
            reply = Replaced(reply, Encoding.UTF8.GetBytes(body));
        if (rule.Flag("malformed"))
            reply = Replaced(reply, Encoding.UTF8.GetBytes("{\"id\": \"" + EmulatorWorld.NewUuid() + "\", \"etag\": "));
        if (rule.Flag("withoutId") && JsonNode.Parse(reply.Body) is { } answer)
            reply = Replaced(reply, Encoding.UTF8.GetBytes(WithoutId(answer).ToJsonString()));
        if (rule.Flag("truncate"))
            reply = reply with { Body = reply.Body[..(reply.Body.Length / 2)], Cut = true };
        return reply with
        {
            ContentType = rule.Text("contentType") ?? reply.ContentType,
            DripMilliseconds = rule.Number("dripMs") ?? 0,
        };
    }

    /// <summary>The answer without what says which object it is about, in the form of each service.</summary>
    private static JsonNode WithoutId(JsonNode answer)
    {
        // Catalog answers with a list of references.
        if (answer is not JsonObject body)
            return new JsonArray();
        foreach (var name in (ReadOnlySpan<string>)["id", "$id", "meta:altId"])
            body.Remove(name);
        return body;
    }

    private static WireReply Replaced(WireReply reply, byte[] body) => reply with { Body = body, AnnouncedLength = body.Length };

    private static WireReply Wire(Reply reply)
    {
        var body = reply.Body is null ? [] : Encoding.UTF8.GetBytes(reply.Body.ToJsonString());
        return new(reply.Status, reply.ContentType, reply.Headers, body, body.Length, Cut: false, 0);
    }
}
