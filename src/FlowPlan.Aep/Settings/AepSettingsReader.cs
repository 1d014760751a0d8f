using System.Globalization;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Settings;

/// <summary>Reads the settings from the process's environment variables, and reports all errors at once.</summary>
public static class AepSettingsReader
{
    /// <summary>Reads the settings.</summary>
    /// <param name="processEnvironment">The environment variables by name.</param>
    /// <param name="target">The URL to use for the platform and the identity service; null for Adobe's own.</param>
    /// <param name="sandbox">The sandbox's name.</param>
    /// <returns>The settings, or errors FP3001 to FP3004 and FP3052.</returns>
    public static Outcome<AepSettings> Read(IReadOnlyDictionary<string, string> processEnvironment, Uri? target, string sandbox)
    {
        var found = new DiagnosticBag();
        string? Get(string name) =>
            processEnvironment.TryGetValue(name, out var text) && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

        var organization = Get("FLOWPLAN_ORG_ID");
        if (organization is null)
            found.Add(SettingsDiagnostics.Missing("FLOWPLAN_ORG_ID", "the organization ID, such as 1234@AdobeOrg"));
        var credentials = ReadCredentials(Get, found);
        var apiKey = Get("FLOWPLAN_API_KEY") ?? Get("FLOWPLAN_CLIENT_ID");
        if (apiKey is null && credentials is AepCredentials.AccessToken)
            found.Add(SettingsDiagnostics.Missing("FLOWPLAN_API_KEY", "the API key (client ID) for which the access token was created"));
        if (string.IsNullOrWhiteSpace(sandbox))
            found.Add(SettingsDiagnostics.SandboxMissing());

        TimeSpan? Seconds(string name, int max)
        {
            if (Get(name) is not { } text)
                return null;
            if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds >= 0.01 && seconds <= max)
                return TimeSpan.FromSeconds(seconds);
            found.Add(SettingsDiagnostics.NotSeconds(name, max));
            return null;
        }

        var platform = target ?? AepSettings.DefaultPlatformUri;
        var ims = target ?? AepSettings.DefaultImsUri;
        if (Get("FLOWPLAN_IMS_URL") is { } given)
        {
            if (Uri.TryCreate(given, UriKind.Absolute, out var parsed))
                ims = parsed;
            else
                found.Add(SettingsDiagnostics.NotAUrl());
        }

        var retry = new RetrySettings();
        if (Get("FLOWPLAN_MAX_ATTEMPTS") is { } attempts)
        {
            if (int.TryParse(attempts, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 20)
                retry = retry with { MaxAttempts = number };
            else
                found.Add(SettingsDiagnostics.NotANumber("FLOWPLAN_MAX_ATTEMPTS", 1, 20));
        }

        if (Seconds("FLOWPLAN_RETRY_DELAY", 60) is { } delay)
            retry = retry with { BaseDelay = delay, MaxDelay = delay > retry.MaxDelay ? delay : retry.MaxDelay };
        if (Seconds("FLOWPLAN_CALL_TIMEOUT", 3600) is { } timeout)
            retry = retry with { AttemptTimeout = timeout, TotalTimeout = timeout > retry.TotalTimeout ? timeout : retry.TotalTimeout };
        if (Seconds("FLOWPLAN_RETRY_TIMEOUT", 86400) is { } total)
            retry = retry with { TotalTimeout = total };

        // At an address of this machine is an emulator, whose flows say themselves when they are live.
        var flowDelay = Seconds("FLOWPLAN_FLOW_DELAY", 3600) ?? (platform is { IsAbsoluteUri: true, IsLoopback: true } ? TimeSpan.Zero : AepSettings.DefaultFlowDelay);
        CheckUri(platform, "the target URL", found);
        if (ims != platform)
            CheckUri(ims, "FLOWPLAN_IMS_URL", found);
        if (found.HasErrors)
            return Outcome<AepSettings>.Failed(found);
        return Outcome<AepSettings>.Of(
            new AepSettings
            {
                PlatformUri = WithSlash(platform),
                ImsUri = WithSlash(ims),
                Organization = organization!,
                Sandbox = sandbox,
                ApiKey = apiKey!,
                Credentials = credentials!,
                Retry = retry,
                FlowDelay = flowDelay,
                MappingSetsPath = Get("FLOWPLAN_MAPPING_SETS_PATH") ?? AepSettings.ConversionMappingSetsPath,
            },
            found);
    }

    /// <summary>Whether credentials may be sent to the URL: over TLS, or unencrypted on this machine.</summary>
    internal static bool IsSafe(Uri uri) =>
        uri.IsAbsoluteUri && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));

    private static AepCredentials? ReadCredentials(Func<string, string?> get, DiagnosticBag found)
    {
        if (get("FLOWPLAN_ACCESS_TOKEN") is { } token)
            return new AepCredentials.AccessToken(new(token));
        var (id, secret, scopes) = (get("FLOWPLAN_CLIENT_ID"), get("FLOWPLAN_CLIENT_SECRET"), get("FLOWPLAN_SCOPES"));
        if (id is null && secret is null && scopes is null)
        {
            found.Add(SettingsDiagnostics.NoCredentials());
            return null;
        }

        if (id is null)
            found.Add(SettingsDiagnostics.Missing("FLOWPLAN_CLIENT_ID", "the client ID of the OAuth server-to-server credential"));
        if (secret is null)
            found.Add(SettingsDiagnostics.Missing("FLOWPLAN_CLIENT_SECRET", "the client secret of the OAuth server-to-server credential"));
        if (scopes is null)
            found.Add(SettingsDiagnostics.Missing("FLOWPLAN_SCOPES", "the scopes of the credential, separated by commas"));
        return id is null || secret is null || scopes is null ? null : new AepCredentials.ServerToServer(id, new(secret), scopes);
    }

    private static void CheckUri(Uri uri, string what, DiagnosticBag found)
    {
        if (!IsSafe(uri))
            found.Add(SettingsDiagnostics.NotEncrypted(uri, what));
        if (uri.IsAbsoluteUri && uri.UserInfo.Length > 0)
            found.Add(SettingsDiagnostics.HoldsCredentials(what));
    }

    private static Uri WithSlash(Uri uri) =>
        uri.AbsolutePath.EndsWith('/') ? uri : new UriBuilder(uri) { Path = uri.AbsolutePath + "/" }.Uri;
}
