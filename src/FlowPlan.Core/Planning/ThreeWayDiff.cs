using System.Collections.Immutable;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning;

/// <summary>Tells whether a secret is the one of which only a digest was kept.</summary>
/// <param name="address">The resource.</param>
/// <param name="path">The field's path.</param>
/// <param name="secret">The secret of the manifest.</param>
/// <param name="digest">The digest of the lockfile.</param>
public delegate bool SecretMatcher(ResourceAddress address, string path, Value.Secret secret, Value.SecretDigest digest);

/// <summary>
/// Compares what the manifest declares with what was last applied and with what is live, field by field.
/// Only declared fields count; what the service adds is its own. All three sides are in the kind's canonical form.
/// </summary>
internal sealed class ThreeWayDiff(IResourceKind kind, SecretMatcher secrets)
{
    private readonly RuleBook rules = new(kind.Rules);

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
        var ignored = new IgnoredPaths(ignoreChanges);
        var wanted = rules.Flatten(fields);
        var before = rules.Flatten(lastApplied ?? Value.Map.Empty);
        var found = new SortedDictionary<string, FieldDifference>(StringComparer.Ordinal);
        foreach (var (path, value) in wanted)
        {
            // A resource that is made anew has no live side that could be left alone.
            if (live is not null && ignored.Contains(path))
                continue;
            var difference = Declared(address, path, value, before.GetValueOrDefault(path), live);
            if (difference is not null)
                found[path] = difference;
        }

        if (live is not null)
        {
            foreach (var (path, value) in before)
            {
                if (!wanted.ContainsKey(path) && !Overlaps(wanted, path) && !ignored.Contains(path) && Removed(path, value, live) is { } difference)
                    found[path] = difference;
            }
        }

        return [.. found.Values];
    }

    private FieldDifference? Declared(ResourceAddress address, string path, Value wanted, Value? before, Value.Map? live)
    {
        var rule = rules.For(path);
        var now = live is null ? null : FieldPath.Find(live, path);
        var hidden = rule.WriteOnly || wanted is Value.Secret;
        if (live is not null && hidden && SameSecret(address, path, wanted, before))
            return null;
        if (live is not null && !hidden && wanted is not Value.Reference && Same(wanted, now))
            return null;
        return new(path, hidden ? before : now, wanted, before, CauseOf(wanted, before, now, live, hidden), rule.Effect)
        {
            Consequence = rule.Consequence,
        };
    }

    private FieldDifference? Removed(string path, Value before, Value.Map live)
    {
        var rule = rules.For(path);
        var now = FieldPath.Find(live, path);
        var effect = rule.OnRemove ?? rule.Effect;
        if (rule.WriteOnly)
            return new(path, before, rule.ResetTo, before, DifferenceCause.Manifest, effect) { Consequence = rule.Consequence };
        if (Same(rule.ResetTo, now))
            return null;
        return new(path, now, rule.ResetTo, before, Equals(before, now) ? DifferenceCause.Manifest : DifferenceCause.Both, effect)
        {
            Consequence = rule.Consequence,
        };
    }

    private static DifferenceCause CauseOf(Value wanted, Value? before, Value? now, Value.Map? live, bool hidden)
    {
        if (wanted is Value.Reference && live is not null)
            return DifferenceCause.Reference;
        if (live is null || hidden || before is null || Same(before, now))
            return DifferenceCause.Manifest;
        return Equals(before, wanted) ? DifferenceCause.Drift : DifferenceCause.Both;
    }

    private bool SameSecret(ResourceAddress address, string path, Value wanted, Value? before) => (wanted, before) switch
    {
        (Value.Secret secret, Value.SecretDigest digest) => secrets(address, path, secret, digest),
        (Value.Secret secret, Value.Secret same) => secret == same,
        (Value.Secret, _) => false,
        _ => Equals(wanted, before),
    };

    /// <summary>Equal, where a service's leaving out a field and its being empty mean the same.</summary>
    private static bool Same(Value? left, Value? right) => Equals(Present(left), Present(right));

    private static Value? Present(Value? value) => value switch
    {
        Value.Null => null,
        Value.Text { Content.Length: 0 } => null,
        Value.List { Items.Length: 0 } => null,
        Value.Map { Entries.Length: 0 } => null,
        _ => value,
    };

    /// <summary>Whether a declared leaf lies above or below a path: then the field changed its shape and was not removed.</summary>
    private static bool Overlaps(SortedDictionary<string, Value> wanted, string path) =>
        wanted.Keys.Any(w => w.StartsWith(path + "/", StringComparison.Ordinal) || path.StartsWith(w + "/", StringComparison.Ordinal));
}
