using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FlowPlan.Aep.Http.Messages;
using FlowPlan.Aep.Json;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Errors;

/// <summary>
/// Reads the services' error formats: the gateway's <c>{error_code, message}</c>, those of Schema Registry, Flow Service and the
/// streaming inlet, and the identity service's <c>{error, error_description}</c>.
/// </summary>
internal static class ServiceErrorParser
{
    private const int MaxMessageLength = 1000;
    private const int MaxPolicies = 5;

    /// <summary>Reads an error; a body in another format gives an error without code and message.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The body.</param>
    /// <param name="headers">The headers, if there are any.</param>
    /// <param name="redact">Redacts secrets. It is applied before a text is truncated, because half a secret would not be recognized.</param>
    public static ServiceError Parse(int status, ReadOnlyMemory<byte> body, HttpResponseHeaders? headers, Func<string, string>? redact = null)
    {
        var error = Read(status, body, headers is null ? null : RequestIds.Of(headers));
        string? Fit(string? text) => text is null ? null : Sanitize(redact is null ? text : redact(text));
        return error with { Code = Fit(error.Code), Message = Fit(error.Message), RequestId = Fit(error.RequestId) };
    }

    private static ServiceError Read(int status, ReadOnlyMemory<byte> body, string? requestId)
    {
        try
        {
            return Read(status, JsonText.Parse(body.Span), requestId);
        }
        catch (JsonException)
        {
            // A proxy's HTML page, or nothing: only the status is known.
            return new(status, null, null, requestId);
        }
    }

    private static ServiceError Read(int status, JsonElement root, string? requestId)
    {
        var message = root.IdAt("detail")
            ?? root.IdAt("errorMessage")
            ?? root.IdAt("report", "detailed-message")
            ?? root.IdAt("report", "message")
            ?? root.IdAt("message")
            ?? root.IdAt("error_description")
            ?? root.IdAt("title")
            ?? root.IdAt("error");
        return new(
            status,
            CodeOf(root.IdAt("type")) ?? root.IdAt("error_code") ?? root.IdAt("errorCode") ?? root.IdAt("error") ?? root.IdAt("code"),
            WithPolicies(message, root),
            requestId ?? root.IdAt("report", "request-id") ?? root.IdAt("report", "registryRequestId") ?? root.IdAt("request_id"));
    }

    /// <summary>Adds the data usage policies that a change of labels violates.</summary>
    private static string? WithPolicies(string? message, JsonElement root)
    {
        var policies = root.ItemsAt("violations").SelectMany(v => v.ItemsAt("violatedPolicies")).Select(p => p.IdAt("name")).OfType<string>().Distinct().Take(MaxPolicies).ToList();
        return policies.Count == 0 ? message : $"{message ?? "policies are violated"}: {string.Join(", ", policies)}";
    }

    private static string? CodeOf(string? type)
    {
        var at = type?.LastIndexOf("/errors/", StringComparison.Ordinal) ?? -1;
        return at < 0 ? null : type![(at + "/errors/".Length)..];
    }

    /// <summary>
    /// One line of limited length without control and other invisible characters, so that a response cannot write escape
    /// sequences to a terminal or reorder its text.
    /// </summary>
    public static string Sanitize(string message)
    {
        var line = new StringBuilder(message.Length);
        foreach (var rune in message.EnumerateRunes())
            line.Append(InvisibleCharacters.Contains(rune) ? " " : rune.ToString());
        var text = line.ToString().Trim();
        if (text.Length <= MaxMessageLength)
            return text;
        var end = char.IsHighSurrogate(text[MaxMessageLength - 1]) ? MaxMessageLength - 1 : MaxMessageLength;
        return string.Concat(text.AsSpan(0, end), "…");
    }
}
