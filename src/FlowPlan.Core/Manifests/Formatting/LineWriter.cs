using System.Text;

namespace FlowPlan.Core.Manifests.Formatting;

/// <summary>Writes the lines of a YAML text with two spaces for each level.</summary>
/// <param name="shape">What the lines are.</param>
/// <param name="lines">The lines.</param>
internal sealed class LineWriter(YamlShape shape, string[] lines)
{
    private readonly StringBuilder text = new();
    private readonly Indentation indentation = new();
    private readonly List<string> comments = [];
    private Block? block;

    // A comment below a block is not deeper than its key: it would become a part of the block.
    private int deepestComment = int.MaxValue;
    private bool wasBlank = true;
    private int flowBase;

    public string Write()
    {
        for (var i = 0; i < lines.Length; i++)
        {
            if (block is null || !AddToBlock(lines[i]))
                Add(i);
        }

        FlushComments(0, null);
        var written = text.ToString().TrimEnd('\n');
        return written.Length == 0 ? string.Empty : written + "\n";
    }

    private void Add(int number)
    {
        var line = lines[number];
        var content = line.TrimStart(' ');
        if (shape.Continues(number, out var isQuoted))
            Emit(indentation.Innermost.New + 2, isQuoted ? content.TrimStart() : content.Trim());
        else if (string.IsNullOrWhiteSpace(line))
            comments.Add(string.Empty);
        else if (shape.IsInFlow(number))
        {
            FlushComments(flowBase + (2 * shape.FlowDepth(number)), null);
            Emit(flowBase + (2 * shape.FlowDepth(number)), content.TrimEnd());
        }
        else if (content[0] == '#')
            comments.Add(line.TrimEnd());
        else if (content.StartsWith("---", StringComparison.Ordinal) || content.StartsWith("...", StringComparison.Ordinal) || content[0] == '%')
        {
            FlushComments(0, null);
            Emit(0, content.TrimEnd());
        }
        else
            AddContent(number, line.Length - content.Length, content);
    }

    private void AddContent(int number, int column, string content)
    {
        var before = comments.Count > 0 ? comments.ConvertAll(c => c.Length == 0 ? 0 : indentation.OfComment(Column(c))) : [];
        var isList = IsItem(content);
        var put = indentation.Enter(column, isList);
        FlushComments(put, before, column);
        var prefix = new StringBuilder();
        while (isList)
        {
            var rest = content[1..].TrimStart(' ');
            column += content.Length - rest.Length;
            content = rest;
            prefix.Append(content.Length == 0 ? "-" : "- ");
            isList = IsItem(content);
            if (isList || shape.BlockMaps.Contains(shape.StartOf(number) + column))
                indentation.Push(column, isList);
        }

        Emit(put, prefix + content.TrimEnd());
        flowBase = indentation.Innermost.New;
        if (shape.BlockHeaders.Contains(number))
            block = new(indentation.Innermost.Old, indentation.Innermost.New, Indicator(content));
    }

    /// <summary>Adds a line to the block that has begun; false when it has ended before.</summary>
    private bool AddToBlock(string line)
    {
        var isBlank = line.AsSpan().IndexOfAnyExcept(' ') < 0;
        var column = isBlank ? line.Length : line.Length - line.TrimStart(' ').Length;
        if (!isBlank && (column <= block!.Old || column < block.Content))
        {
            deepestComment = block.Put;
            block = null;
            return false;
        }

        if (!isBlank)
            block!.Content ??= column;
        var more = column - (block!.Content ?? column);
        text.Append(isBlank && more <= 0 ? string.Empty : new string(' ', block.NewContent + more) + line[column..]).Append('\n');
        wasBlank = false;
        return true;
    }

    /// <summary>Writes the comments and blank lines above a line: a comment that is not deeper belongs to it, another to what is above.</summary>
    private void FlushComments(int put, List<int>? before, int column = 0)
    {
        for (var i = 0; i < comments.Count; i++)
        {
            if (comments[i].Length > 0)
            {
                var own = Column(comments[i]) <= column || (before is null && put > 0) ? put : before?[i] ?? indentation.OfComment(Column(comments[i]));
                Emit(Math.Min(own, deepestComment), comments[i].TrimStart());
            }
            else if (!wasBlank)
            {
                text.Append('\n');
                wasBlank = true;
            }
        }

        comments.Clear();
        deepestComment = int.MaxValue;
    }

    private void Emit(int column, string content)
    {
        text.Append(' ', content.Length == 0 ? 0 : Math.Max(0, column)).Append(content).Append('\n');
        wasBlank = content.Length == 0;
    }

    private static int Column(string line) => line.Length - line.TrimStart(' ').Length;

    private static bool IsItem(string content) => content == "-" || content.StartsWith("- ", StringComparison.Ordinal);

    /// <summary>The number in the header of a block that says how far its content is indented; 0 where there is none.</summary>
    private static int Indicator(string content)
    {
        var header = content[(content.LastIndexOfAny(['|', '>']) + 1)..].Split('#')[0].Trim('+', '-', ' ');
        return header.Length == 1 && char.IsAsciiDigit(header[0]) ? header[0] - '0' : 0;
    }

    /// <summary>A literal or folded block.</summary>
    private sealed class Block(int old, int put, int indicator)
    {
        public int Old => old;

        public int Put => put;

        /// <summary>The column of its content; null until a line of it was read.</summary>
        public int? Content { get; set; } = indicator > 0 ? old + indicator : null;

        public int NewContent => put + (indicator > 0 ? indicator : 2);
    }
}
