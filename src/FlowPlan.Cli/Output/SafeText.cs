using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace FlowPlan.Cli.Output;

/// <summary>
/// Makes text from manifests and services safe to print: names, values and user names may hold characters that move the
/// cursor, reorder text or end a line, and words that a CI system takes as a command.
/// </summary>
internal static partial class SafeText
{
    /// <summary>True for C0, DEL and C1 control characters, bidirectional controls, and line and paragraph separators.</summary>
    public static bool IsControl(char c) =>
        char.IsControl(c) || c is '\u061c' or '\u200e' or '\u200f' or '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\ufeff';

    /// <summary>The text in one line: control characters as escape sequences, and no command of a CI system.</summary>
    public static string Line(string text) =>
        WithoutCommands(text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 ? text : Escape(text, EscapeOf));

    /// <summary>As <see cref="Line"/>, for text that begins a line of output.</summary>
    public static string LineStart(string text)
    {
        var line = Line(text);
        var first = line.AsSpan().TrimStart();
        return first.StartsWith("::", StringComparison.Ordinal)
            ? string.Concat(line.AsSpan(0, line.Length - first.Length), @"\u003a", first[1..])
            : line;
    }

    /// <summary>A text that becomes a part of any other: its own lines and tabs stay, and none of them moves the cursor or is a command of a CI system.</summary>
    public static string Embedded(string text) => text.AsSpan().IndexOfAny('\n', '\t') < 0
        ? LineStart(text)
        : string.Join('\n', text.Split('\n').Select(line => string.Join('\t', line.Split('\t').Select(LineStart))));

    /// <summary>A JSON document with control characters as JSON escapes, and no command of a CI system; both can only be inside its strings.</summary>
    public static string Json(string json) => WithoutCommands(Escape(json, c => c is '\n' ? "\n" : Hexadecimal(c)));

    private static string WithoutCommands(string text) =>
        text.Contains("##", StringComparison.Ordinal) ? CiCommand().Replace(text, @"#\u0023$1[") : text;

    private static string Escape(string text, Func<char, string> escape)
    {
        StringBuilder? escaped = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (IsControl(text[i]))
                (escaped ??= new StringBuilder(text.Length + 16).Append(text, 0, i)).Append(escape(text[i]));
            else
                escaped?.Append(text[i]);
        }

        return escaped?.ToString() ?? text;
    }

    private static string EscapeOf(char c) => c switch
    {
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        '\u001b' => @"\e",
        _ => Hexadecimal(c),
    };

    private static string Hexadecimal(char c) => @"\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture);

    /// <summary>Logging commands of Azure Pipelines, TeamCity and older GitHub runners, which are found anywhere in a line.</summary>
    [GeneratedRegex("##([A-Za-z]*)\\[")]
    private static partial Regex CiCommand();
}
