using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.State.Encryption;

/// <summary>The findings about encryption at rest.</summary>
internal static class EncryptionDiagnostics
{
    /// <summary>A variable does not hold a key; its value is not shown.</summary>
    public static Diagnostic KeyInvalid(string variable) => Diagnostic.Of(
        EncryptionDescriptors.KeyInvalid,
        variable.EndsWith("KEYS", StringComparison.Ordinal) ? $"{variable} has a key that is not 32 bytes in base64" : $"{variable} is not 32 bytes in base64",
        help: "generate a key with 'openssl rand -base64 32'; old keys are separated by commas");

    /// <summary>The key of a document is not set.</summary>
    public static Diagnostic Locked(string where, DocumentKind kind, string keyId, bool hasKeys) => Diagnostic.Of(
        EncryptionDescriptors.KeyMissing,
        hasKeys ? $"{NameOf(kind)} is encrypted with key {Shown(keyId)}, which is not one of the keys that are set" : $"{NameOf(kind)} is encrypted with key {Shown(keyId)}, and no key is set",
        SourceSpan.OfFile(where),
        hasKeys
            ? "add that key to FLOWPLAN_ENCRYPTION_OLD_KEYS, or set FLOWPLAN_ENCRYPTION_KEY to it; a key is named by the first 8 hexadecimal digits of its SHA-256"
            : "set FLOWPLAN_ENCRYPTION_KEY to that key; a key is named by the first 8 hexadecimal digits of its SHA-256");

    /// <summary>A document is encrypted in a format that is not known.</summary>
    /// <param name="where">Where it is.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="version">The version of the format.</param>
    public static Diagnostic Newer(string where, DocumentKind kind, long version) => Diagnostic.Of(
        EncryptionDescriptors.FormatNewer,
        $"{NameOf(kind)} is encrypted in format version {version}; this FlowPlan reads up to {EncryptedText.Version}",
        SourceSpan.OfFile(where),
        "use the FlowPlan version that wrote it, or a newer one");

    private static string NameOf(DocumentKind kind) => kind switch
    {
        DocumentKind.Lockfile => "the lockfile",
        DocumentKind.Journal => "the journal of an interrupted run",
        _ => "the saved plan",
    };

    /// <summary>The ID comes from a file that anybody may have written.</summary>
    private static string Shown(string keyId) => keyId.Length <= 16 ? $"'{keyId}'" : $"'{keyId[..16]}…'";
}
