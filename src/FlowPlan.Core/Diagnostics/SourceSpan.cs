namespace FlowPlan.Core.Diagnostics;

/// <summary>A place in a file: from one character to just behind another, lines and columns counted from 1.</summary>
/// <param name="Source">The file.</param>
/// <param name="Line">The first line.</param>
/// <param name="Column">The first column.</param>
/// <param name="EndLine">The last line.</param>
/// <param name="EndColumn">The column behind the last character.</param>
public sealed record SourceSpan(SourceText Source, int Line, int Column, int EndLine, int EndColumn)
{
    /// <summary>A span that only names a file.</summary>
    public static SourceSpan OfFile(string path) => new(new SourceText(path, string.Empty), 0, 0, 0, 0);

    /// <summary>Whether the text there must not be shown, because it may be a secret or stands on one line with one.</summary>
    public bool Hidden
    {
        get => field || Source.Conceals(Line);
        init;
    }

    /// <summary>Whether the span names a line, not only a file.</summary>
    public bool HasPosition => Line > 0;

    /// <summary><c>file:line:column</c>, or the file alone where there is no line.</summary>
    public override string ToString() => HasPosition ? $"{Source.Path}:{Line}:{Column}" : Source.Path;
}
