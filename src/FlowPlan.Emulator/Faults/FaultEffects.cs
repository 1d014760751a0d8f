using System.Globalization;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;

namespace FlowPlan.Emulator.Faults;

/// <summary>The responses that a fault rule sends in place of, or makes of, the response of a service.</summary>
internal static class FaultEffects
{
    /// <summary>The response that is sent without processing the request, or null when the request is processed.</summary>
    public static WireReply? Instead(FaultRule rule, DateTimeOffset now)
    {
        if (rule.Text("cut") == "before")
            return WireReply.Aborted;
        if (rule.Flag("hide"))
            return WireReply.From(new Reply(404, new JsonObject { ["title"] = "Resource not found", ["status"] = 404 }));
        return rule.Number("status") is { } status ? WireReply.From(Error(rule, status, now)) : null;
    }

    /// <summary>Corrupts the response of a service as the rule says.</summary>
    public static WireReply Corrupt(FaultRule rule, WireReply reply)
    {
        if (rule.Text("cut") == "after")
            return WireReply.Aborted;
        if (rule.Text("body") is { } body)
            reply = reply.WithBody(body);
        if (rule.Flag("malformed"))
            reply = reply.WithBody($$"""{"id": "{{Guid.NewGuid():D}}", "etag": """);
        if (rule.Flag("withoutId") && JsonNode.Parse(reply.Body) is { } json)
            reply = reply.WithBody(WithoutId(json).ToJsonString());
        if (rule.Flag("truncate"))
            reply = reply with { Body = reply.Body[..(reply.Body.Length / 2)], Cut = true };
        return reply with
        {
            ContentType = rule.Text("contentType") ?? reply.ContentType,
            Headers = rule.Text("contentEncoding") is { } encoding
                ? new Dictionary<string, string>(reply.Headers) { ["Content-Encoding"] = encoding }
                : reply.Headers,
            DripMilliseconds = rule.Number("dripMs") ?? 0,
        };
    }

    private static Reply Error(FaultRule rule, int status, DateTimeOffset now)
    {
        JsonNode body = status == 429
            ? new JsonObject { ["error_code"] = "429050", ["message"] = "Too many requests" }
            : new JsonObject { ["title"] = "Service error", ["status"] = status, ["detail"] = "The service is temporarily unavailable." };
        var reply = new Reply(status, body);
        if (rule.Number("retryAfter") is { } seconds)
            return reply.With("Retry-After", seconds.ToString(CultureInfo.InvariantCulture));
        return rule.Number("retryAfterDate") is { } ahead
            ? reply.With("Retry-After", now.AddSeconds(ahead).ToString("R", CultureInfo.InvariantCulture))
            : reply;
    }

    /// <summary>Removes what identifies the object, in the format of each service.</summary>
    private static JsonNode WithoutId(JsonNode response)
    {
        // Catalog returns a list of references.
        if (response is not JsonObject body)
            return new JsonArray();
        foreach (var name in (ReadOnlySpan<string>)["id", "$id", "meta:altId"])
            body.Remove(name);
        return body;
    }
}
