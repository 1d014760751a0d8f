using System.Collections.Immutable;
using System.Numerics;

namespace FlowPlan.DataPrep.Values;

/// <summary>A value of a record or of an expression.</summary>
public abstract record DataValue
{
    private DataValue(ValueKinds kind, long size = 1) => (Kind, Size) = (kind, size);

    /// <summary>The null value.</summary>
    public static DataValue Null { get; } = new Nothing();

    /// <summary>What it is: one kind.</summary>
    public ValueKinds Kind { get; }

    /// <summary>How much it holds, in all that is in it, to bound what is done with it.</summary>
    public long Size { get; private set; }

    /// <summary>Whether it is the null value.</summary>
    public bool IsNull => Kind == ValueKinds.Null;

    /// <summary>A string, or null.</summary>
    public static DataValue Of(string? text) => text is null ? Null : new Text(text);

    /// <summary>A boolean.</summary>
    public static DataValue Of(bool value) => new Boolean(value);

    /// <summary>A number without a fraction.</summary>
    public static DataValue Of(BigInteger number) => new Whole(number);

    /// <summary>An array.</summary>
    public static DataValue Of(IEnumerable<DataValue> items) => new List([.. items]);

    /// <summary>An object with keys in the given order.</summary>
    public static DataValue Of(IEnumerable<KeyValuePair<string, DataValue>> entries) => new Map(entries);

    /// <summary>The null value; there is one.</summary>
    public sealed record Nothing() : DataValue(ValueKinds.Null);

    /// <summary>A boolean.</summary>
    public sealed record Boolean(bool IsTrue) : DataValue(ValueKinds.Boolean);

    /// <summary>A number without a fraction, of any size.</summary>
    public sealed record Whole(BigInteger Amount) : DataValue(ValueKinds.Whole);

    /// <summary>A floating-point number.</summary>
    public sealed record Floating(double Amount) : DataValue(ValueKinds.Floating);

    /// <summary>A decimal number.</summary>
    public sealed record Exact(decimal Amount) : DataValue(ValueKinds.Exact);

    /// <summary>A string.</summary>
    public sealed record Text(string Content) : DataValue(ValueKinds.Text, 1 + (Content.Length / 16));

    /// <summary>A date with time and zone.</summary>
    public sealed record Date(ZonedTime Time) : DataValue(ValueKinds.Date);

    /// <summary>An array, compared by its items.</summary>
    public sealed record List(ImmutableArray<DataValue> Items) : DataValue(ValueKinds.List, 1 + Items.Sum(i => i.Size))
    {
        /// <inheritdoc/>
        public bool Equals(List? other) => other is not null && Items.AsSpan().SequenceEqual(other.Items.AsSpan());

        /// <inheritdoc/>
        public override int GetHashCode() => Items.Length;
    }

    /// <summary>An object or a map: keys in their order, compared without it.</summary>
    public sealed record Map : DataValue
    {
        private readonly Dictionary<string, DataValue> byKey = new(StringComparer.Ordinal);

        /// <summary>Of several entries with one key the last one counts.</summary>
        public Map(IEnumerable<KeyValuePair<string, DataValue>> entries)
            : base(ValueKinds.Map)
        {
            foreach (var (key, value) in entries)
                byKey[key] = value;
            Size = 1 + byKey.Sum(e => 1 + (e.Key.Length / 16) + e.Value.Size);
        }

        /// <summary>The entries in the order in which the keys came first.</summary>
        public IReadOnlyDictionary<string, DataValue> Entries => byKey;

        /// <summary>The value of a key; null where there is none.</summary>
        public DataValue this[string key] => byKey.GetValueOrDefault(key, Null);

        /// <inheritdoc/>
        public bool Equals(Map? other) => other is not null && byKey.Count == other.byKey.Count
            && byKey.All(e => other.byKey.TryGetValue(e.Key, out var value) && value.Equals(e.Value));

        /// <inheritdoc/>
        public override int GetHashCode() => byKey.Count;
    }
}
