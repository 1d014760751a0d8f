using System.Text.RegularExpressions;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Kinds.Schemas;

/// <summary>The two ids of a schema: its <c>$id</c>, a URL, and its <c>meta:altId</c>.</summary>
internal static partial class SchemaIds
{
    /// <summary>Either id.</summary>
    public static IdFormat Format { get; } =
        new("https://ns.adobe.com/<tenant>/schemas/… or _<tenant>.schemas.…", text => Pattern().IsMatch(text));

    /// <summary>An id rather than a title.</summary>
    public static bool IsId(string text) =>
        text.StartsWith("https://", StringComparison.Ordinal)
        || text.StartsWith("http://", StringComparison.Ordinal)
        || (text.StartsWith('_') && text.Contains(".schemas.", StringComparison.Ordinal));

    [GeneratedRegex(@"^(https?://.+|_[^.\s]+\.[^\s]+)\z")]
    private static partial Regex Pattern();
}
