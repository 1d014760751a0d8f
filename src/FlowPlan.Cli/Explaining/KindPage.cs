using System.Text.RegularExpressions;

namespace FlowPlan.Cli.Explaining;

/// <summary>A key in a kind's block, as its page says.</summary>
internal sealed record KindField(string Key, string Required, string Default, string Change, string Meaning);

/// <summary>The page of a kind in docs/kinds, which is part of the program.</summary>
/// <param name="Summary">What the kind is.</param>
/// <param name="Example">A block of it.</param>
/// <param name="Fields">Its keys.</param>
/// <param name="Attributes">What references and outputs can name.</param>
internal sealed partial record KindPage(string Summary, IReadOnlyList<string> Example, IReadOnlyList<KindField> Fields, IReadOnlyList<(string Name, string Meaning)> Attributes)
{
    /// <summary>The page of a kind; null where there is none.</summary>
    public static KindPage? Of(string kind)
    {
        using var stream = typeof(KindPage).Assembly.GetManifestResourceStream($"kinds/{kind}.md");
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n');
        return new(
            Plain(lines.First(l => l.Length > 0 && l[0] != '#')),
            [.. lines.SkipWhile(l => l != "```yaml").Skip(1).TakeWhile(l => l != "```")],
            [.. Table(lines, "| Key |").Select(c => new KindField(c[0], c[1], c[2], c[3], c[4]))],
            [.. Table(lines, "| Attribute |").Select(c => (c[0], c[1]))]);
    }

    /// <summary>The cells of a table below its heading.</summary>
    private static IEnumerable<string[]> Table(string[] lines, string heading) => lines
        .SkipWhile(l => !l.StartsWith(heading, StringComparison.Ordinal))
        .Skip(2)
        .TakeWhile(l => l.StartsWith('|'))
        .Select(l => Bar().Split(l)[1..^1])
        .Select(cells => Array.ConvertAll(cells, Plain));

    /// <summary>Markdown as text: links without their targets.</summary>
    private static string Plain(string markdown) => Link().Replace(markdown, "$1").Replace("`", string.Empty, StringComparison.Ordinal).Replace("\\|", "|", StringComparison.Ordinal).Trim();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bar();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex Link();
}
