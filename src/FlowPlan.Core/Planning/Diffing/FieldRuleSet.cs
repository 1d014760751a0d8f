using System.Runtime.CompilerServices;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Diffing;

/// <summary>
/// The rules of one kind, compiled into a tree of keys. The rule of a field is the longest pattern that covers it; of two that are equally
/// long, the one with fewer wildcards.
/// </summary>
internal sealed class FieldRuleSet
{
    private static readonly FieldRule InPlace = new(string.Empty, FieldChangeEffect.Update);
    private static readonly ConditionalWeakTable<KindDescription, FieldRuleSet> Compiled = [];

    private FieldRuleSet(IEnumerable<FieldRule> rules)
    {
        var root = new Node(0);
        foreach (var rule in rules)
        {
            var node = root;
            foreach (var key in rule.Path.Keys)
                node = node.Add(key);
            node.Rule ??= rule;
        }

        Start = StateOf([root], InPlace);
    }

    /// <summary>The rules at the top of a resource.</summary>
    public FieldRuleState Start { get; }

    /// <summary>The compiled rules of a kind; compiled once for each description.</summary>
    public static FieldRuleSet Of(IResourceKind kind) => Compiled.GetValue(kind.Description, description => new(description.Rules));

    /// <summary>Compiles rules.</summary>
    public static FieldRuleSet Of(IEnumerable<FieldRule> rules) => new(rules);

    /// <summary>The rule of a field; an update in place where no rule covers it.</summary>
    public FieldRule For(FieldPath path)
    {
        var state = Start;
        foreach (var key in path.Span)
            state = state.Below(key);
        return state.Rule;
    }

    /// <summary>
    /// Lays a map out as leaves by path, in the order of their texts. A list, an empty map and a field that its rule compares as one value are
    /// leaves. In a free-form field null and an empty map declare nothing.
    /// </summary>
    public SortedDictionary<FieldPath, Value> Flatten(Value.Map fields)
    {
        var leaves = new SortedDictionary<FieldPath, Value>(FieldPath.TextOrder);
        Flatten(fields, FieldPath.Root, Start, leaves);
        return leaves;
    }

    private static Comparer<(int Wildcards, string Text)> ByWildcards { get; } = Comparer<(int Wildcards, string Text)>.Create((left, right) =>
        left.Wildcards != right.Wildcards ? left.Wildcards.CompareTo(right.Wildcards) : string.CompareOrdinal(left.Text, right.Text));

    /// <summary>
    /// Determines the rules at a place once for all paths that lead to it, so that looking a rule up follows one link for each key.
    /// </summary>
    private static FieldRuleState StateOf(List<Node> nodes, FieldRule inherited)
    {
        var rule = nodes.Where(n => n.Rule is not null).MinBy(n => (n.Wildcards, n.Rule!.Path.ToString()), ByWildcards)?.Rule ?? inherited;
        var keys = nodes.SelectMany(n => n.Children.Keys).Where(k => k != FieldPattern.AnyKey).Distinct();
        return new(
            rule,
            keys.ToDictionary(k => k, k => StateOf(Below(nodes, k), rule), StringComparer.Ordinal),
            Below(nodes, FieldPattern.AnyKey) is { Count: > 0 } other ? StateOf(other, rule) : null);
    }

    private static List<Node> Below(List<Node> nodes, string key)
    {
        var below = new List<Node>();
        foreach (var node in nodes)
        {
            if (node.Children.TryGetValue(key, out var exact))
                below.Add(exact);
            if (key != FieldPattern.AnyKey && node.Children.TryGetValue(FieldPattern.AnyKey, out var any))
                below.Add(any);
        }

        return below;
    }

    private static void Flatten(Value.Map map, FieldPath path, FieldRuleState state, SortedDictionary<FieldPath, Value> leaves)
    {
        foreach (var (key, value) in map.Entries)
        {
            var below = state.Below(key);
            if (below.IsInner(value))
                Flatten((Value.Map)value, path.Then(key), below, leaves);
            else if (below.IsDeclared(value))
                leaves[path.Then(key)] = value;
        }
    }

    private sealed class Node(int wildcards)
    {
        public int Wildcards { get; } = wildcards;

        public Dictionary<string, Node> Children { get; } = new(StringComparer.Ordinal);

        public FieldRule? Rule { get; set; }

        public Node Add(string key)
        {
            if (key == FieldPattern.AnyDepth)
                throw new ArgumentException("A rule covers everything below its path; it needs no '**'.", nameof(key));
            if (!Children.TryGetValue(key, out var child))
                Children[key] = child = new(Wildcards + (key == FieldPattern.AnyKey ? 1 : 0));
            return child;
        }
    }
}
