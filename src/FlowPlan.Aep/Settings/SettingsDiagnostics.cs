using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Settings;

/// <summary>Diagnostics for the settings: FP3001 to FP3004, FP3052.</summary>
internal static class SettingsDiagnostics
{
    public static Diagnostic Missing(string variable, string meaning) =>
        Diagnostic.Of(SettingsDescriptors.SettingMissing, $"{variable} is not set.", help: $"Set {variable} to {meaning}.");

    public static Diagnostic NoCredentials() =>
        Diagnostic.Of(
            SettingsDescriptors.SettingMissing,
            "No credentials are set.",
            help: "Set FLOWPLAN_CLIENT_ID, FLOWPLAN_CLIENT_SECRET and FLOWPLAN_SCOPES for OAuth server-to-server, or FLOWPLAN_ACCESS_TOKEN and FLOWPLAN_API_KEY for an existing token.");

    public static Diagnostic SandboxMissing() =>
        Diagnostic.Of(SettingsDescriptors.SettingMissing, "The sandbox is not set.", help: "Set the sandbox of the environment in the manifest under environments.");

    public static Diagnostic NotAUrl() =>
        Diagnostic.Of(SettingsDescriptors.InvalidUrl, "FLOWPLAN_IMS_URL is not an absolute URL.", help: "Use a full URL, such as https://ims-na1.adobelogin.com/.");

    public static Diagnostic NotANumber(string what, int min, int max) =>
        Diagnostic.Of(SettingsDescriptors.InvalidNumber, $"{what} is not a number from {min} to {max}.", help: "Correct it, or unset it.");

    public static Diagnostic NotSeconds(string what, int max) =>
        Diagnostic.Of(SettingsDescriptors.InvalidNumber, $"{what} is not a number of seconds from 0.01 to {max}.", help: "Correct it, or unset it.");

    public static Diagnostic HoldsCredentials(string what) =>
        Diagnostic.Of(
            SettingsDescriptors.CredentialsInUrl,
            $"{what} contains a user name or password, which would be shown wherever the URL is shown.",
            help: "Remove the part before the @; FlowPlan sends only the platform's own credentials.");

    public static Diagnostic NotEncrypted(Uri uri, string what) =>
        Diagnostic.Of(
            SettingsDescriptors.UnencryptedUrl,
            $"{what} would send credentials unencrypted to {(uri.IsAbsoluteUri ? uri.Host : "a relative address")}.",
            help: "Use https. Plain http is allowed on this machine (localhost) only.");
}
