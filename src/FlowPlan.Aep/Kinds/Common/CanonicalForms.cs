using System.Globalization;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Common;

/// <summary>
/// The one form of each spelling that services give back differently from what they were sent. References and secrets pass through.
/// </summary>
internal static class CanonicalForms
{
    /// <summary>A whole number, given as a number or as its text: <c>"0"</c> is 0.</summary>
    public static Value? Integer(Value? value) =>
        value is Value.Text { Content: var text } && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? Value.Of((decimal)number)
            : value;

    /// <summary>
    /// A list of texts of which neither order nor repetition counts, such as the values of a tag: sorted, each once. Secrets have the place of
    /// their text, because the service returns them as any other.
    /// </summary>
    public static Value Set(Value value) => value is Value.List(var items) && items.All(i => TextOf(i) is not null)
        ? new Value.List([.. items.OrderByDescending(i => i is Value.Secret).DistinctBy(TextOf).OrderBy(TextOf, StringComparer.Ordinal)])
        : value;

    private static string? TextOf(Value item) => item switch
    {
        Value.Text(var text) => text,
        Value.Secret(Value.Text(var text)) => text,
        _ => null,
    };

    /// <summary>Rewrites the value at a key, where there is one; the rest stays as it is.</summary>
    public static Value.Map Rewrite(Value.Map map, string key, Func<Value, Value?> form) =>
        map[key] is { } value && form(value) is { } made && !made.Equals(value) ? map.With(key, made) : map;

    /// <summary>As <see cref="Rewrite(Value.Map, string, Func{Value, Value})"/>, for a key of an inner map.</summary>
    public static Value.Map Rewrite(Value.Map map, string group, string key, Func<Value, Value?> form) =>
        Rewrite(map, group, value => value is Value.Map inner ? Rewrite(inner, key, form) : value);
}
