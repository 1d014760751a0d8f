using FlowPlan.Core.Applying;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.State;

namespace FlowPlan.Cli.Commands;

/// <summary>What commands say to people or programs. Commands decide what is said, a reporter how it looks.</summary>
internal interface IReporter
{
    /// <summary>Whether somebody sits at a terminal and can be asked.</summary>
    bool CanAsk { get; }

    /// <summary>Keeps these texts out of everything that is said from now on.</summary>
    void Redact(IEnumerable<string> secrets);

    /// <summary>Findings, on stderr.</summary>
    void Diagnostics(IEnumerable<Diagnostic> diagnostics);

    /// <summary>A sentence to people; programs are not told.</summary>
    void Note(string text);

    /// <summary>What was asked for, on stdout.</summary>
    void Say(string text);

    /// <summary>A plan.</summary>
    void Plan(Plan plan);

    /// <summary>What the platform changed: a plan made from the record alone.</summary>
    void Drift(Plan drift);

    /// <summary>Asks a yes-or-no question; only "yes" is a yes.</summary>
    bool Confirm(string question);

    /// <summary>An apply begins.</summary>
    void ApplyBegins(Plan plan);

    /// <summary>Something happened in an apply.</summary>
    void Happened(ApplyEvent happened);

    /// <summary>An apply ended.</summary>
    /// <param name="result">How.</param>
    /// <param name="continueWith">The command line that goes on where this one stopped.</param>
    void ApplyEnded(ApplyResult result, string continueWith);

    /// <summary>All that a lockfile records.</summary>
    void Record(Lockfile lockfile);

    /// <summary>The outputs of a lockfile.</summary>
    void Outputs(Lockfile lockfile);
}
