using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;

namespace FlowPlan.Emulator.Services.Streaming;

/// <summary>Validation on request, before a message is acknowledged: for single messages, and for a limited number of requests per minute.</summary>
internal sealed class SynchronousValidation(EmulatorContext emulator)
{
    private readonly Dictionary<string, (long Minute, int Count)> used = new(StringComparer.Ordinal);

    public static bool IsRequested(EmulatorRequest request) =>
        request.QueryValue("syncValidation") == "true" || request.QueryValue("synchronousValidation") == "true";

    /// <summary>Counts a request.</summary>
    /// <exception cref="ErrorReplyException">Validation is not offered, or the inlet has had too many requests with it.</exception>
    public void Take(Inlet inlet)
    {
        if (!emulator.Settings.SynchronousValidation)
            throw StreamingErrors.Of(501, "inlet", "Not implemented", "Synchronous validation is not available at this location.");
        var minute = emulator.Now / 60_000;
        var count = used.TryGetValue(inlet.Id, out var last) && last.Minute == minute ? last.Count : 0;
        if (count >= emulator.Settings.SynchronousValidationsPerMinute)
            throw StreamingErrors.TooManyRequests("Too many requests with synchronous validation.", retryAfterSeconds: (int)(60 - (emulator.Now / 1000 % 60)));
        used[inlet.Id] = (minute, count + 1);
    }

    /// <summary>What a response says of a message that passed.</summary>
    public static JsonObject Passed(Inlet inlet) => inlet.IsXdm ? new() { ["status"] = "pass" } : new() { ["skipped"] = true };
}
