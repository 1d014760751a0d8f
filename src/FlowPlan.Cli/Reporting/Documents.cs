using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Reporting;

/// <summary>What the JSON documents of commands, described by <c>schema/results.schema.json</c>, are made of.</summary>
internal static class Documents
{
    /// <summary>A text; null for none, which a map leaves out.</summary>
    public static Value? Text(string? text) => text is null ? null : Value.Of(text);

    /// <summary>A list of texts.</summary>
    public static Value Texts(IEnumerable<string> texts) => List(texts, Value.Of);

    /// <summary>A list.</summary>
    public static Value List<T>(IEnumerable<T> items, Func<T, Value> valueOf) => new Value.List([.. items.Select(valueOf)]);

    /// <summary>A finding, in the form that it has in all documents.</summary>
    public static Value Of(Diagnostic finding) => Value.Map.Of(
        ("code", Value.Of(finding.Code)),
        ("severity", Value.Of(finding.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "info" })),
        ("message", Value.Of(finding.Message)),
        ("address", Text(finding.Address?.ToString())),
        ("file", Text(finding.Span?.Source.Path)),
        ("line", finding.Span is { HasPosition: true } span ? Value.Of(span.Line) : null),
        ("column", finding.Span is { HasPosition: true } at ? Value.Of(at.Column) : null),
        ("help", Text(finding.Help)));

    /// <summary>The value without its secrets, and with references as text.</summary>
    public static Value Shown(Value value) => value switch
    {
        Value.Secret or Value.SecretDigest => Value.Of("(sensitive)"),
        Value.Reference reference => Value.Of(reference.ToString()),
        Value.List(var items) => List(items, Shown),
        Value.Map map => Value.Map.Of(map.Entries.Select(e => KeyValuePair.Create(e.Key, Shown(e.Value)))),
        _ => value,
    };
}
