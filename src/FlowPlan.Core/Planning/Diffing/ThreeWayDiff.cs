using System.Collections.Immutable;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Diffing;

/// <summary>Tells whether a secret is the one of which only a digest was kept.</summary>
/// <param name="address">The resource.</param>
/// <param name="path">The field's path.</param>
/// <param name="secret">The secret of the manifest.</param>
/// <param name="digest">The digest of the lockfile.</param>
public delegate bool SecretMatcher(ResourceAddress address, FieldPath path, Value.Secret secret, Value.SecretDigest digest);

/// <summary>
/// Compares what the manifest declares with what was last applied and with what is live, field by field.
/// Only declared fields count; what the service adds is its own. All three sides are in the kind's canonical form.
/// </summary>
internal sealed class ThreeWayDiff(IResourceKind kind, SecretMatcher secrets)
{
    private readonly FieldRuleSet rules = FieldRuleSet.Of(kind);

    /// <param name="address">The resource.</param>
    /// <param name="fields">The declared fields; references that are left are unknown until apply.</param>
    /// <param name="lastApplied">The recorded fields; null where there is no record.</param>
    /// <param name="live">The live fields; null where there is no object.</param>
    /// <param name="ignoreChanges">Paths whose differences are left alone.</param>
    public ImmutableArray<FieldDifference> Compare(
        ResourceAddress address,
        Value.Map fields,
        Value.Map? lastApplied,
        Value.Map? live,
        IReadOnlyList<string> ignoreChanges)
    {
        var ignored = new IgnoredFields(ignoreChanges);
        var comparison = new FieldComparison(address, secrets);

        // What is left alone is wanted as it is live. A resource that is made anew has no live side that could be left alone.
        var wanted = rules.Flatten(live is null ? fields : ignored.Keep(fields, live));
        var before = rules.Flatten(live is null || lastApplied is null ? lastApplied ?? Value.Map.Empty : ignored.Keep(lastApplied, live));
        var found = new SortedDictionary<FieldPath, FieldDifference>(FieldPath.TextOrder);
        foreach (var (path, value) in wanted)
        {
            if (live is not null && ignored.Contains(path))
                continue;
            if (Declared(comparison, path, value, before.GetValueOrDefault(path), live) is { } difference)
                found[path] = difference;
        }

        if (live is not null)
        {
            var above = Ancestors(wanted.Keys);
            foreach (var (path, value) in before)
            {
                if (!wanted.ContainsKey(path) && !Overlaps(wanted, above, path) && !ignored.Contains(path) && Removed(path, value, live) is { } difference)
                    found[path] = difference;
            }
        }

        return [.. found.Values];
    }

    private FieldDifference? Declared(FieldComparison comparison, FieldPath path, Value wanted, Value? before, Value.Map? live)
    {
        var rule = rules.For(path);
        var now = live is null ? null : FieldPath.Find(live, path);
        var hidden = rule.WriteOnly || wanted is Value.Secret or Value.SecretDigest;
        if (live is not null && (hidden ? comparison.AsRecorded(path, wanted, before) : wanted is not Value.Reference && comparison.AsLive(path, wanted, before, now)))
            return null;
        var shown = hidden ? before : FieldComparison.Masked(now, wanted);
        return new(path, shown, wanted, before, CauseOf(comparison, path, wanted, before, shown, live, hidden), rule.Effect)
        {
            Consequence = rule.Consequence,
            IsSetMember = IsSetMember(rule, path),
        };
    }

    private FieldDifference? Removed(FieldPath path, Value before, Value.Map live)
    {
        var rule = rules.For(path);
        var now = FieldPath.Find(live, path);
        var effect = rule.OnRemove ?? rule.Effect;
        if (rule.WriteOnly)
        {
            return new(path, before, rule.ResetTo, before, DifferenceCause.Manifest, effect)
            {
                Consequence = rule.RemoveConsequence ?? rule.Consequence,
                IsSetMember = IsSetMember(rule, path),
            };
        }

        if (FieldComparison.Same(rule.ResetTo, now))
            return null;

        // What was secret when it was declared stays so.
        var shown = FieldComparison.Masked(now, before);
        var unmoved = Equals(FieldComparison.Masked(before, before), shown);
        return new(path, shown, rule.ResetTo, before, unmoved ? DifferenceCause.Manifest : DifferenceCause.Both, effect)
        {
            Consequence = rule.RemoveConsequence ?? rule.Consequence,
            IsSetMember = IsSetMember(rule, path),
        };
    }

    private static bool IsSetMember(FieldRule rule, FieldPath path) => rule.IsSet && path.Length == rule.Path.Keys.Length + 1;

    private static DifferenceCause CauseOf(
        FieldComparison comparison, FieldPath path, Value wanted, Value? before, Value? now, Value.Map? live, bool hidden)
    {
        if (wanted is Value.Reference && live is not null)
            return DifferenceCause.Reference;
        if (live is null || hidden || before is null || FieldComparison.Same(FieldComparison.Masked(before, wanted), now))
            return DifferenceCause.Manifest;
        return comparison.AsRecorded(path, wanted, before) ? DifferenceCause.Drift : DifferenceCause.Both;
    }

    /// <summary>Every path above a leaf. The ancestors of a known ancestor are known too, so each one is visited once.</summary>
    private static HashSet<FieldPath> Ancestors(IEnumerable<FieldPath> leaves)
    {
        var ancestors = new HashSet<FieldPath>();
        foreach (var leaf in leaves)
        {
            for (var at = leaf.Parent; ancestors.Add(at) && !at.IsRoot; at = at.Parent)
            {
            }
        }

        return ancestors;
    }

    /// <summary>Whether a declared leaf lies above or below a path: then the field changed its shape and was not removed.</summary>
    private static bool Overlaps(SortedDictionary<FieldPath, Value> wanted, HashSet<FieldPath> above, FieldPath path)
    {
        if (above.Contains(path))
            return true;
        for (var at = path.Parent; !at.IsRoot; at = at.Parent)
        {
            if (wanted.ContainsKey(at))
                return true;
        }

        return false;
    }
}
