namespace FlowPlan.Cli.Reporting;

/// <summary>How the output of a command looks.</summary>
/// <param name="Format"><c>console</c>, <c>json</c> or <c>markdown</c>.</param>
/// <param name="Json">What JSON output is.</param>
/// <param name="NoColor">Whether color is off.</param>
/// <param name="IsVerbose">Whether plans show every field and every action.</param>
internal sealed record OutputRequest(string Format, JsonShape Json, bool NoColor, bool IsVerbose = false);

/// <summary>What the JSON output of a command is.</summary>
internal enum JsonShape
{
    /// <summary>One document.</summary>
    Document,

    /// <summary>A stream of events, one object per line.</summary>
    Events,
}

/// <summary>The output of a command, and who answers its questions.</summary>
internal sealed record CommandOutput(IReporter Reporter, IPrompt Prompt)
{
    /// <summary>Where progress is shown.</summary>
    public IProgressLine Progress { get; init; } = NoProgressLine.Instance;
}
