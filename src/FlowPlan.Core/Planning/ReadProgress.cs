using System.Collections.Immutable;

namespace FlowPlan.Core.Planning;

/// <summary>How many objects of a kind have been read.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Wanted">How many objects with a known ID are to be read.</param>
/// <param name="Found">How many of those have been read.</param>
/// <param name="Listed">How many objects of the kind's list have been read, wanted or not.</param>
public sealed record ReadCount(string Kind, int Wanted, int Found, int Listed);

/// <summary>How far the reading of live objects is. Counted by several threads while another one shows it.</summary>
public sealed class ReadProgress
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, ReadCount> counts = new(StringComparer.Ordinal);

    /// <summary>The counts, by kind; a kind of which nothing is read is not among them.</summary>
    public ImmutableArray<ReadCount> Counts
    {
        get
        {
            lock (gate)
                return [.. counts.Values];
        }
    }

    /// <summary>So many more objects with a known ID are to be read.</summary>
    public void Want(string kind, int number) => Add(new(kind, number, 0, 0));

    /// <summary>A wanted object was read, or is known not to exist.</summary>
    public void Find(string kind) => Add(new(kind, 0, 1, 0));

    /// <summary>One more object of a list was read.</summary>
    public void List(string kind) => Add(new(kind, 0, 0, 1));

    private void Add(ReadCount more)
    {
        if (more is { Wanted: 0, Found: 0, Listed: 0 })
            return;
        lock (gate)
        {
            var before = counts.GetValueOrDefault(more.Kind) ?? new(more.Kind, 0, 0, 0);
            counts[more.Kind] = before with { Wanted = before.Wanted + more.Wanted, Found = before.Found + more.Found, Listed = before.Listed + more.Listed };
        }
    }
}
