namespace FlowPlan.Core.Diagnostics;

/// <summary>The text of one file that diagnostics point into.</summary>
/// <param name="Path">The path as the user would write it, relative to the working folder where that is shorter.</param>
/// <param name="Text">The whole text, as read.</param>
public sealed record SourceText(string Path, string Text)
{
    private string[]? lines;

    /// <summary>Returns one line without its line break, or null when the file has no such line.</summary>
    /// <param name="number">The line, counted from 1.</param>
    public string? Line(int number)
    {
        lines ??= Text.Split('\n');
        return number >= 1 && number <= lines.Length ? lines[number - 1].TrimEnd('\r') : null;
    }

    /// <summary>Two texts are the same when they are the same file; the content is not compared.</summary>
    public bool Equals(SourceText? other) => other is not null && Path == other.Path;

    /// <inheritdoc/>
    public override int GetHashCode() => Path.GetHashCode(StringComparison.Ordinal);
}
