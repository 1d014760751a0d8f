using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State.Engines;

namespace FlowPlan.State.Locations;

/// <summary>Where the state is, as the manifest or <c>FLOWPLAN_STATE</c> says.</summary>
/// <param name="Scheme">The part before the colon, such as <c>postgres</c>; <c>file</c> for files beside the manifest.</param>
/// <param name="Url">The whole URL; null for files beside the manifest, and for <c>http</c> with the address in <c>TF_HTTP_ADDRESS</c>.</param>
public sealed record StateLocation(string Scheme, Uri? Url)
{
    /// <summary>Files beside the manifest.</summary>
    public static StateLocation File { get; } = new("file", null);

    /// <summary>The address that Terraform's variables name.</summary>
    public static StateLocation Http { get; } = new("http", null);

    /// <summary>The schemes that <c>StateStoreFactory</c> knows, besides <c>file</c>.</summary>
    public static IReadOnlyList<string> Schemes { get; } = ["postgres", "s3", "azblob", "https", "http"];

    /// <summary>Whether the state is in files beside the manifest.</summary>
    public bool IsFile => Scheme == File.Scheme;

    /// <summary>The URL without user, password and query, for messages.</summary>
    public string Text => Url is null ? Scheme : RedactedUrl.Of(Url);

    /// <summary>
    /// What <c>state</c> in a manifest says for it: the URL without a user. The parameters of the engines that have some are settings; what a server of
    /// HTTP is given in the query may be a token, and is left out.
    /// </summary>
    public string Setting => Url is null ? Scheme : Text + (HasHiddenQuery ? string.Empty : Url.Query);

    /// <summary>Whether <see cref="Setting"/> lacks the query, which only who gave it knows.</summary>
    public bool HasHiddenQuery => Scheme is "http" or "https" && Url?.Query.Length > 0;

    /// <summary>Whether a URL names a password, which belongs in the environment.</summary>
    public bool HasPassword => Url?.UserInfo.Contains(':', StringComparison.Ordinal) == true;

    /// <summary>Whether a text is neither a location nor meant to be one, but the path of a folder.</summary>
    public static bool IsFolder(string text) => text is not ("" or "file" or "http") && !text.Contains("://", StringComparison.Ordinal);

    /// <summary>The same as <see cref="Text"/>: nothing that is printed shows a credential.</summary>
    public override string ToString() => Text;

    /// <summary>Reads a location.</summary>
    /// <param name="text">The text.</param>
    /// <param name="span">Where it stands.</param>
    /// <exception cref="DiagnosticException">It is not a location.</exception>
    public static StateLocation Parse(string text, SourceSpan span)
    {
        if (text is "file" or "")
            return File;
        if (text == Http.Scheme)
            return Http;
        if (!text.Contains("://", StringComparison.Ordinal) || !Uri.TryCreate(text, UriKind.Absolute, out var url))
            throw Invalid(span, "the location of the state is not a URL");
        var scheme = url.Scheme == "postgresql" ? "postgres" : url.Scheme;
        if (!Schemes.Contains(scheme))
            throw Invalid(span, $"the state cannot be kept at '{scheme}://'");
        return new(scheme, url);
    }

    // The text itself is not quoted: it may contain a password.
    private static DiagnosticException Invalid(SourceSpan span, string why) => new(Diagnostic.Of(
        EngineDescriptors.LocationInvalid, why, span with { Hidden = true }, $"use 'file', 'http' (with TF_HTTP_ADDRESS), or a URL that begins with {string.Join(" or ", Schemes.Select(s => s + "://"))}"));
}
