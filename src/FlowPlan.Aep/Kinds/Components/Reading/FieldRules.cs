using FlowPlan.Aep.Kinds.Components.Fields;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Components.Reading;

/// <summary>What a field of a type can have: the registry refuses anything else.</summary>
internal static class FieldRules
{
    private static readonly string[] OfTexts = ["pattern", "minLength", "maxLength", "enum", "format"];
    private static readonly string[] OfNumbers = ["minimum", "maximum"];
    private static readonly string[] BesideUri = ["pattern", "minLength", "maxLength", "enum", "default", "values", "format"];

    /// <summary>What is wrong with a field, one sentence part; null where nothing is.</summary>
    /// <param name="field">The field.</param>
    /// <param name="hasLower">Whether fields below it are declared.</param>
    public static string? FaultIn(Value.Map field, bool hasLower)
    {
        if (field["ref"] is not null)
            return null;
        var type = FieldTypes.Find(field.TextOf("type") ?? FieldTypes.Object)!;
        if (type.Json != "string" && OfTexts.FirstOrDefault(n => field[n] is not null) is { } ofText)
            return $"has '{ofText}', which only a string can have";
        if (type.Json is not ("number" or "integer") && OfNumbers.FirstOrDefault(n => field[n] is not null) is { } ofNumber)
            return $"has '{ofNumber}', which only a number can have";
        if (type.Name == "uri" && BesideUri.FirstOrDefault(n => field[n] is not null) is { } beside)
            return $"has '{beside}', which a URI cannot have";
        if (field["enum"] is Value.List { Items: var values } && !values.All(v => v is Value.Text))
            return "has an enum with other values than strings";
        return type.Name switch
        {
            FieldTypes.Map when hasLower => "is a map, which has values and no fields",
            FieldTypes.Map when (field["items"] as Value.Map)?.TextOf("type") is not ("string" or "integer") => "is a map whose 'items' are neither 'string' nor 'integer'",
            FieldTypes.Array when field["items"] is null && !hasLower => "is an array without 'items'",
            FieldTypes.Array or FieldTypes.Map => null,
            _ => field["items"] is null ? null : "has 'items', which only an array or a map can have",
        };
    }
}
