namespace FlowPlan.Aep.Settings;

/// <summary>Where the services are and as whom they are called.</summary>
public sealed record AepSettings
{
    /// <summary>The path of mapping sets in the Data Prep API's own description.</summary>
    public const string ConversionMappingSetsPath = "data/foundation/conversion/mappingSets";

    /// <summary>The path of mapping sets that the streaming tutorial posts to, in an older form of the body.</summary>
    public const string TutorialMappingSetsPath = "data/foundation/mappingSets";

    /// <summary>The platform that is called unless told otherwise.</summary>
    public static Uri DefaultPlatformUri { get; } = new("https://platform.adobe.io/");

    /// <summary>The identity service that is called unless told otherwise.</summary>
    public static Uri DefaultImsUri { get; } = new("https://ims-na1.adobelogin.com/");

    /// <summary>The platform, ending in a slash.</summary>
    public Uri PlatformUri { get; init; } = DefaultPlatformUri;

    /// <summary>The identity service that gives out tokens, ending in a slash.</summary>
    public Uri ImsUri { get; init; } = DefaultImsUri;

    /// <summary>The organization id, sent as <c>x-gw-ims-org-id</c>.</summary>
    public required string Organization { get; init; }

    /// <summary>The sandbox's name, sent as <c>x-sandbox-name</c>.</summary>
    public required string Sandbox { get; init; }

    /// <summary>Sent as <c>x-api-key</c>.</summary>
    public required string ApiKey { get; init; }

    /// <summary>As whom calls are made.</summary>
    public required AepCredentials Credentials { get; init; }

    /// <summary>Where mapping sets are, below <see cref="PlatformUri"/>; the tutorial's path makes the tutorial's form of the body be sent.</summary>
    public string MappingSetsPath { get; init; } = ConversionMappingSetsPath;

    /// <summary>The longest answer that is read, in bytes after decompression.</summary>
    public long MaxResponseBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>How often and how long calls are tried.</summary>
    public RetrySettings Retry { get; init; } = new();

    /// <summary>Sent as <c>User-Agent</c>.</summary>
    public string UserAgent { get; init; } = "FlowPlan/0.1";
}
