using FlowPlan.Core.Diagnostics;
using YamlDotNet.Core;

namespace FlowPlan.Core.Manifests.Syntax;

/// <summary>Explains a syntax error of the YAML parser.</summary>
internal static class YamlFaults
{
    private const string Quote = "put the whole value in quotes";

    private static readonly (string Contains, string Text, string Help)[] Explanations =
    [
        ("multiline plain scalar, found invalid mapping", "the value of the previous line continues into this key", "write 'key: value' there, and check the indentation of both lines"),
        ("found invalid mapping", "a ':' where no key is allowed", "put a string that contains ': ' in quotes, and check the indentation of this line and the one before"),
        ("mapping values are not allowed", "a ':' where no key is allowed", "put a string that contains ': ' in quotes, and check the indentation of this line and the one before"),
        ("expected '-' indicator", "a key among the items of a list", "begin each item with '- ', or indent the list under a key of its own"),
        ("sequence entries are not allowed", "a list item is not allowed here", "begin each item on a line of its own, or write [one, two]"),
        ("cannot start any token", "an unquoted string cannot begin with this character", Quote),
        ("unknown escape character", "invalid escape sequence in double quotes", "write \\\\, or use single quotes"),
        ("quoted scalar", "a quoted string is not closed", "close it with the quote character that opens it"),
        ("expected node content", "a value is expected here", Quote + " if it begins with one of these: ] } , : ? - @ ` % & * !"),
        ("block scalar", "the header of a block scalar is '|' or '>' and nothing else", "begin the text on the next line"),
        ("simple key", "a key is not followed by ':'", "write 'key: value'"),
        ("expected ':'", "a key is not followed by ':'", "write 'key: value'"),
        ("incompatible YAML document", "unsupported YAML version", "remove the %YAML line"),
        ("directive", "a directive cannot be read", "remove the line that begins with '%'"),
        ("anchor or alias", "an anchor or alias has an invalid name", Quote + " if no alias is meant"),
        ("tag", "a tag cannot be read", Quote + " if no tag is meant"),
        ("flow mapping", "a '{' is not closed, or its entries are not separated by commas", "write {key: value, other: value}"),
        ("flow sequence", "a '[' is not closed, or its items are not separated by commas", "write [one, two]"),
        ("<document start>", "unexpected text after the end of the manifest", "check the indentation of this line"),
    ];

    public static Diagnostic Explain(SourceText source, YamlException fault)
    {
        var span = source.Span((int)fault.Start.Index, (int)fault.End.Index);
        if (TabAt(source, span.Line, fault.Message) is { } tab)
            return YamlDiagnostics.Tab(tab);
        if (fault.Message.Contains("did not find expected key", StringComparison.Ordinal))
            return AfterValueOrIndented(source, span);
        if (IsBlockScalar(fault.Message) && BlankLineBefore(source, span.Line) is { } blank)
            return YamlDiagnostics.Syntax(blank, "a blank line at the beginning of a block scalar contains spaces", "remove the spaces from the blank lines before the text");
        var known = Array.Find(Explanations, e => fault.Message.Contains(e.Contains, StringComparison.OrdinalIgnoreCase));
        return known.Text is null
            ? YamlDiagnostics.Syntax(span, Lower(fault.Message))
            : YamlDiagnostics.Syntax(span, known.Text, known.Help);
    }

    /// <summary>A flow collection that is never closed.</summary>
    public static Diagnostic Unclosed(SourceText source, int start)
    {
        var span = source.Span(start, start + 1);
        return start < source.Text.Length && source.Text[start] is '[' or '{'
            ? YamlDiagnostics.Syntax(span, $"the '{source.Text[start]}' is not closed, or its contents are not separated by commas", "close it, and check the indentation after it")
            : YamlDiagnostics.Syntax(span, "the rest cannot be parsed", "check quotes, brackets and indentation");
    }

    private static Diagnostic AfterValueOrIndented(SourceText source, SourceSpan span)
    {
        var before = source.Line(span.Line)?[..(span.Column - 1)] ?? string.Empty;
        if (string.IsNullOrWhiteSpace(before))
            return YamlDiagnostics.Syntax(span, "the indentation does not match the previous lines", "keys of one map begin in the same column");
        return before.Contains("{{", StringComparison.Ordinal)
            ? YamlDiagnostics.Unsupported(span, "an expression must be in quotes", "put the whole value in quotes: \"{{ … }} …\"")
            : YamlDiagnostics.Syntax(span, "unexpected text after the end of the value", Quote);
    }

    private static bool IsBlockScalar(string message) =>
        message.Contains("extra spaces in first line", StringComparison.Ordinal) || message.Contains("block scalar", StringComparison.OrdinalIgnoreCase);

    /// <summary>The longest of the blank lines between the header of a block scalar and its text; null when none contains spaces.</summary>
    private static SourceSpan? BlankLineBefore(SourceText source, int line)
    {
        var (longest, length) = (0, 0);
        while (source.Line(line) is { } here && string.IsNullOrWhiteSpace(here))
            line++;
        for (var number = line - 1; source.Line(number) is { } text && string.IsNullOrWhiteSpace(text); number--)
        {
            if (text.Length >= length && text.Length > 0)
                (longest, length) = (number, text.Length);
        }

        return length == 0 ? null : source.SpanIn(longest, 1, length + 1);
    }

    /// <summary>
    /// A tab among the blanks at the beginning of a line: the parser stops a line late, or at the beginning of the map
    /// when it knows that a tab is the cause.
    /// </summary>
    private static SourceSpan? TabAt(SourceText source, int line, string message)
    {
        var named = message.Contains(" tab", StringComparison.Ordinal);
        for (var number = Math.Max(1, line - 1); source.Line(number) is { } text && (named || number <= line); number++)
        {
            var blank = text.Length - text.AsSpan().TrimStart(" \t").Length;
            var tab = text.AsSpan(0, blank).IndexOf('\t');
            if (tab >= 0 && (named || blank < text.Length))
                return source.SpanIn(number, tab + 1, tab + 2);
        }

        return null;
    }

    private static string Lower(string text)
    {
        var trimmed = text.Trim().TrimEnd('.');
        return trimmed.Length == 0 ? "it cannot be parsed" : char.ToLowerInvariant(trimmed[0]) + trimmed[1..];
    }
}
