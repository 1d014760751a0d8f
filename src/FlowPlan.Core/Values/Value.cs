using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;

namespace FlowPlan.Core.Values;

/// <summary>
/// An immutable value of a resource's field, compared by content. A closed union: the nested records are all there is.
/// </summary>
public abstract record Value
{
    private Value()
    {
    }

    /// <summary>The value null.</summary>
    public static Value NullValue { get; } = new Null();

    private static Bool True { get; } = new(true);

    private static Bool False { get; } = new(false);

    /// <summary>A text value.</summary>
    public static Value Of(string text) => new Text(text);

    /// <summary>A boolean.</summary>
    public static Value Of(bool flag) => flag ? True : False;

    /// <summary>A number.</summary>
    public static Value Of(decimal number) => new Number(number);

    /// <summary>All references in a value, deep.</summary>
    public static IReadOnlyList<Reference> ReferencesIn(Value value)
    {
        List<Reference>? found = null;
        Collect(value, ref found);
        return found ?? (IReadOnlyList<Reference>)[];
    }

    private static void Collect(Value value, ref List<Reference>? found)
    {
        switch (value)
        {
            case Reference reference:
                (found ??= []).Add(reference);
                break;
            case Map map:
                foreach (var (_, inner) in map.Entries)
                    Collect(inner, ref found);
                break;
            case List(var items):
                foreach (var item in items)
                    Collect(item, ref found);
                break;
            case Secret(var inner):
                Collect(inner, ref found);
                break;
        }
    }

    /// <summary>Null.</summary>
    public sealed record Null : Value
    {
        /// <inheritdoc/>
        public override string ToString() => "null";
    }

    /// <summary>True or false.</summary>
    /// <param name="IsTrue">Whether it is true.</param>
    public sealed record Bool(bool IsTrue) : Value
    {
        /// <inheritdoc/>
        public override string ToString() => IsTrue ? "true" : "false";
    }

    /// <summary>A number. 1 and 1.0 are equal.</summary>
    /// <param name="Amount">The number.</param>
    public sealed record Number(decimal Amount) : Value
    {
        /// <inheritdoc/>
        public override string ToString() => Amount.ToString("0.############################", CultureInfo.InvariantCulture);
    }

    /// <summary>A text.</summary>
    /// <param name="Content">The text.</param>
    public sealed record Text(string Content) : Value
    {
        /// <inheritdoc/>
        public override string ToString() => Content;
    }

    /// <summary>Another resource's attribute, such as the id of <c>connection.web</c>; known once that resource exists.</summary>
    /// <param name="Address">The other resource.</param>
    /// <param name="Attribute">The attribute, such as <c>id</c>.</param>
    public sealed record Reference(ResourceAddress Address, string Attribute) : Value
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Address}.{Attribute}";
    }

    /// <summary>A secret in the clear. It is sent to the service and nowhere else: no writer of ours accepts it.</summary>
    /// <param name="Inner">What is kept secret.</param>
    public sealed record Secret(Value Inner) : Value
    {
        /// <inheritdoc/>
        public override string ToString() => "(sensitive)";
    }

    /// <summary>The keyed hash of a secret: tells that it changed, not what it is.</summary>
    /// <param name="Digest">The hash in hexadecimal.</param>
    public sealed record SecretDigest(string Digest) : Value
    {
        /// <inheritdoc/>
        public override string ToString() => "(sensitive)";
    }

    /// <summary>A list.</summary>
    /// <param name="Items">The items in order.</param>
    public sealed record List(ImmutableArray<Value> Items) : Value
    {
        /// <inheritdoc/>
        public bool Equals(List? other) => other is not null && Items.AsSpan().SequenceEqual(other.Items.AsSpan());

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (var item in Items)
                hash.Add(item);
            return hash.ToHashCode();
        }

        /// <inheritdoc/>
        public override string ToString() => $"[{string.Join(", ", Items)}]";
    }

    /// <summary>A map with ordinally sorted, unique keys.</summary>
    public sealed record Map : Value
    {
        private static readonly Comparer<KeyValuePair<string, Value>> ByKey = Comparer<KeyValuePair<string, Value>>.Create((left, right) => string.CompareOrdinal(left.Key, right.Key));

        private readonly ImmutableArray<KeyValuePair<string, Value>> entries;

        private Map(ImmutableArray<KeyValuePair<string, Value>> sorted) => entries = sorted;

        /// <summary>The map without entries.</summary>
        public static Map Empty { get; } = new([]);

        /// <summary>The entries, sorted by key.</summary>
        public ImmutableArray<KeyValuePair<string, Value>> Entries => entries;

        /// <summary>The value under a key, or null.</summary>
        public Value? this[string key] => Find(key);

        /// <summary>The value under a key, or null.</summary>
        public Value? Find(ReadOnlySpan<char> key) => IndexOf(key) is >= 0 and var index ? entries[index].Value : null;

        /// <summary>Makes a map; a later entry of the same key wins.</summary>
        public static Map Of(IEnumerable<KeyValuePair<string, Value>> entries) => Of([.. entries]);

        /// <summary>Makes a map; a later entry of the same key wins.</summary>
        public static Map Of(ImmutableArray<KeyValuePair<string, Value>> entries)
        {
            if (entries.IsEmpty)
                return Empty;
            if (IsSorted(entries))
                return new(entries);
            var sorted = entries.Sort(ByKey);
            if (IsSorted(sorted))
                return new(sorted);
            var last = new SortedDictionary<string, Value>(StringComparer.Ordinal);
            foreach (var (key, value) in entries)
                last[key] = value;
            return new([.. last]);
        }

        /// <summary>Makes a map of those entries whose value is not null.</summary>
        public static Map Of(params ReadOnlySpan<(string Key, Value? Value)> entries)
        {
            var (present, count) = (new KeyValuePair<string, Value>[entries.Length], 0);
            foreach (var (key, value) in entries)
            {
                if (value is not null)
                    present[count++] = new(key, value);
            }

            return Of(count == present.Length ? ImmutableCollectionsMarshal.AsImmutableArray(present) : [.. present.AsSpan(0, count)]);
        }

        /// <summary>The map with one entry set.</summary>
        public Map With(string key, Value value)
        {
            var index = IndexOf(key);
            var entry = KeyValuePair.Create(key, value);
            return new(index >= 0 ? entries.SetItem(index, entry) : entries.Insert(~index, entry));
        }

        /// <summary>The map without one entry.</summary>
        public Map Without(string key) => IndexOf(key) switch
        {
            < 0 => this,
            _ when entries.Length == 1 => Empty,
            var index => new(entries.RemoveAt(index)),
        };

        /// <summary>The text under a key, or null when it is absent or not text.</summary>
        public string? TextOf(string key) => (this[key] as Text)?.Content;

        /// <inheritdoc/>
        public bool Equals(Map? other)
        {
            if (ReferenceEquals(this, other))
                return true;
            if (other is null || entries.Length != other.entries.Length)
                return false;
            for (var i = 0; i < entries.Length; i++)
            {
                if (entries[i].Key != other.entries[i].Key || !entries[i].Value.Equals(other.entries[i].Value))
                    return false;
            }

            return true;
        }

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (var (key, value) in entries)
            {
                hash.Add(key, StringComparer.Ordinal);
                hash.Add(value);
            }

            return hash.ToHashCode();
        }

        /// <inheritdoc/>
        public override string ToString() => $"{{{string.Join(", ", entries.Select(e => $"{e.Key}: {e.Value}"))}}}";

        private static bool IsSorted(ImmutableArray<KeyValuePair<string, Value>> entries)
        {
            for (var i = 1; i < entries.Length; i++)
            {
                if (string.CompareOrdinal(entries[i - 1].Key, entries[i].Key) >= 0)
                    return false;
            }

            return true;
        }

        /// <summary>The index of a key, or the complement of the index at which it would be inserted.</summary>
        private int IndexOf(ReadOnlySpan<char> key)
        {
            var (low, high) = (0, entries.Length - 1);
            while (low <= high)
            {
                var middle = (low + high) / 2;
                var order = entries[middle].Key.AsSpan().SequenceCompareTo(key);
                if (order == 0)
                    return middle;
                if (order < 0)
                    low = middle + 1;
                else
                    high = middle - 1;
            }

            return ~low;
        }
    }
}
