using System.Diagnostics.CodeAnalysis;

namespace FlowPlan.Core.Values;

/// <summary>The stable name of a resource: its kind and its key in the manifest, such as <c>flow.loyalty</c>.</summary>
/// <param name="Kind">The kind, such as <c>flow</c>.</param>
/// <param name="Key">The key in the kind's section of the manifest.</param>
public readonly record struct ResourceAddress(string Kind, string Key) : IComparable<ResourceAddress>
{
    /// <summary>Reads <c>kind.key</c>. The key may contain dots, the kind may not.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ResourceAddress address)
    {
        var dot = text?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        var valid = dot > 0 && dot < text!.Length - 1;
        address = valid ? new(text![..dot], text[(dot + 1)..]) : default;
        return valid;
    }

    /// <summary>Reads <c>kind.key</c>.</summary>
    /// <exception cref="FormatException">The text is not of that form.</exception>
    public static ResourceAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException($"'{text}' is not an address of the form kind.key.");

    /// <inheritdoc/>
    public int CompareTo(ResourceAddress other)
    {
        var byKind = string.CompareOrdinal(Kind, other.Kind);
        return byKind != 0 ? byKind : string.CompareOrdinal(Key, other.Key);
    }

    /// <summary>Whether the first sorts before the second.</summary>
    public static bool operator <(ResourceAddress left, ResourceAddress right) => left.CompareTo(right) < 0;

    /// <summary>Whether the first sorts after the second.</summary>
    public static bool operator >(ResourceAddress left, ResourceAddress right) => left.CompareTo(right) > 0;

    /// <summary>Whether the first sorts before the second or is the same.</summary>
    public static bool operator <=(ResourceAddress left, ResourceAddress right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the first sorts after the second or is the same.</summary>
    public static bool operator >=(ResourceAddress left, ResourceAddress right) => left.CompareTo(right) >= 0;

    /// <summary><c>kind.key</c>.</summary>
    public override string ToString() => $"{Kind}.{Key}";
}
