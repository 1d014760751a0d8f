using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Common;

/// <summary>The one parser of versions, in all the forms in which manifests and services write them. References and secrets pass through.</summary>
internal static class Versions
{
    /// <summary>
    /// A version with its minor part: <c>1</c>, 1, <c>1.0</c> and <c>application/vnd.adobe.xed-full+json; version=1</c> are all <c>1.0</c>.
    /// </summary>
    public static Value? Full(Value? value)
    {
        var bare = Bare(value);
        return bare is Value.Text { Content: var text } && text.Length > 0 && text.All(char.IsAsciiDigit) ? Value.Of(text + ".0") : bare;
    }

    /// <summary>The major part of a version: <c>1.0</c>, 1 and <c>application/vnd.adobe.xed+json; version=1</c> are all <c>1</c>.</summary>
    public static Value? Major(Value? value)
    {
        var bare = Bare(value);
        return bare is Value.Text { Content: var text } && text.Contains('.', StringComparison.Ordinal) ? Value.Of(text.Split('.')[0]) : bare;
    }

    private static Value? Bare(Value? value)
    {
        if (value is Value.Number number)
            return Value.Of(number.ToString());
        if (value is not Value.Text { Content: var text })
            return value;
        var trimmed = text.Trim();
        if (!trimmed.Contains('/', StringComparison.Ordinal))
            return trimmed.Length == text.Length ? value : Value.Of(trimmed);
        foreach (var parameter in trimmed.Split(';').Skip(1))
        {
            var parts = parameter.Split('=', 2);
            if (parts.Length == 2 && string.Equals(parts[0].Trim(), "version", StringComparison.OrdinalIgnoreCase))
                return Value.Of(parts[1].Trim());
        }

        return null;
    }
}
