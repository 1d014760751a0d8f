using System.Collections.Frozen;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Components.Fields;

/// <summary>A type of XDM fields as JSON Schema writes it.</summary>
/// <param name="Name">The name that a manifest uses.</param>
/// <param name="Json">The type in JSON Schema.</param>
/// <param name="Format">The format that makes the type; null where none does.</param>
/// <param name="Limit">The largest absolute value that makes the type; null where none does.</param>
internal sealed record FieldType(string Name, string Json, string? Format = null, decimal? Limit = null);

/// <summary>The types of XDM fields.</summary>
internal static class FieldTypes
{
    public const string Object = "object";
    public const string Array = "array";
    public const string Map = "map";
    public const string Text = "string";

    private static readonly FieldType[] Known =
    [
        new(Text, "string"),
        new("uri", "string", "uri"),
        new("date", "string", "date"),
        new("date-time", "string", "date-time"),
        new("boolean", "boolean"),
        new("number", "number"),
        new("integer", "integer"),
        new("long", "integer", null, 9007199254740991),
        new("short", "integer", null, 32768),
        new("byte", "integer", null, 128),
        new(Object, "object"),
        new(Array, "array"),
        new(Map, "object"),
    ];

    private static readonly FrozenDictionary<string, string> OtherNames = new Dictionary<string, string>
    {
        ["text"] = Text,
        ["int"] = "integer",
        ["double"] = "number",
        ["bool"] = "boolean",
        ["datetime"] = "date-time",
        ["dateTime"] = "date-time",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, FieldType> ByName = Known.ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);

    /// <summary>The names, for messages.</summary>
    public static IEnumerable<string> Names => Known.Select(t => t.Name);

    /// <summary>The type of a name, also of one of its other names; null where there is none.</summary>
    public static FieldType? Find(string name) => ByName.GetValueOrDefault(OtherNames.GetValueOrDefault(name, name));

    /// <summary>Whether the type is one of integers.</summary>
    public static bool IsInteger(string name) => Find(name)?.Json == "integer";

    /// <summary>The type that a JSON Schema type, its format and its bounds make.</summary>
    public static string NameOf(string? json, string? format, Value? minimum, Value? maximum)
    {
        if (json == "integer" && minimum is Value.Number(var low) && maximum is Value.Number(var high))
            return Known.FirstOrDefault(t => t.Limit is { } limit && IsBound(limit, low, high))?.Name ?? "integer";
        return Known.FirstOrDefault(t => t.Json == json && t.Format is not null && t.Format == format)?.Name ?? json ?? Object;
    }

    /// <summary>Whether bounds only say what the type says anyway.</summary>
    public static bool IsImplied(string type, Value? minimum, Value? maximum) =>
        minimum is Value.Number(var low) && maximum is Value.Number(var high) && IsBound(type == "integer" ? 2147483648 : Find(type)?.Limit ?? -1, low, high);

    /// <summary>The documents disagree by one about the bounds.</summary>
    private static bool IsBound(decimal limit, decimal low, decimal high) =>
        Math.Abs(Math.Abs(low) - limit) <= 1 && Math.Abs(Math.Abs(high) - limit) <= 1 && low < 0 && high > 0;
}
