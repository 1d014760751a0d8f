using System.Globalization;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests.Validation;

/// <summary>Compares a value with a schema. The time it takes grows with the size of the value.</summary>
internal static class SchemaChecker
{
    /// <summary>All faults of a value and of what is in it. An expression that could not be evaluated, and a secret without a value, have none.</summary>
    public static IReadOnlyList<SchemaFault> Check(NodePlace place, SchemaRule rule)
    {
        var faults = new List<SchemaFault>();
        Check(place, rule, faults);
        return faults;
    }

    private static void Check(NodePlace place, SchemaRule rule, List<SchemaFault> faults)
    {
        if (place.Node is Node.Scalar { IsTemplate: true } or Node.Scalar { IsUnset: true })
            return;
        if (rule.Types.Count > 0 && !rule.Types.Any(type => HasType(place.Node, type)))
        {
            faults.Add(new(SchemaFaultKind.Type, place, rule));
            return;
        }

        switch (place.Node)
        {
            case Node.Mapping map:
                CheckMap(map, place, rule, faults);
                break;
            case Node.Sequence list:
                CheckList(list, place, rule, faults);
                break;
            case Node.Scalar scalar:
                CheckScalar(Bare(scalar.Value), place, rule, faults);
                break;
            default:
                break;
        }

        CheckForms(place, rule, faults);
    }

    private static void CheckMap(Node.Mapping map, NodePlace place, SchemaRule rule, List<SchemaFault> faults)
    {
        foreach (var key in rule.Required.Where(key => map.Entry(key) is null))
            faults.Add(new(SchemaFaultKind.MissingKey, place, rule) { Key = key });
        if (map.Entries.Length < rule.MinProperties)
            faults.Add(Bounds(place, rule, "has too few entries"));
        if (map.Entries.Length > rule.MaxProperties)
            faults.Add(Bounds(place, rule, "has too many entries"));
        foreach (var entry in map.Entries)
        {
            var rules = RulesOf(entry.Key, rule);
            if (rules is null)
                faults.Add(new(SchemaFaultKind.UnknownKey, place, rule) { Key = entry.Key });
            foreach (var inner in rules ?? [])
                Check(new(entry.Value, entry.Key, entry.KeySpan), inner, faults);
        }
    }

    /// <summary>The rules for what is under a key, or null when the key is not allowed.</summary>
    private static List<SchemaRule>? RulesOf(string key, SchemaRule rule)
    {
        var rules = new List<SchemaRule>(1);
        if (rule.Properties.TryGetValue(key, out var named))
            rules.Add(named);
        foreach (var (pattern, matching) in rule.PatternProperties)
        {
            if (pattern.IsMatch(key))
                rules.Add(matching);
        }

        if (rules.Count == 0 && rule.AdditionalProperties is { } other)
            rules.Add(other);
        return rules.Count > 0 || rule.AllowsAdditionalProperties ? rules : null;
    }

    private static void CheckList(Node.Sequence list, NodePlace place, SchemaRule rule, List<SchemaFault> faults)
    {
        if (list.Items.Length < rule.MinItems)
            faults.Add(Bounds(place, rule, "has too few entries"));
        if (list.Items.Length > rule.MaxItems)
            faults.Add(Bounds(place, rule, "has too many entries"));
        if (rule.UniqueItems && list.Items.Select(item => item.ToValue()).Distinct().Count() < list.Items.Length)
            faults.Add(Bounds(place, rule, "contains an item twice"));
        for (var i = 0; rule.Items is { } items && i < list.Items.Length; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{place.Name}[{i}]");
            Check(new(list.Items[i], name, list.Items[i].Span), items, faults);
        }
    }

    private static void CheckScalar(Value value, NodePlace place, SchemaRule rule, List<SchemaFault> faults)
    {
        if (rule.Enumeration.Count > 0 && !rule.Enumeration.Contains(value.ToString()))
            faults.Add(new(SchemaFaultKind.NotAllowed, place, rule));
        if (value is Value.Text(var text))
        {
            if (text.Length < rule.MinLength)
                faults.Add(Bounds(place, rule, rule.MinLength == 1 ? "must not be empty" : $"is shorter than {Quantity.Of(rule.MinLength, "character")}"));
            if (text.Length > rule.MaxLength)
                faults.Add(Bounds(place, rule, $"is longer than {Quantity.Of(rule.MaxLength, "character")}"));
            if (rule.Pattern?.IsMatch(text) == false)
                faults.Add(new(SchemaFaultKind.Form, place, rule));
        }
        else if (value is Value.Number(var amount))
        {
            if (amount < rule.Minimum)
                faults.Add(Bounds(place, rule, string.Create(CultureInfo.InvariantCulture, $"must be at least {rule.Minimum}")));
            if (amount > rule.Maximum)
                faults.Add(Bounds(place, rule, string.Create(CultureInfo.InvariantCulture, $"must be at most {rule.Maximum}")));
        }
    }

    private static void CheckForms(NodePlace place, SchemaRule rule, List<SchemaFault> faults)
    {
        if (rule.OneOf.Count > 0)
        {
            var forms = rule.OneOf.Select(form => Check(place, form)).ToList();
            if (forms.Count(f => f.Count == 0) is var fitting and not 1)
                faults.Add(new(fitting == 0 ? SchemaFaultKind.NoForm : SchemaFaultKind.SeveralForms, place, rule) { Forms = forms });
        }

        if (rule.AnyOf.Count > 0 && rule.AnyOf.Select(form => Check(place, form)).ToList() is var any && any.TrueForAll(f => f.Count > 0))
            faults.Add(new(SchemaFaultKind.NoForm, place, rule) { Forms = any });
    }

    private static bool HasType(Node node, string type) => (type, node) switch
    {
        ("object", Node.Mapping) or ("array", Node.Sequence) => true,
        (_, Node.Scalar scalar) => (type, Bare(scalar.Value)) switch
        {
            ("string", Value.Text) or ("number", Value.Number) or ("boolean", Value.Bool) or ("null", Value.Null) => true,
            ("integer", Value.Number(var amount)) => decimal.IsInteger(amount),
            _ => false,
        },
        _ => false,
    };

    private static Value Bare(Value value) => value is Value.Secret(var inner) ? inner : value;

    private static SchemaFault Bounds(NodePlace place, SchemaRule rule, string bound) => new(SchemaFaultKind.Bounds, place, rule) { Bound = bound };
}
