using System.Globalization;
using System.Text.Json;
using FlowPlan.State.Transport;

namespace FlowPlan.State.AzureBlob.Credentials;

/// <summary>An access token.</summary>
/// <param name="Value">The token.</param>
/// <param name="End">When it expires.</param>
internal sealed record AzureToken(string Value, DateTimeOffset End)
{
    /// <summary>The service that the tokens are for, in all clouds.</summary>
    public const string Resource = "https://storage.azure.com/";

    /// <summary>Without the token, wherever it is printed.</summary>
    public override string ToString() => "access token";

    /// <summary>Reads a token, as services and programs give it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">The name of the token in it.</param>
    /// <param name="source">Who gave it, for the message.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="CredentialException">It has no token.</exception>
    public static AzureToken Read(ReadOnlyMemory<byte> text, string name, string source, DateTimeOffset now)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var token = document.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
            if (!string.IsNullOrEmpty(token) && EndOf(document.RootElement, now) is { } end)
                return new(token, end);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            // The cause is left out: it may quote a part of the answer.
            throw Unreadable(source);
        }

        throw Unreadable(source);
    }

    private static CredentialException Unreadable(string source) => new($"{source} gave an answer without an access token");

    /// <summary>When a token expires: a time since 1970, a time from now, or a time of this machine's zone.</summary>
    private static DateTimeOffset? EndOf(JsonElement answer, DateTimeOffset now)
    {
        if (Number("expires_on") is { } time)
            return DateTimeOffset.FromUnixTimeSeconds(time);
        if (Number("expires_in") is { } seconds)
            return now.AddSeconds(seconds);
        return answer.TryGetProperty("expiresOn", out var text) && DateTimeOffset.TryParse(text.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var end) ? end : null;

        long? Number(string key) => !answer.TryGetProperty(key, out var value)
            ? null
            : value.ValueKind switch
            {
                JsonValueKind.Number => value.TryGetInt64(out var number) ? number : null,
                JsonValueKind.String => long.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
                _ => null,
            };
    }
}
