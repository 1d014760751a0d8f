using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State.Engines;
using FlowPlan.State.Locations;

namespace FlowPlan.State.Http;

/// <summary>A state behind Terraform's HTTP protocol: one address for one state.</summary>
/// <param name="State">Where the state is read and written.</param>
/// <param name="UpdateMethod">The method that writes it.</param>
/// <param name="Lock">The call that locks it.</param>
/// <param name="Unlock">The call that unlocks it.</param>
/// <param name="Credentials">How the server is told who asks.</param>
internal sealed record HttpAddress(Uri State, HttpMethod UpdateMethod, HttpEndpoint Lock, HttpEndpoint Unlock, HttpCredentials Credentials)
{
    private const string Help = "write https://host/path, or 'http' with the address in TF_HTTP_ADDRESS; user and password belong in TF_HTTP_USERNAME and TF_HTTP_PASSWORD";

    /// <summary>The URL without credentials and query.</summary>
    public string Location { get; } = RedactedUrl.Of(State);

    /// <summary>The same: the record's own text would show the query.</summary>
    public override string ToString() => Location;

    /// <summary>
    /// The address of a URL, or of <c>TF_HTTP_ADDRESS</c>. The other <c>TF_HTTP_*</c> addresses belong to that one, so that they are ignored
    /// when the URL is another. Without them, GitLab and Gitea are known by their paths; other servers are locked at the address itself.
    /// </summary>
    /// <exception cref="DiagnosticException">There is no address, or one is not valid.</exception>
    public static HttpAddress Of(Uri? url, IReadOnlyDictionary<string, string> environment)
    {
        var configured = environment.ValueOf("TF_HTTP_ADDRESS") is { } address ? Parse(address, "TF_HTTP_ADDRESS") : null;
        var given = url ?? configured ?? throw Invalid("TF_HTTP_ADDRESS is not set");
        var state = WithoutUser(given);
        var isConfigured = configured is null || WithoutUser(configured) == state;
        var credentials = HttpCredentials.Of(given, state.Host == (configured ?? state).Host ? environment : new Dictionary<string, string>());

        // POST and DELETE of /lock is what GitLab and Gitea document for Terraform.
        var isForge = state.AbsolutePath.Contains("/terraform/state/", StringComparison.Ordinal);
        var lockAddress = isForge ? new Uri(state.GetLeftPart(UriPartial.Path) + "/lock") : state;
        var (lockMethod, unlockMethod) = isForge ? ("POST", "DELETE") : ("LOCK", "UNLOCK");
        return new(
            state,
            Method("TF_HTTP_UPDATE_METHOD", "POST"),
            Endpoint("TF_HTTP_LOCK_ADDRESS", lockAddress, "TF_HTTP_LOCK_METHOD", lockMethod),
            Endpoint("TF_HTTP_UNLOCK_ADDRESS", lockAddress, "TF_HTTP_UNLOCK_METHOD", unlockMethod),
            credentials);

        HttpEndpoint Endpoint(string addressName, Uri otherwise, string methodName, string method)
        {
            var named = isConfigured && environment.ValueOf(addressName) is { } text ? WithoutUser(Parse(text, addressName)) : otherwise;
            return new(named, isConfigured ? Method(methodName, method) : new(method));
        }

        HttpMethod Method(string name, string otherwise)
        {
            try
            {
                return new(environment.ValueOf(name) ?? otherwise);
            }
            catch (FormatException)
            {
                throw Invalid($"{name} is not a method of HTTP");
            }
        }
    }

    private static Uri Parse(string text, string variable) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : throw Invalid($"{variable} is not an HTTP URL");

    private static Uri WithoutUser(Uri url) => url.UserInfo.Length == 0 ? url : new UriBuilder(url) { UserName = string.Empty, Password = string.Empty }.Uri;

    private static DiagnosticException Invalid(string why) =>
        EngineFaults.LocationInvalid("https://", $"the location of the state is not valid: {why}", Help);
}

/// <summary>A call to lock or unlock.</summary>
internal sealed record HttpEndpoint(Uri Url, HttpMethod Method)
{
    public override string ToString() => $"{Method} {RedactedUrl.Of(Url)}";
}
