namespace FlowPlan.Aep.Http.Paging;

/// <summary>Resolves the link that a page gives to the next.</summary>
internal static class PageLink
{
    /// <summary>
    /// The link's path and query relative to the platform's URL, so that a path prefix of that URL is kept; a full URL as it is.
    /// Null if it is not a link.
    /// </summary>
    /// <param name="basePath">The service's path, without slashes at its ends.</param>
    /// <param name="link">The link: a full URL, or a path from the root of the host or of the service.</param>
    public static string? Resolve(string basePath, string link)
    {
        if (link.StartsWith("//", StringComparison.Ordinal) || (!link.StartsWith('/') && Uri.TryCreate(link, UriKind.Absolute, out _)))
            return link;
        var path = link.Split('?')[0];
        if (path.Split('/').Contains(".."))
            return null;
        var at = path.IndexOf($"/{basePath}/", StringComparison.Ordinal);
        return at >= 0 ? link[(at + 1)..] : $"{basePath}/{link.TrimStart('/')}";
    }
}
