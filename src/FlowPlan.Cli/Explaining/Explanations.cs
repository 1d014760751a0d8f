using System.Text.Json;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;

namespace FlowPlan.Cli.Explaining;

/// <summary>Explains codes of findings, kinds, and keys of the manifest.</summary>
/// <param name="dialect">The manifest's language.</param>
internal sealed class Explanations(IManifestDialect dialect)
{
    private readonly JsonElement schema = Parse(dialect.Vocabulary.JsonSchema);

    /// <summary>What can be explained.</summary>
    public string List() => new HangingText()
        .Line("Kinds of resources, such as 'flowplan explain flow'")
        .Rows(dialect.Kinds.OrderBy(k => k.Name, StringComparer.Ordinal).Select(k => (k.Name, KindPage.Of(k.Name)?.Summary ?? TopicOf([k.Name])?.Description)))
        .Line()
        .Line("Other keys of a manifest, such as 'flowplan explain variables'")
        .Rows(OtherKeys().Select(k => (k.Key, k.Topic.Description)))
        .Line()
        .Line("Fields, such as 'flowplan explain flow.schedule'")
        .Line("Codes of diagnostics, such as 'flowplan explain FP1204'")
        .ToString();

    /// <summary>The text of a topic, such as <c>FP1204</c>, <c>flow</c> or <c>flows.schedule</c>; null where there is none.</summary>
    public string? Find(string topic)
    {
        if (KnownDiagnostics.All.FirstOrDefault(d => string.Equals(d.Code, topic, StringComparison.OrdinalIgnoreCase)) is { } descriptor)
            return Of(descriptor);
        var parts = topic.Split('.');
        if (TopicOf(parts) is not { } found)
            return null;
        var kind = KindOf(parts[0]);
        return parts is [_] && kind is not null && KindPage.Of(kind.Name) is { } page ? Of(kind, page) : Of(parts, kind, found);
    }

    /// <summary>The topic that was probably meant; null where none is near.</summary>
    public string? Nearest(string topic)
    {
        var parts = topic.Split('.');
        for (var known = parts.Length - 1; known > 0; known--)
        {
            if (TopicOf(parts[..known]) is { } found)
                return DidYouMean.Closest(parts[known], found.Keys.Select(k => k.Key)) is { } key ? string.Join('.', [.. parts[..known], key]) : null;
        }

        return DidYouMean.Closest(parts[0], dialect.Kinds.SelectMany(k => new[] { k.Name, k.Section }).Concat(OtherKeys().Select(k => k.Key)))
            ?? (topic.StartsWith("FP", StringComparison.OrdinalIgnoreCase) ? KnownDiagnostics.All.Select(d => d.Code).FirstOrDefault(c => c.StartsWith(topic, StringComparison.OrdinalIgnoreCase)) : null);
    }

    private static string Of(DiagnosticDescriptor descriptor) => new HangingText()
        .Line($"{descriptor.Code} ({descriptor.Severity.ToString().ToLowerInvariant()})")
        .Line()
        .Rows(
            ("Meaning", descriptor.Title.Replace("`", "'", StringComparison.Ordinal)),
            ("What to do", descriptor.Remedy.Replace("`", "'", StringComparison.Ordinal)),
            ("Exit code", descriptor.Severity == Severity.Error ? FormattableString.Invariant($"{(int)descriptor.Exit}") : null))
        .ToString();

    private static string Of(KindDescription kind, KindPage page)
    {
        var text = new HangingText().Line(kind.Name).Line().Paragraph(page.Summary).Line();
        foreach (var line in page.Example)
            text.Line($"    {line}".TrimEnd());
        return text.Line().Line("Fields (* is required)").Rows(page.Fields.Select(f => (f.Key + (f.Required == "yes" ? " *" : string.Empty), (string?)f.Meaning)))
            .Line().Line("Attributes for outputs and references").Rows(page.Attributes.Select(a => (a.Name, (string?)a.Meaning)))
            .Line().Line($"More about a field: flowplan explain {kind.Name}.{page.Fields[0].Key}")
            .ToString();
    }

    private string Of(string[] parts, KindDescription? kind, SchemaTopic topic)
    {
        var field = kind is not null && parts.Length == 2 ? KindPage.Of(kind.Name)?.Fields.FirstOrDefault(f => f.Key == parts[1]) : null;
        var isRequired = parts.Length > 1 && TopicOf(parts[..^1])!.Keys.First(k => k.Key == parts[^1]).IsRequired;
        var text = new HangingText().Line(string.Join('.', [kind?.Name ?? parts[0], .. parts[1..]])).Line();
        if ((field?.Meaning ?? topic.Description) is { } meaning)
            text.Paragraph(meaning).Line();
        text.Rows(
            ("Type", topic.Type),
            ("Required", field?.Required ?? (parts.Length == 1 ? null : isRequired ? "yes" : "no")),
            ("Default", field is { Default.Length: > 0 } ? field.Default : topic.Default),
            ("A change", field?.Change),
            ("One of", string.Join(", ", topic.Values)),
            ("Form", topic.Form),
            ("Example", string.Join(", ", topic.Examples)));
        return topic.Keys.Count == 0
            ? text.ToString()
            : text.Line().Line("Fields (* is required)").Rows(topic.Keys.Select(k => (k.Key + (k.IsRequired ? " *" : string.Empty), (string?)(k.Topic.Description ?? k.Topic.Type)))).ToString();
    }

    private SchemaTopic? TopicOf(string[] parts)
    {
        var kind = KindOf(parts[0]);
        if (!(kind is null && schema.GetProperty("properties").TryGetProperty(parts[0], out var at)) && !(schema.TryGetProperty("definitions", out var definitions) && definitions.TryGetProperty(kind?.Name ?? parts[0], out at)))
            return null;
        var topic = new SchemaTopic(schema, at);
        foreach (var part in parts.Skip(1))
        {
            if (topic.Keys.FirstOrDefault(k => k.Key == part).Topic is not { } inner)
                return null;
            topic = inner;
        }

        return topic;
    }

    private KindDescription? KindOf(string name) => dialect.Kinds.FirstOrDefault(k => k.Name == name || k.Section == name);

    /// <summary>The keys of a manifest that are not sections of resources.</summary>
    private IEnumerable<(string Key, SchemaTopic Topic)> OtherKeys() => schema.GetProperty("properties").EnumerateObject()
        .Where(p => KindOf(p.Name) is null)
        .Select(p => (p.Name, new SchemaTopic(schema, p.Value)));

    private static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
