using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FlowPlan.Emulator.Json;

/// <summary>Masks secrets before an object is stored and before a body is logged. A value is a secret when its name says so.</summary>
internal static partial class SecretMasking
{
    /// <summary>The mask that replaces a secret in an object.</summary>
    public const string Masked = "******";

    /// <summary>The text that replaces a value whose digest is not logged either.</summary>
    public const string Redacted = "(redacted)";

    /// <summary>Whether a value with that name, or at that path, is a secret.</summary>
    public static bool IsSecret(string name) => Names().IsMatch(name) || name.Split('/')[^1].Equals("key", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// A body for the request log. Each secret is replaced with the first digits of its SHA-256, so that a test can tell
    /// which secret was sent.
    /// </summary>
    public static string Redact(byte[] body)
    {
        var text = Encoding.UTF8.GetString(body);
        if (!Names().IsMatch(text) && !text.Contains("key\"", StringComparison.OrdinalIgnoreCase))
            return text;
        try
        {
            return Replace(JsonNode.Parse(text), secret: false)?.ToJsonString() ?? text;
        }
        catch (JsonException)
        {
            return Redacted;
        }
    }

    /// <summary>The text that replaces a secret in the log.</summary>
    public static string DigestOf(string secret) =>
        $"(redacted: {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)))[..8]})";

    private static JsonNode? Replace(JsonNode? node, bool secret) => node switch
    {
        // In a JSON Patch operation, the path names the value.
        JsonObject patch when patch.Text("path") is { } path && patch.ContainsKey("value") =>
            new JsonObject(patch.Select(e => KeyValuePair.Create(e.Key, Replace(e.Value, secret || (e.Key == "value" && IsSecret(path)))))),
        JsonObject map => new JsonObject(map.Select(e => KeyValuePair.Create(e.Key, Replace(e.Value, secret || IsSecret(e.Key))))),
        JsonArray list => new JsonArray([.. list.Select(i => Replace(i, secret))]),
        JsonValue value when secret => JsonValue.Create(DigestOf(value.ToString())),
        _ => node?.DeepClone(),
    };

    [GeneratedRegex("password|passphrase|secret|token|credential|(private|account|access|api|shared|encryption)_?key|service_?account|connection_?string|sas_?uri", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Names();
}
