using System.Text;
using System.Text.Json;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.Manifests.Syntax;

/// <summary>
/// Explains a syntax error in a JSON file in the terms of JSON. Such a file is read as YAML, of which JSON is a part; only one that is
/// not valid as either gets here.
/// </summary>
internal sealed class JsonFaults
{
    private const int MaxDepth = 1000;

    private readonly SourceText source;
    private readonly string text;
    private readonly Stack<int> open = [];
    private JsonTokenType last = JsonTokenType.None;

    private JsonFaults(SourceText source)
    {
        this.source = source;
        text = source.Text;
    }

    /// <summary>Whether a file is JSON by its name.</summary>
    public static bool IsJson(SourceText source) => source.Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    /// <summary>The first error; null when the text is valid JSON.</summary>
    public static Diagnostic? Explain(SourceText source)
    {
        var faults = new JsonFaults(source);
        return faults.EndOfValidPart() is { } end ? faults.ExplainAfter(end) : null;
    }

    /// <summary>A comment of JavaScript within a text without quotes; null when there is none.</summary>
    public static Diagnostic? CommentIn(SourceText source, int start, int end)
    {
        var faults = new JsonFaults(source);
        for (var at = start; at + 1 < end; at++)
        {
            if (source.Text[at] == '/' && (source.Text[at + 1] is '/' or '*') && (at == start || char.IsWhiteSpace(source.Text[at - 1])))
                return faults.Comment(at);
        }

        return null;
    }

    /// <summary>Where the last valid token ends, in characters; null when all are valid.</summary>
    private int? EndOfValidPart()
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = MaxDepth });
        var (counted, at, end) = (0, 0, 0);
        try
        {
            while (reader.Read())
            {
                last = reader.TokenType;
                end = (int)reader.BytesConsumed;
                if (last is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    at += Encoding.UTF8.GetCharCount(bytes, counted, (int)reader.TokenStartIndex - counted);
                    counted = (int)reader.TokenStartIndex;
                    open.Push(at);
                }
                else if (last is JsonTokenType.EndObject or JsonTokenType.EndArray)
                {
                    open.Pop();
                }
            }

            return null;
        }
        catch (JsonException)
        {
            return Encoding.UTF8.GetCharCount(bytes, 0, end);
        }
    }

    private Diagnostic ExplainAfter(int end)
    {
        var at = NextFrom(end);
        if (at == text.Length)
            return Unclosed();
        if (last is not JsonTokenType.None && open.Count == 0)
            return Fault(at, "unexpected text after the end of the value", "remove it");
        if (text[at] != ',')
            return last is JsonTokenType.None or JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.PropertyName
                ? ExplainToken(at)
                : NotSeparated(at);
        var next = NextFrom(at + 1);
        if (next == text.Length)
            return Unclosed();
        return text[next] is '}' or ']'
            ? Fault(at, $"a comma before '{text[next]}'", "remove the comma")
            : text[next] == ',' ? Fault(next, "a second comma", "remove one of the two") : ExplainToken(next);
    }

    private Diagnostic NotSeparated(int at) => text[at] switch
    {
        '}' or ']' or '/' or '#' or '\'' => ExplainToken(at),
        ':' => Fault(at, "a ':' where a comma is expected", "write \"key\": value, with the key in double quotes"),
        _ => Fault(at, "a comma is missing before this", "separate entries with commas"),
    };

    private Diagnostic ExplainToken(int at) => text[at] switch
    {
        '/' or '#' => Comment(at),
        '\'' => Fault(at, "a string in single quotes", "use double quotes"),
        '"' => ExplainString(at),
        '}' or ']' => Fault(at, last is JsonTokenType.PropertyName ? "a value is expected here" : $"'{text[at]}' does not close the '{text[open.Peek()]}' that is open", "check the brackets before it"),
        ',' or ':' => Fault(at, "a value or a key is expected here", "write \"key\": value"),
        >= '0' and <= '9' or '-' or '+' or '.' when !IsKey => Fault(at, "invalid number", "write it as 1, -1, 0.5 or 1e3, or put it in double quotes"),
        _ => Fault(at, IsKey ? "a key must be in double quotes" : "invalid value", IsKey ? "write \"key\": value" : "put a string in double quotes; other values are true, false, null, numbers, {…} and […]"),
    };

    private Diagnostic Comment(int at) => Fault(at, "a comment, which JSON does not allow", "remove it, or write the file as YAML, with '#'");

    private Diagnostic ExplainString(int start)
    {
        var at = start + 1;
        for (; at < text.Length && text[at] != '"'; at++)
        {
            if (text[at] is '\n' or '\r')
                return Fault(start, "a string is not closed on its line", "close it with '\"', and write a line break as \\n");
            if (char.IsControl(text[at]))
                return Fault(at, "a control character in a string", "write it as an escape, such as \\t");
            if (text[at] != '\\')
                continue;
            if (!IsEscape(at + 1))
                return Fault(at, "invalid escape sequence", "write \\\\ for a backslash");
            at++;
        }

        if (at >= text.Length)
            return Fault(start, "a string is not closed", "close it with '\"'");
        return IsKey ? Fault(start, "a key is not followed by ':'", "write \"key\": value") : Fault(start, "invalid string", "check its escape sequences");
    }

    private bool IsEscape(int at) => at < text.Length && (text[at] == 'u'
        ? at + 4 < text.Length && text.AsSpan(at + 1, 4).IndexOfAnyExcept(System.Buffers.SearchValues.Create("0123456789abcdefABCDEF")) < 0
        : "\"\\/bfnrt".Contains(text[at], StringComparison.Ordinal));

    /// <summary>Whether a key is due: in an object, unless one has just been read.</summary>
    private bool IsKey => open.TryPeek(out var at) && text[at] == '{' && last != JsonTokenType.PropertyName;

    private Diagnostic Unclosed() => open.TryPeek(out var at)
        ? Fault(at, $"this '{text[at]}' is not closed", text[at] == '{' ? "close it with '}'" : "close it with ']'")
        : Fault(0, "there is no value", "begin with '{'");

    private int NextFrom(int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\r' or '\n')
            at++;
        return at;
    }

    private Diagnostic Fault(int at, string what, string help) => YamlDiagnostics.JsonSyntax(source.Span(at, Math.Min(at + 1, text.Length)), what, help);
}
