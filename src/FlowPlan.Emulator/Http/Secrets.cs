using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FlowPlan.Emulator.Http;

/// <summary>What the emulator does not keep: the values of whatever is called like a secret.</summary>
internal static partial class Secrets
{
    /// <summary>What stands in the place of a secret in an object.</summary>
    public const string Masked = "******";

    /// <summary>Whether something of that name, or at that path, is a secret.</summary>
    public static bool IsSecret(string name) => Names().IsMatch(name);

    /// <summary>
    /// A body as it is put into the log. In the place of a secret stand the first digits of its digest, so that a test can
    /// tell which one arrived.
    /// </summary>
    public static string ForLog(byte[] body)
    {
        var text = Encoding.UTF8.GetString(body);
        if (!Names().IsMatch(text))
            return text;
        try
        {
            return Replace(JsonNode.Parse(text), secret: false)?.ToJsonString() ?? text;
        }
        catch (System.Text.Json.JsonException)
        {
            return "(kept back)";
        }
    }

    /// <summary>What stands in the log in the place of a secret.</summary>
    public static string Mark(string secret) =>
        $"(kept back: {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)))[..8]})";

    private static JsonNode? Replace(JsonNode? node, bool secret) => node switch
    {
        // An operation of a JSON Patch names in its path what its value is.
        JsonObject patch when patch.Text("path") is { } path && patch.ContainsKey("value") =>
            new JsonObject(patch.Select(e => KeyValuePair.Create(e.Key, Replace(e.Value, secret || (e.Key == "value" && IsSecret(path)))))),
        JsonObject map => new JsonObject(map.Select(e => KeyValuePair.Create(e.Key, Replace(e.Value, secret || IsSecret(e.Key))))),
        JsonArray list => new JsonArray([.. list.Select(i => Replace(i, secret))]),
        JsonValue value when secret => JsonValue.Create(Mark(value.ToString())),
        _ => node?.DeepClone(),
    };

    [GeneratedRegex("password|passphrase|secret|token|credential|private_?key|account_?key|connection_?string|sas_?uri", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Names();
}
