using System.Collections.Immutable;
using System.Globalization;

namespace FlowPlan.Core.Values;

/// <summary>A place in a resource, and how much of each pattern was used on the way there.</summary>
internal readonly record struct FieldPatternMatch(ImmutableArray<(FieldPattern Pattern, int Depth)> States)
{
    /// <summary>The root, matched against patterns.</summary>
    public FieldPatternMatch(IEnumerable<FieldPattern> patterns)
        : this([.. patterns.Select(p => (p, 0))])
    {
    }

    /// <summary>Whether a pattern covers this place and everything below it.</summary>
    public bool IsCovered => States.Any(s => s.Pattern.EndsAt(s.Depth));

    /// <summary>Whether no pattern can cover this place or anything below it.</summary>
    public bool IsOutside => States.IsEmpty;

    /// <summary>The match one key further.</summary>
    public FieldPatternMatch Below(string key) =>
        new([.. States.SelectMany(s => s.Pattern.After(s.Depth, key).Select(depth => (s.Pattern, depth))).Distinct()]);

    /// <summary>The match at a list item.</summary>
    public FieldPatternMatch Below(int index) => Below(index.ToString(CultureInfo.InvariantCulture));

    /// <summary>Whether a pattern covers the place at a path below this one.</summary>
    public bool Covers(FieldPath path)
    {
        var at = this;
        foreach (var key in path.Span)
        {
            at = at.Below(key);
            if (at.IsCovered)
                return true;
        }

        return false;
    }
}
