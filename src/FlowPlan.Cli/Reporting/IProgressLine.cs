namespace FlowPlan.Cli.Reporting;

/// <summary>A line on the terminal that is replaced while a command works.</summary>
internal interface IProgressLine
{
    /// <summary>Whether somebody sees it.</summary>
    bool IsShown { get; }

    /// <summary>Replaces the line.</summary>
    void Show(string text);

    /// <summary>Removes the line.</summary>
    void Clear();
}

/// <summary>No line, where stderr is not a terminal.</summary>
internal sealed class NoProgressLine : IProgressLine
{
    public static NoProgressLine Instance { get; } = new();

    public bool IsShown => false;

    public void Show(string text)
    {
    }

    public void Clear()
    {
    }
}
