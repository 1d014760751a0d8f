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
/// Only declared fields count; fields that the service adds are ignored. All three sides are in the canonical form of the kind.
/// </summary>
internal sealed class ThreeWayDiff(IResourceKind kind, SecretMatcher secrets)
{
    private readonly FieldRuleSet rules = FieldRuleSet.Of(kind);

    /// <param name="address">The resource.</param>
    /// <param name="fields">The declared fields; remaining references are unknown until apply.</param>
    /// <param name="lastApplied">The last applied fields; null where there are none.</param>
    /// <param name="live">The live fields; null where there is no object.</param>
    /// <param name="ignoreChanges">Field patterns whose differences are ignored.</param>
    public ImmutableArray<FieldDifference> Compare(
        ResourceAddress address,
        Value.Map fields,
        Value.Map? lastApplied,
        Value.Map? live,
        IReadOnlyList<string> ignoreChanges)
    {
        var comparison = new FieldComparison(address, secrets);
        if (live is not null && ignoreChanges.Count == 0 && QuickComparison.FindsEqual(rules.Start, comparison, fields, lastApplied, live))
            return [];
        var ignored = new IgnoredFields(ignoreChanges);

        // Ignored fields are wanted as they are live. A resource that is created has no live fields to keep.
        var wanted = rules.Flatten(live is null ? fields : ignored.Keep(fields, live));
        var before = rules.Flatten(live is null || lastApplied is null ? lastApplied ?? Value.Map.Empty : ignored.Keep(lastApplied, live));
        var found = new SortedDictionary<FieldPath, FieldDifference>(FieldPath.TextOrder);
        foreach (var (path, value) in wanted)
        {
            if (live is not null && ignored.Contains(path))
                continue;
            if (CompareDeclared(comparison, path, value, before.GetValueOrDefault(path), live) is { } difference)
                found[path] = difference;
        }

        if (live is not null)
        {
            var above = Ancestors(wanted.Keys);
            foreach (var (path, value) in before)
            {
                if (!wanted.ContainsKey(path) && !Overlaps(wanted, above, path) && !ignored.Contains(path) && CompareRemoved(path, value, live) is { } difference)
                    found[path] = difference;
            }
        }

        return [.. found.Values];
    }

    private FieldDifference? CompareDeclared(FieldComparison comparison, FieldPath path, Value wanted, Value? before, Value.Map? live)
    {
        var rule = rules.For(path);
        var now = live is null ? null : FieldPath.Find(live, path);
        var hidden = rule.WriteOnly || wanted is Value.Secret or Value.SecretDigest;
        if (live is not null && (hidden ? comparison.MatchesRecorded(path, wanted, before) : wanted is not Value.Reference && comparison.MatchesLive(rule, path, wanted, before, now)))
            return null;
        var shown = hidden ? before : FieldComparison.MaskSecrets(now, wanted);
        var loss = live is null ? null : rule.LossOf?.Invoke(now, wanted);
        return Difference(
            rule, path, shown, wanted, before, CauseOf(comparison, rule, path, wanted, before, shown, live, hidden), rule.Effect, loss ?? rule.ConsequenceOf(wanted)) with
        { LosesData = loss is not null };
    }

    private FieldDifference? CompareRemoved(FieldPath path, Value before, Value.Map live)
    {
        var rule = rules.For(path);
        var now = FieldPath.Find(live, path);
        var effect = rule.OnRemove ?? rule.Effect;
        var consequence = rule.RemoveConsequence ?? rule.ConsequenceOf(rule.DefaultValue);
        if (rule.WriteOnly)
            return Difference(rule, path, before, rule.DefaultValue, before, DifferenceCause.Manifest, effect, consequence);
        if (FieldComparison.EqualIgnoringEmpty(rule.DefaultValue, now))
            return null;

        // A field that was secret when it was declared stays secret.
        var shown = FieldComparison.MaskSecrets(now, before);
        var unmoved = FieldComparison.Same(rule, FieldComparison.MaskSecrets(before, before), shown);
        return Difference(rule, path, shown, rule.DefaultValue, before, unmoved ? DifferenceCause.Manifest : DifferenceCause.Both, effect, consequence);
    }

    private static FieldDifference Difference(
        FieldRule rule, FieldPath path, Value? live, Value? planned, Value? lastApplied, DifferenceCause cause, FieldChangeEffect effect, string? consequence) =>
        new(path, live, planned, lastApplied, cause, effect)
        {
            Consequence = consequence,
            IsSetMember = rule.IsSet && path.Length == rule.Path.Keys.Length + 1,
            IsTreePart = rule.IsTree && path.Length > 2,
        };

    private static DifferenceCause CauseOf(
        FieldComparison comparison, FieldRule rule, FieldPath path, Value wanted, Value? before, Value? now, Value.Map? live, bool hidden)
    {
        if (wanted is Value.Reference && live is not null)
            return DifferenceCause.Reference;
        if (live is null || hidden || before is null || FieldComparison.Same(rule, FieldComparison.MaskSecrets(before, wanted), now))
            return DifferenceCause.Manifest;
        return comparison.MatchesRecorded(path, wanted, before) || FieldComparison.Same(rule, wanted, before) ? DifferenceCause.Drift : DifferenceCause.Both;
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

    /// <summary>Whether a declared leaf is above or below a path: then the field changed its shape and was not removed.</summary>
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
