namespace FlowPlan.Cli.Progress;

/// <summary>Work that takes a while, in words for those who wait for it. Other threads do the work meanwhile.</summary>
internal interface IActivity
{
    /// <summary>What a terminal shows of it, in place of what it showed before.</summary>
    /// <param name="elapsed">How long it has taken so far.</param>
    IReadOnlyList<string> Rows(TimeSpan elapsed);

    /// <summary>One line for a log.</summary>
    /// <param name="elapsed">How long it has taken so far.</param>
    string Summary(TimeSpan elapsed);
}
