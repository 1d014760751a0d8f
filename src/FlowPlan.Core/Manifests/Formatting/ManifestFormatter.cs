using System.Text;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Files;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;
using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace FlowPlan.Core.Manifests.Formatting;

/// <summary>A file in its new layout.</summary>
/// <param name="Path">The path as the user would write it.</param>
/// <param name="Text">What it holds now.</param>
/// <param name="IsChanged">Whether that differs from before.</param>
public sealed record FormattedFile(string Path, string Text, bool IsChanged);

/// <summary>
/// Lays a YAML file out: two spaces for each level, spaces in maps and lists in flow style, no spaces at the end of a line, at most one blank
/// line in a row. Comments, quotes and the order of keys stay as they are, and so does what the file means.
/// </summary>
public static class ManifestFormatter
{
    /// <summary>A file in its new layout; null when it cannot be read or is not YAML, which is reported.</summary>
    /// <param name="source">Where files come from.</param>
    /// <param name="path">The file.</param>
    /// <param name="found">Told of each finding.</param>
    public static FormattedFile? Format(IManifestSource source, string path, DiagnosticBag found) =>
        ManifestFiles.Read(source, path, found) is { } read && Format(read.Path, read.Text, found) is { } text ? new(read.Path, text, text != read.Text) : null;

    /// <summary>The text in its new layout; null when it is not YAML that FlowPlan reads, which is reported.</summary>
    /// <param name="path">The file's path in findings.</param>
    /// <param name="text">What it holds.</param>
    /// <param name="found">Told of each finding.</param>
    public static string? Format(string path, string text, DiagnosticBag found)
    {
        var lineBreak = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var source = new SourceText(path, text.Replace("\r\n", "\n", StringComparison.Ordinal));
        var errors = new DiagnosticBag();
        var before = YamlReader.Read(source, errors, ifEmpty: null);
        if (errors.HasErrors)
        {
            found.AddRange(errors.ToSorted());
            return null;
        }

        var comments = CommentsOf(source.Text);
        var formatted = comments is null ? null : Lay(source);
        if (formatted is null || !Equals(YamlReader.Read(formatted, errors, ifEmpty: null)?.ToValue(), before?.ToValue()) || errors.HasErrors || CommentsOf(formatted.Text) is not { } after || !after.SequenceEqual(comments!))
        {
            found.Add(YamlDiagnostics.CannotFormat(path));
            return text;
        }

        return formatted.Text.Replace("\n", lineBreak, StringComparison.Ordinal);
    }

    private static SourceText? Lay(SourceText source)
    {
        try
        {
            var spaced = source with { Text = WithGaps(source.Text, YamlShape.Of(source).Gaps) };
            return source with { Text = new LineWriter(YamlShape.Of(spaced), spaced.Text.Split('\n')).Write() };
        }
        catch (DiagnosticException)
        {
            // What is read with leave, such as anchors in flow style, may not be read without.
            return null;
        }
    }

    private static string WithGaps(string text, IReadOnlyList<(int Start, int End, string Text)> gaps)
    {
        var changed = new StringBuilder(text.Length);
        var at = 0;
        foreach (var (start, end, gap) in gaps)
        {
            changed.Append(text, at, start - at).Append(gap);
            at = end;
        }

        return changed.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>The texts of all comments; null when the tokens cannot be read.</summary>
    private static List<string>? CommentsOf(string text)
    {
        try
        {
            var (scanner, comments) = (new Scanner(new StringReader(text), skipComments: false), new List<string>());
            while (scanner.MoveNext())
            {
                if (scanner.Current is Comment comment)
                    comments.Add(comment.Value.Trim());
            }

            return comments;
        }
        catch (YamlException)
        {
            return null;
        }
    }
}
