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
        if (rule.Types.Count > 0 && !HasOneOf(rule.Types, place.Node))
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
        for (var i = 0; i < rule.Required.Count; i++)
        {
            if (map.Entry(rule.Required[i]) is null)
                faults.Add(new(SchemaFaultKind.MissingKey, place, rule) { Key = rule.Required[i] });
        }

        if (map.Entries.Length < rule.MinProperties)
            faults.Add(Bounds(place, rule, "has too few entries"));
        if (map.Entries.Length > rule.MaxProperties)
            faults.Add(Bounds(place, rule, "has too many entries"));
        foreach (var entry in map.Entries)
            CheckEntry(entry, place, rule, faults);
    }

    /// <summary>What is under a key meets the rule of that name and those whose pattern the key matches; without any, the one for all other keys.</summary>
    private static void CheckEntry(MappingEntry entry, NodePlace map, SchemaRule rule, List<SchemaFault> faults)
    {
        var place = new NodePlace(entry.Value, entry.Key, entry.KeySpan);
        var has = rule.Properties.TryGetValue(entry.Key, out var named);
        if (has)
            Check(place, named!, faults);
        for (var i = 0; i < rule.PatternProperties.Count; i++)
        {
            if (!rule.PatternProperties[i].Pattern.IsMatch(entry.Key))
                continue;
            has = true;
            Check(place, rule.PatternProperties[i].Rule, faults);
        }

        if (has)
            return;
        if (rule.AdditionalProperties is { } other)
            Check(place, other, faults);
        else if (!rule.AllowsAdditionalProperties)
            faults.Add(new(SchemaFaultKind.UnknownKey, map, rule) { Key = entry.Key });
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
            var forms = CheckEach(rule.OneOf, place);
            if (forms.Count(f => f.Count == 0) is var fitting and not 1)
                faults.Add(new(fitting == 0 ? SchemaFaultKind.NoForm : SchemaFaultKind.SeveralForms, place, rule) { Forms = forms });
        }

        if (rule.AnyOf.Count > 0 && CheckEach(rule.AnyOf, place) is var any && any.TrueForAll(f => f.Count > 0))
            faults.Add(new(SchemaFaultKind.NoForm, place, rule) { Forms = any });
    }

    private static List<IReadOnlyList<SchemaFault>> CheckEach(IReadOnlyList<SchemaRule> forms, NodePlace place)
    {
        var checkedForms = new List<IReadOnlyList<SchemaFault>>(forms.Count);
        for (var i = 0; i < forms.Count; i++)
            checkedForms.Add(Check(place, forms[i]));
        return checkedForms;
    }

    private static bool HasOneOf(IReadOnlyList<string> types, Node node)
    {
        for (var i = 0; i < types.Count; i++)
        {
            if (HasType(node, types[i]))
                return true;
        }

        return false;
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
