using System.Diagnostics.CodeAnalysis;

namespace FlowPlan.Core.Values;

/// <summary>The stable name of a resource: its kind and its key in the manifest, such as <c>flow.loyalty</c>.</summary>
/// <param name="Kind">The kind, such as <c>flow</c>.</param>
/// <param name="Key">The key in the kind's section of the manifest.</param>
/// <param name="DeposedId">
/// The ID of a deposed object: the old object of a replacement, which is recorded beside its successor until it is deleted. Null for the
/// current object of the resource.
/// </param>
public readonly record struct ResourceAddress(string Kind, string Key, string? DeposedId = null) : IComparable<ResourceAddress>
{
    /// <summary>The kind of the address of a component, such as <c>component.emea</c>.</summary>
    public const string ComponentKind = "component";

    private const string DeposedStart = " (deposed ";

    private static readonly string?[] RecentKinds = new string?[64];

    /// <summary>The address of the resource itself.</summary>
    public ResourceAddress Base => this with { DeposedId = null };

    /// <summary>Whether this is the address of a deposed object.</summary>
    public bool IsDeposed => DeposedId is not null;

    /// <summary>The address of the resource's object with this ID once another object has replaced it.</summary>
    public ResourceAddress Deposed(string id) => this with { DeposedId = id };

    /// <summary>
    /// Reads <c>kind.key</c>, <c>component.name.kind.key</c>, or one of them with <c>(deposed id)</c>. The key may contain dots, the kind not.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ResourceAddress address)
    {
        var dot = text?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        if (dot <= 0 || dot == text!.Length - 1)
        {
            address = default;
            return false;
        }

        var (kind, key) = (KindOf(text.AsSpan(0, dot)), text[(dot + 1)..]);
        var deposed = key.LastIndexOf(DeposedStart, StringComparison.Ordinal);
        address = deposed > 0 && key[^1] == ')' && key.Length - 1 > deposed + DeposedStart.Length
            ? new(kind, key[..deposed], key[(deposed + DeposedStart.Length)..^1])
            : new(kind, key);
        return kind != ComponentKind || TryParseComponent(ref address);
    }

    /// <summary>Gives equal kinds the same string: thousands of addresses have the same few.</summary>
    private static string KindOf(ReadOnlySpan<char> text)
    {
        ref var recent = ref RecentKinds[(uint)string.GetHashCode(text) % RecentKinds.Length];
        return recent is { } known && text.SequenceEqual(known) ? known : recent = text.ToString();
    }

    /// <summary>Reads what follows <c>component.</c>: pairs of a kind and a key, all of components but for the last.</summary>
    private static bool TryParseComponent(ref ResourceAddress address)
    {
        var parts = ResourceKey.SplitAtDots(address.Key).Prepend(ComponentKind).ToList();
        if (parts.Count % 2 != 0 || parts.Exists(p => p.Length == 0) || parts.Where((_, i) => i % 2 == 0).SkipLast(1).Any(p => p != ComponentKind))
            return false;
        address = address with { Kind = parts[^2], Key = string.Join(ResourceKey.Separator, parts.Where((_, i) => i % 2 == 1)) };
        return true;
    }

    /// <summary>Reads <c>kind.key</c>, or <c>kind.key (deposed id)</c>.</summary>
    /// <exception cref="FormatException">The text is not of that form.</exception>
    public static ResourceAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException($"'{text}' is not an address of the form kind.key.");

    /// <inheritdoc/>
    public int CompareTo(ResourceAddress other)
    {
        var byKind = string.CompareOrdinal(Kind, other.Kind);
        if (byKind != 0)
            return byKind;
        var byKey = string.CompareOrdinal(Key, other.Key);
        return byKey != 0 ? byKey : string.CompareOrdinal(DeposedId, other.DeposedId);
    }

    /// <summary>Whether the first sorts before the second.</summary>
    public static bool operator <(ResourceAddress left, ResourceAddress right) => left.CompareTo(right) < 0;

    /// <summary>Whether the first sorts after the second.</summary>
    public static bool operator >(ResourceAddress left, ResourceAddress right) => left.CompareTo(right) > 0;

    /// <summary>Whether the first sorts before the second or is the same.</summary>
    public static bool operator <=(ResourceAddress left, ResourceAddress right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the first sorts after the second or is the same.</summary>
    public static bool operator >=(ResourceAddress left, ResourceAddress right) => left.CompareTo(right) >= 0;

    /// <summary><c>kind.key</c>, or <c>kind.key (deposed id)</c>.</summary>
    public override string ToString() => DeposedId is null ? Current() : $"{Current()}{DeposedStart}{DeposedId})";

    private string Current()
    {
        if (Key?.Contains(ResourceKey.Separator, StringComparison.Ordinal) != true)
            return $"{Kind}.{Key}";
        var parts = ResourceKey.PartsOf(Key).ToList();

        // A lockfile may hold keys that no manifest can have.
        if (parts.Count == 1 || parts.Exists(p => p.Length == 0 || ResourceKey.SplitAtDots(p).Count > 1))
            return $"{Kind}.{Key}";
        return $"{string.Concat(parts.SkipLast(1).Select(name => $"{ComponentKind}.{name}."))}{Kind}.{parts[^1]}";
    }
}
