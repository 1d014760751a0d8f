namespace FlowPlan.Aep.Kinds.Components.References;

/// <summary>A field that was looked for.</summary>
/// <param name="Type">The name of its type; null where there is no such field, or it is not known whether there is.</param>
/// <param name="IsUnknown">Whether it is not known whether there is such a field.</param>
internal readonly record struct FoundField(string? Type, bool IsUnknown)
{
    /// <summary>There is none.</summary>
    public static FoundField Missing => new(null, false);

    /// <summary>It is not known whether there is one.</summary>
    public static FoundField Unknown => new(null, true);
}

/// <summary>The fields of the standard components.</summary>
internal static class StandardFields
{
    private const int Deepest = 16;

    /// <summary>What the type of a required field ends with.</summary>
    private const char Required = '!';

    /// <summary>A field of a component by the names that lead to it.</summary>
    public static FoundField Find(string component, ReadOnlySpan<string> names) => Find(component, names, 0);

    private static FoundField Find(string id, ReadOnlySpan<string> names, int depth)
    {
        if (depth > Deepest || !StandardTable.All.TryGetValue(id, out var component))
            return FoundField.Unknown;
        var result = FoundField.Missing;
        for (var length = names.Length; length > 0; length--)
        {
            foreach (var type in component.Fields[string.Join('.', names[..length].ToArray())])
            {
                var found = Type(type.TrimEnd(Required), names[length..], depth);
                if (found.Type is not null)
                    return found;
                result = found.IsUnknown ? found : result;
            }
        }

        foreach (var other in component.Fields["."])
        {
            var found = Find(StandardTable.Full(other[1..]), names, depth + 1);
            if (found.Type is not null)
                return found;
            result = found.IsUnknown ? found : result;
        }

        var prefix = string.Join('.', names.ToArray());
        return result.IsUnknown || !component.Fields.Any(f => f.Key.StartsWith(prefix + ".", StringComparison.Ordinal)) ? result : new("object", false);
    }

    private static FoundField Type(string type, ReadOnlySpan<string> rest, int depth) => type switch
    {
        ['r', .. var other] => rest.IsEmpty ? new("object", false) : Find(StandardTable.Full(other), rest, depth + 1),
        "m" or "y" when !rest.IsEmpty => FoundField.Unknown,
        _ => rest.IsEmpty ? new(NameOf(type), false) : FoundField.Missing,
    };

    /// <summary>The name of the type that a code of the table stands for.</summary>
    internal static string NameOf(string code) => code switch
    {
        "s" => "string",
        "u" => "uri",
        "d" => "date",
        "D" => "date-time",
        "i" => "integer",
        "n" => "number",
        "b" => "boolean",
        "a" => "array",
        "m" => "map",
        _ => "object",
    };
}
