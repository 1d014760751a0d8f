using System.Text;
using System.Text.Json;

namespace FlowPlan.Core.Manifests.Files;

/// <summary>What a file is that the user may have named in place of another.</summary>
public enum OwnFile
{
    /// <summary>None of those that FlowPlan writes, nor a manifest in JSON.</summary>
    Unknown,

    /// <summary>A manifest in JSON.</summary>
    Manifest,

    /// <summary>A plan that <c>plan --out</c> saved.</summary>
    SavedPlan,

    /// <summary>A lockfile or its backup.</summary>
    Lockfile,

    /// <summary>The journal of a command that is running or was interrupted.</summary>
    Journal,

    /// <summary>What tells who holds the lock.</summary>
    LockHolder,

    /// <summary>A saved plan or a lockfile that is encrypted.</summary>
    Encrypted,
}

/// <summary>Tells the files that FlowPlan writes from each other by their content.</summary>
public static class OwnFiles
{
    private const int ChecksumLength = 16;

    /// <summary>What a text is, by the keys of its root.</summary>
    public static OwnFile Recognize(string text)
    {
        var start = text.AsSpan().TrimStart(" \t\r\n\uFEFF");
        if (start.Length > ChecksumLength + 1 && start[ChecksumLength..].StartsWith(" {", StringComparison.Ordinal) && start[..ChecksumLength].IndexOfAnyExcept(Hexadecimal) < 0)
            return OwnFile.Journal;
        return start.StartsWith("{", StringComparison.Ordinal) ? OfKeys(Encoding.UTF8.GetBytes(start.ToString())) : OwnFile.Unknown;
    }

    private static ReadOnlySpan<char> Hexadecimal => "0123456789abcdef";

    private static OwnFile OfKeys(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 1000 });
        var seen = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
                    continue;
                seen.Add(reader.GetString()!);
                if (OfKeys(seen) is var found and not OwnFile.Unknown)
                    return found;
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Not JSON from here on, so that it is what its first keys say, if anything.
        }

        return OwnFile.Unknown;
    }

    private static OwnFile OfKeys(HashSet<string> keys)
    {
        if (keys.Contains("apiVersion"))
            return OwnFile.Manifest;
        if (keys.Contains("lineage") && keys.Contains("serial"))
            return OwnFile.Lockfile;
        if (keys.Contains("formatVersion") && (keys.Contains("binding") || keys.Contains("actions")))
            return OwnFile.SavedPlan;
        if (keys.Contains("flowplan") && keys.Contains("keyId"))
            return OwnFile.Encrypted;
        return keys.Contains("processId") && keys.Contains("since") ? OwnFile.LockHolder : OwnFile.Unknown;
    }
}
