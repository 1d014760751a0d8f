using System.Text.RegularExpressions;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Kinds;

/// <summary>The formats of ids, so that a wrong one is found before any call.</summary>
internal static partial class IdFormats
{
    /// <summary>The ids of Flow Service.</summary>
    public static IdFormat Uuid { get; } =
        new("of a UUID, such as a59d368a-1152-4673-a46e-bd52e8cdb9a9", text => Guid.TryParseExact(text, "D", out _));

    /// <summary>The ids of Schema Registry.</summary>
    public static IdFormat Schema { get; } =
        new("https://ns.adobe.com/<tenant>/schemas/… or _<tenant>.schemas.…", text => SchemaPattern().IsMatch(text));

    /// <summary>Ids of so many lower-case hexadecimal digits.</summary>
    public static IdFormat Hexadecimal(int length) => new(
        FormattableString.Invariant($"of {length} hexadecimal digits"),
        text => text.Length == length && text.All(c => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f'));

    [GeneratedRegex(@"^(https?://.+|_[^.\s]+\.[^\s]+)\z")]
    private static partial Regex SchemaPattern();
}
