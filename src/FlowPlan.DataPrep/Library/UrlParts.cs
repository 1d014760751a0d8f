using System.Globalization;

namespace FlowPlan.DataPrep.Library;

/// <summary>A URL in its parts, which stay as they are written.</summary>
internal sealed record UrlParts(string Protocol, string Host, int? Port, string Path, string Query, string Anchor)
{
    /// <summary>The parts of a URL; null where it is not one.</summary>
    public static UrlParts? Of(string? url)
    {
        var colon = url?.IndexOf("://", StringComparison.Ordinal) ?? -1;
        if (url is null || colon < 1 || !char.IsAsciiLetter(url[0]) || !url.AsSpan(0, colon).ToString().All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.') || url.Contains(' ', StringComparison.Ordinal))
            return null;
        var rest = url[(colon + 3)..];
        var (beforeAnchor, anchor) = Cut(rest, '#');
        var (beforeQuery, query) = Cut(beforeAnchor, '?');
        var slash = beforeQuery.IndexOf('/', StringComparison.Ordinal);
        var authority = slash < 0 ? beforeQuery : beforeQuery[..slash];
        var path = slash < 0 ? "" : beforeQuery[slash..];
        var (host, portText) = Cut(authority[(authority.LastIndexOf('@') + 1)..], ':');
        int? port = null;
        if (portText.Length > 0)
        {
            if (!ushort.TryParse(portText, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return null;
            port = number;
        }

        return host.Length == 0 ? null : new(url[..colon].ToLowerInvariant(), host, port, path, query, anchor);
    }

    private static (string Before, string After) Cut(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is var index and >= 0 ? (text[..index], text[(index + 1)..]) : (text, "");
}
