using FlowPlan.Aep.Http;
using FlowPlan.Aep.Settings;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Tests.Support;

/// <summary>Settings and providers for tests.</summary>
internal static class Providers
{
    public const string Token = "canary-token-7d1f";
    public const string ClientSecret = "canary-client-secret-93ab";

    public static AepSettings Settings(Uri uri) => new()
    {
        PlatformUri = uri,
        ImsUri = uri,
        Organization = "0123@AdobeOrg",
        Sandbox = "dev",
        ApiKey = "api-key",
        Credentials = new AepCredentials.AccessToken(new(Token)),
        Retry = new() { MaxAttempts = 4, AttemptTimeout = TimeSpan.FromHours(8), TotalTimeout = TimeSpan.FromHours(24) },
    };

    public static AepCredentials ServerToServer { get; } =
        new AepCredentials.ServerToServer("client-id", new(ClientSecret), "openid,AdobeID");

    public static AepProvider Create(AepSettings settings, TimeProvider? time = null, IHttpTrace? trace = null) =>
        AepProvider.Create(settings, time ?? new VirtualTime(), trace);

    /// <summary>The fields of a small flow service object, to be created where only the call matters.</summary>
    public static CreateRequest SourceConnection { get; } = new(
        new("sourceConnection", "a"),
        "test",
        Value.Map.Of(("name", Value.Of("A")), ("baseConnectionId", Value.Of("b")), ("spec", Value.Map.Of(("id", Value.Of("s")), ("version", Value.Of("1.0"))))));

    public const string Created = """{"id": "made", "etag": "\"e1\""}""";

    public const string EmptyList = """{"items": [], "_links": {}}""";
}
