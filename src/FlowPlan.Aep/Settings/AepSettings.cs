using System.Reflection;

namespace FlowPlan.Aep.Settings;

/// <summary>The services' URLs, the credentials, and how calls are made.</summary>
public sealed record AepSettings
{
    /// <summary>The path of mapping sets in the Data Prep API's description.</summary>
    public const string ConversionMappingSetsPath = "data/foundation/conversion/mappingSets";

    /// <summary>The path of mapping sets in the streaming tutorial, with an older format of the body.</summary>
    public const string TutorialMappingSetsPath = "data/foundation/mappingSets";

    /// <summary>The default URL of the platform.</summary>
    public static Uri DefaultPlatformUri { get; } = new("https://platform.adobe.io/");

    /// <summary>The default URL of the identity service.</summary>
    public static Uri DefaultImsUri { get; } = new("https://ims-na1.adobelogin.com/");

    /// <summary>How long Adobe says that a new flow takes until it accepts data.</summary>
    public static TimeSpan DefaultFlowDelay { get; } = TimeSpan.FromMinutes(5);

    /// <summary>The URL of the platform, ending in a slash.</summary>
    public Uri PlatformUri { get; init; } = DefaultPlatformUri;

    /// <summary>The URL of the identity service that issues tokens, ending in a slash.</summary>
    public Uri ImsUri { get; init; } = DefaultImsUri;

    /// <summary>The organization ID, sent as <c>x-gw-ims-org-id</c>.</summary>
    public required string Organization { get; init; }

    /// <summary>The sandbox's name, sent as <c>x-sandbox-name</c>.</summary>
    public required string Sandbox { get; init; }

    /// <summary>Sent as <c>x-api-key</c>.</summary>
    public required string ApiKey { get; init; }

    /// <summary>The credentials.</summary>
    public required AepCredentials Credentials { get; init; }

    /// <summary>The path of mapping sets relative to <see cref="PlatformUri"/>; with the tutorial's path, bodies are sent in the tutorial's format.</summary>
    public string MappingSetsPath
    {
        get;
        init => field = value.Trim('/');
    } = ConversionMappingSetsPath;

    /// <summary>Where the inlets are reached instead of at their own host, as for those of an emulator in this process; null for their own.</summary>
    public Uri? InletUri { get; init; }

    /// <summary>How long a new flow takes until it accepts data.</summary>
    public TimeSpan FlowDelay { get; init; } = DefaultFlowDelay;

    /// <summary>The size limit of a response, in bytes after decompression.</summary>
    public long MaxResponseBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>How many calls may run at the same time, and so how many connections are opened to a host.</summary>
    public int Parallelism { get; init; } = 8;

    /// <summary>How often and how long calls are tried.</summary>
    public RetrySettings Retry { get; init; } = new();

    /// <summary>Sent as <c>User-Agent</c>.</summary>
    public string UserAgent { get; } = "FlowPlan/" + Version;

    /// <summary>The version of this assembly, without the commit that a build may add.</summary>
    private static string Version =>
        (typeof(AepSettings).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[0];
}
