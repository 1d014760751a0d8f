using FlowPlan.Core.Applying;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Reporting;

/// <summary>The output of commands. A command decides what is reported, a reporter in which format.</summary>
internal interface IReporter
{
    /// <summary>Whether plans are written for a comment on a pull request.</summary>
    bool IsMarkdown => false;

    /// <summary>Hides these texts in all later output.</summary>
    void Redact(IEnumerable<string> secrets);

    /// <summary>Diagnostics, on stderr.</summary>
    void Diagnostics(IEnumerable<Diagnostic> diagnostics);

    /// <summary>
    /// A line for people beside the result, on stderr: what the command waits for, logs, or left undone. It is left out with
    /// <c>--quiet</c> in every format, never contains a secret, and stands above the progress that a terminal shows.
    /// </summary>
    void WriteNotice(string text);

    /// <summary>The result of a command in lines, on stdout.</summary>
    void WriteResult(string text);

    /// <summary>The result of a command: lines for people, or a value for programs, on stdout.</summary>
    void Result(string text, Value value) => WriteResult(text);

    /// <summary>The result of a command: lines for people, or a document for programs, which gets all diagnostics of the command as well.</summary>
    void Document(string text, Value.Map document) => Result(text, document);

    /// <summary>A value for another program, on stdout, with all its characters as they are.</summary>
    void WriteRaw(string text);

    /// <summary>What follows is about this one of several projects.</summary>
    void Project(ProjectName project);

    /// <summary>How the command ended for each of several projects.</summary>
    void Projects(IReadOnlyList<ProjectResult> results);

    /// <summary>The result of a command: text with all its characters as they are, or a value for programs, on stdout.</summary>
    void Raw(string text, Func<Value> valueOf) => WriteRaw(text);

    /// <summary>A plan.</summary>
    void Plan(Plan plan);

    /// <summary>What changed on the platform since the last apply: a plan made from the lockfile alone.</summary>
    void Drift(Plan drift);

    /// <summary>An apply begins.</summary>
    void ApplyStarted(Plan plan);

    /// <summary>A step of an apply began or ended.</summary>
    void OnEvent(ApplyEvent step);

    /// <summary>An apply ended.</summary>
    /// <param name="result">How it ended.</param>
    /// <param name="continueWith">The command line that continues it.</param>
    void ApplyFinished(ApplyResult result, string continueWith);

    /// <summary>All that a lockfile holds.</summary>
    void State(Lockfile lockfile);

    /// <summary>The outputs of a lockfile.</summary>
    void Outputs(Lockfile lockfile);

    /// <summary>One output.</summary>
    void Output(Value value);

    /// <summary>The command ends.</summary>
    /// <param name="exitCode">Its exit code.</param>
    void Finish(int exitCode)
    {
    }
}
