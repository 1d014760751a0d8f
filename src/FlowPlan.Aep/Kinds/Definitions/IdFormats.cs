using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Kinds.Definitions;

/// <summary>The formats of ids that several kinds share.</summary>
internal static class IdFormats
{
    /// <summary>The ids of Flow Service.</summary>
    public static IdFormat Uuid { get; } =
        new("of a UUID, such as a59d368a-1152-4673-a46e-bd52e8cdb9a9", text => Guid.TryParseExact(text, "D", out _));

    /// <summary>Ids of so many lower-case hexadecimal digits.</summary>
    public static IdFormat Hexadecimal(int length) => new(
        FormattableString.Invariant($"of {length} hexadecimal digits"),
        text => text.Length == length && text.All(c => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f'));
}
