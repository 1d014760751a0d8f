using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Settings;

/// <summary>What can be wrong with settings and credentials.</summary>
public static class SettingsDescriptors
{
    /// <summary>FP3001: an environment variable, the credentials or the sandbox are missing.</summary>
    public static readonly DiagnosticDescriptor SettingMissing = new(
        "FP3001", Severity.Error, DiagnosticCategory.Platform, "an environment variable, the credentials or the sandbox are missing", "set what the message names");

    /// <summary>FP3002: `FLOWPLAN_IMS_URL` is not an absolute URL.</summary>
    public static readonly DiagnosticDescriptor InvalidUrl = new(
        "FP3002", Severity.Error, DiagnosticCategory.Platform, "`FLOWPLAN_IMS_URL` is not an absolute URL", "write it in full");

    /// <summary>FP3003: a URL would send credentials unencrypted.</summary>
    public static readonly DiagnosticDescriptor UnencryptedUrl = new(
        "FP3003", Severity.Error, DiagnosticCategory.Platform, "a URL would send credentials unencrypted", "use https; http is accepted for this machine only");

    /// <summary>FP3004: a setting is not a number in its range.</summary>
    public static readonly DiagnosticDescriptor InvalidNumber = new(
        "FP3004", Severity.Error, DiagnosticCategory.Platform, "a setting is not a number in its range", "correct or unset it");

    /// <summary>FP3052: a URL contains a user name or password.</summary>
    public static readonly DiagnosticDescriptor CredentialsInUrl = new(
        "FP3052", Severity.Error, DiagnosticCategory.Platform, "a URL contains a user name or password", "remove it");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        SettingMissing,
        InvalidUrl,
        UnencryptedUrl,
        InvalidNumber,
        CredentialsInUrl,
    ];
}
