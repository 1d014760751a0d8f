namespace FlowPlan.Core.Manifests.Formatting;

/// <summary>The maps and lists in block style around a line, with the columns where they are and where they are put.</summary>
internal sealed class Indentation
{
    private const int Step = 2;

    private readonly List<(int Old, int New, bool IsList)> levels = [];

    /// <summary>Where the innermost one is and is put; -2 where there is none, so that what is in it begins the line.</summary>
    public (int Old, int New) Innermost => levels.Count > 0 ? (levels[^1].Old, levels[^1].New) : (-1, -Step);

    /// <summary>Enters a line of a map or a list, and leaves what has ended before it.</summary>
    public int Enter(int column, bool isList)
    {
        while (levels.Count > 0 && levels[^1].Old > column)
            levels.RemoveAt(levels.Count - 1);

        // A list can be in the same column as the map that it is in.
        if (levels.Count > 0 && levels[^1] is { IsList: true } && levels[^1].Old == column && !isList && levels.Count > 1)
            levels.RemoveAt(levels.Count - 1);
        if (levels.Count == 0 || levels[^1].Old < column || levels[^1].IsList != isList)
            Push(column, isList);
        return levels[^1].New;
    }

    /// <summary>Enters a map or list that begins within a line.</summary>
    public int Push(int column, bool isList)
    {
        levels.Add((column, Innermost.New + Step, isList));
        return levels[^1].New;
    }

    /// <summary>Where a comment in a column is put that belongs to none of the lines below.</summary>
    public int OfComment(int column)
    {
        for (var i = levels.Count - 1; i >= 0; i--)
        {
            if (levels[i].Old == column)
                return levels[i].New;
            if (levels[i].Old < column)
                return levels[i].New + Step;
        }

        return 0;
    }
}
