using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.State.Encryption;

/// <summary>What can be wrong with encryption at rest.</summary>
public static class EncryptionDescriptors
{
    /// <summary>FP6501: an encryption key is not valid.</summary>
    public static readonly DiagnosticDescriptor KeyInvalid = new(
        "FP6501", Severity.Error, DiagnosticCategory.State, "an encryption key is not 32 bytes in base64", "generate one with `openssl rand -base64 32`");

    /// <summary>FP6502: a document is encrypted with a key that is not set.</summary>
    public static readonly DiagnosticDescriptor KeyMissing = new(
        "FP6502", Severity.Error, DiagnosticCategory.State, "a lockfile, journal or saved plan is encrypted with a key that is not set", "set `FLOWPLAN_ENCRYPTION_KEY`, or add the key to `FLOWPLAN_ENCRYPTION_OLD_KEYS`");

    /// <summary>FP6503: a document is encrypted in a format of a newer FlowPlan.</summary>
    public static readonly DiagnosticDescriptor FormatNewer = new(
        "FP6503", Severity.Error, DiagnosticCategory.State, "a lockfile, journal or saved plan was encrypted by a newer FlowPlan", "use that version");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } = [KeyInvalid, KeyMissing, FormatNewer];
}
