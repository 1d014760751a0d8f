using FlowPlan.Cli.Progress;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.DocumentTemplates;

namespace FlowPlan.Cli.Reporting;

/// <summary>How the output of a command looks.</summary>
/// <param name="Format"><c>console</c>, <c>json</c> or <c>markdown</c>.</param>
/// <param name="Json">What JSON output is.</param>
/// <param name="NoColor">Whether color is off.</param>
internal sealed record OutputRequest(string Format, JsonShape Json, bool NoColor)
{
    /// <summary>How many projects share the output.</summary>
    public int Projects { get; init; } = 1;

    /// <summary>Whether plans show every field and every action.</summary>
    public bool IsVerbose { get; init; }

    /// <summary>Whether only findings and results are shown: no progress, no remarks, no line for each change that was made.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>How long the log of a running command may be silent; zero for as long as it takes.</summary>
    public TimeSpan Silence { get; init; } = HeartbeatSetting.Default.Silence;

    /// <summary>Where events are written as well; null for nowhere.</summary>
    public TextWriter? Events { get; init; }

    /// <summary>The template that the JSON document is rendered with, or why it cannot be; null where the command line names none.</summary>
    public Outcome<DocumentTemplate>? Template { get; init; }

    /// <summary>The clock by which progress is shown.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

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
    public IProgressDisplay Progress { get; init; } = NoProgress.Instance;

    /// <summary>What prints the JSON document in another form at the end; null where it is printed as it is.</summary>
    public IDocumentRendering? Rendering { get; init; }
}
