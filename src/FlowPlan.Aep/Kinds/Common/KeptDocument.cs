using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FlowPlan.Aep.Json;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Common;

/// <summary>
/// A JSON file beside the manifest with something that was read from a service, to check the manifest against it without a call. Its hash
/// tells when somebody else than FlowPlan wrote it; line ends and spaces do not count.
/// </summary>
internal static class KeptDocument
{
    private const string HashKey = "sha256";
    private const long MaxBytes = 32L * 1024 * 1024;

    /// <summary>The text of the file: sorted keys, and the hash of the others among them.</summary>
    public static string Write(Value.Map content) => ValueJson.ToJson(content.With(HashKey, Value.Of(HashOf(content))), indented: true) + "\n";

    /// <summary>The hash of a content.</summary>
    public static string HashOf(Value.Map content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ValueJson.ToJson(content))));

    /// <summary>What a file holds; null where it is not there, or cannot be used, which is said.</summary>
    /// <param name="source">Where files come from.</param>
    /// <param name="folder">The folder of the manifest.</param>
    /// <param name="file">The path below it.</param>
    /// <param name="fault">What is wrong with the file; null for nothing.</param>
    public static Value.Map? Read(IManifestSource source, string folder, string file, out string? fault)
    {
        fault = null;
        var path = Path.Combine(folder, file);
        if (!source.IsFile(path))
            return null;
        try
        {
            if (!source.MayRead(folder, path))
                fault = "it leads out of the folder of the manifest";
            else if (source.Read(path, MaxBytes) is not { } bytes)
                fault = "it is larger than 32 MB";
            else if (ValueJson.Read(JsonText.Parse(bytes)) is not Value.Map document)
                fault = "it is not a JSON object";
            else if (document.Without(HashKey) is var content && document.TextOf(HashKey) != HashOf(content))
                fault = "its content does not match its sha256";
            else
                return content;
        }
        catch (JsonException)
        {
            fault = "it is not JSON";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            fault = $"it cannot be read: {failure.Message}";
        }

        return null;
    }
}
