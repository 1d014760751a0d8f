using System.Text.RegularExpressions;

namespace FlowPlan.Architecture.Tests.Wording;

/// <summary>A phrase that is no longer used, and what to write instead.</summary>
internal sealed record OldPhrase(string Pattern, string Instead)
{
    /// <summary>A blank also matches a line break, with the beginning of a comment's next line.</summary>
    private readonly Regex regex = new(Pattern.Replace(" ", @"\s+(?:///?\s*)?", StringComparison.Ordinal), RegexOptions.IgnoreCase);

    public static IReadOnlyList<OldPhrase> All { get; } = [..
        File.ReadAllLines(Path.Combine(Repository.Root, "tests", "FlowPlan.Architecture.Tests", "Wording", "old-phrases.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(" => ", 2))
            .Select(parts => new OldPhrase(parts[0], parts[1]))];

    /// <summary>Where the phrase occurs: <c>file:line: text</c>.</summary>
    public IEnumerable<string> In(string file, string text) => regex.Matches(text).Select(match =>
        $"{file}:{1 + text.AsSpan(0, match.Index).Count('\n')}: '{match.Value.ReplaceLineEndings(" ")}' (write: {Instead})");
}
