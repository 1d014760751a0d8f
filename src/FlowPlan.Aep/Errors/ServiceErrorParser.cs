using System.Net.Http.Headers;
using System.Text.Json;
using FlowPlan.Aep.Http;
using FlowPlan.Aep.Json;

namespace FlowPlan.Aep.Errors;

/// <summary>
/// Reads the error envelopes: the gateway's <c>{error_code, message}</c>, the problem of Schema Registry, Flow Service's, the
/// streaming inlet's, and the identity service's <c>{error, error_description}</c>.
/// </summary>
internal static class ServiceErrorParser
{
    private const int LongestMessage = 1000;

    /// <summary>Reads an error; a body that is none of the envelopes gives an error without code and message.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The body.</param>
    /// <param name="headers">The headers, where there are any.</param>
    /// <param name="clean">Takes secrets out of a text: before it is cut, for half a secret is not found.</param>
    public static ServiceError Parse(int status, ReadOnlyMemory<byte> body, HttpResponseHeaders? headers, Func<string, string>? clean = null)
    {
        var error = Read(status, body, headers is null ? null : RequestIds.Of(headers));
        string? Fit(string? text) => text is null ? null : Tame(clean is null ? text : clean(text));
        return error with { Code = Fit(error.Code), Message = Fit(error.Message), RequestId = Fit(error.RequestId) };
    }

    private static ServiceError Read(int status, ReadOnlyMemory<byte> body, string? requestId)
    {
        try
        {
            return Read(status, JsonText.Parse(body), requestId);
        }
        catch (JsonException)
        {
            // A proxy's page of HTML, or nothing: the status says all there is to say.
            return new(status, null, null, requestId);
        }
    }

    private static ServiceError Read(int status, JsonElement root, string? requestId)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return new(status, null, null, requestId);
        var report = root.TryGetProperty("report", out var found) && found.ValueKind == JsonValueKind.Object ? found : default;
        var message = Text(root, "detail")
            ?? Text(root, "errorMessage")
            ?? Text(report, "detailed-message")
            ?? Text(report, "message")
            ?? Text(root, "message")
            ?? Text(root, "error_description")
            ?? Text(root, "title")
            ?? Text(root, "error");
        return new(
            status,
            CodeOf(Text(root, "type")) ?? Text(root, "error_code") ?? Text(root, "errorCode") ?? Text(root, "error"),
            message,
            requestId ?? Text(report, "request-id") ?? Text(report, "registryRequestId") ?? Text(root, "request_id"));
    }

    private static string? CodeOf(string? type)
    {
        var at = type?.LastIndexOf("/errors/", StringComparison.Ordinal) ?? -1;
        return at < 0 ? null : type![(at + "/errors/".Length)..];
    }

    /// <summary>A text or number as text; empty counts as absent.</summary>
    private static string? Text(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var value))
            return null;
        return value.ValueKind switch
        {
            JsonValueKind.String when value.GetString() is { Length: > 0 } text => text,
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
    }

    /// <summary>One line without control characters, so that an answer cannot write escape sequences to a terminal, and no longer than a screen.</summary>
    private static string Tame(string message)
    {
        var line = string.Concat(message.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return line.Length <= LongestMessage ? line : string.Concat(line.AsSpan(0, LongestMessage), "…");
    }
}
