namespace FlowPlan.State.Locations;

/// <summary>A URL as anybody may see it: user, password, query and fragment may hold a credential.</summary>
internal static class RedactedUrl
{
    /// <summary>Scheme, host, port and path.</summary>
    public static string Of(Uri url) => $"{url.Scheme}://{url.Host}{(url.IsDefaultPort ? string.Empty : $":{url.Port}")}{url.AbsolutePath}".TrimEnd('/');
}
