using System.Globalization;
using System.Text.Json;
using FlowPlan.State.S3.Protocol;
using FlowPlan.State.Transport;

namespace FlowPlan.State.S3.Credentials;

/// <summary>Reads keys, as containers, instances and programs give them.</summary>
internal static class AwsKeysText
{
    /// <summary>Reads keys in JSON.</summary>
    /// <param name="text">The text.</param>
    /// <param name="token">The name of the session token.</param>
    /// <param name="source">Who gave them, for the message.</param>
    /// <exception cref="CredentialException">It has no keys.</exception>
    public static AwsKeys Read(ReadOnlyMemory<byte> text, string token, string source)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            string? Text(string name) => document.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
            return Of(Text("AccessKeyId"), Text("SecretAccessKey"), Text(token), Text("Expiration"), source);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw Unreadable(source);
        }
    }

    /// <summary>The keys of these texts.</summary>
    /// <exception cref="CredentialException">One is missing, or the time cannot be read.</exception>
    public static AwsKeys Of(string? id, string? secret, string? token, string? expiration, string source)
    {
        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(secret))
            throw Unreadable(source);
        DateTimeOffset? end = null;
        if (expiration is not null)
        {
            end = DateTimeOffset.TryParse(expiration, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : throw Unreadable(source);
        }

        return new(id, secret, string.IsNullOrEmpty(token) ? null : token, end);
    }

    // The cause is left out: it may quote a part of the answer.
    private static CredentialException Unreadable(string source) => new($"{source} gave an answer without access keys");
}
