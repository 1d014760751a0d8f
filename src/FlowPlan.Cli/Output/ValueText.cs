using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Output;

/// <summary>How a value looks to people.</summary>
internal static class ValueText
{
    /// <summary>One line, or several for a text of several lines. A secret never shows.</summary>
    public static string Of(Value? value) => value switch
    {
        null => "(none)",
        Value.Reference reference => $"(known after apply: {reference})",
        Value.Secret or Value.SecretDigest => "(sensitive)",
        Value.Text(var text) => Quoted(text),
        Value.List or Value.Map => Structure(value),
        _ => value.ToString(),
    };

    private static string Structure(Value value) => value switch
    {
        Value.List(var items) => $"[{string.Join(", ", items.Select(Of))}]",
        Value.Map map => $"{{ {string.Join(", ", map.Entries.Select(e => $"{SafeText.Line(e.Key)}: {Of(e.Value)}"))} }}",
        _ => Of(value),
    };

    private static string Quoted(string text) => $"\"{SafeText.Line(text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal))}\"";
}
