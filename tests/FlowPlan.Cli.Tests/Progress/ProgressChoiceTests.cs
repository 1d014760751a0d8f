using FlowPlan.Cli.Output;
using FlowPlan.Cli.Output.Progress;
using FlowPlan.Cli.Progress;
using FlowPlan.Cli.Reporting;

namespace FlowPlan.Cli.Tests.Progress;

/// <summary>Which progress is shown where.</summary>
public sealed class ProgressChoiceTests
{
    private const string Live = nameof(LiveProgress);
    private const string Log = nameof(HeartbeatProgress);
    private const string None = nameof(NoProgress);

    [TestCase("console", false, false, "", Live)]
    [TestCase("markdown", false, false, "", Live)]
    [TestCase("console", false, true, "", Log)]
    [TestCase("markdown", false, true, "", Log)]
    [TestCase("console", false, false, "CI=true", Log)]
    [TestCase("console", false, true, "CI=true", Log)]
    [TestCase("console", false, false, "TERM=dumb", Log)]
    [TestCase("console", false, false, "TERM=xterm-256color", Live)]
    [TestCase("console", false, false, "NO_COLOR=1", Live)]
    [TestCase("console", false, true, "NO_COLOR=1", Log)]
    [TestCase("console", false, true, "FORCE_COLOR=1", Log)]
    [TestCase("console", true, false, "", None)]
    [TestCase("console", true, true, "", None)]
    [TestCase("markdown", true, true, "CI=true", None)]
    [TestCase("json", false, false, "", None)]
    [TestCase("json", false, true, "CI=true", None)]
    [TestCase("json", true, true, "", None)]
    public void Rows_are_for_terminals_and_lines_for_logs(string format, bool isQuiet, bool isErrorRedirected, string variable, string expected) =>
        Assert.That(Chosen(new(format, JsonShape.Document, NoColor: false) { IsQuiet = isQuiet }, variable, isErrorRedirected), Is.EqualTo(expected));

    [Test]
    public void Without_color_rows_are_shown_all_the_same() =>
        Assert.That(Chosen(new("console", JsonShape.Document, NoColor: true), "", isErrorRedirected: false), Is.EqualTo(Live));

    [TestCase(0, None)]
    [TestCase(1, Log)]
    public void No_silence_means_no_lines(int seconds, string expected) =>
        Assert.That(Chosen(new("console", JsonShape.Document, NoColor: false) { Silence = TimeSpan.FromSeconds(seconds) }, "", isErrorRedirected: true), Is.EqualTo(expected));

    private static string Chosen(OutputRequest request, string variable, bool isErrorRedirected)
    {
        var environment = new Dictionary<string, string>();
        if (variable.Split('=') is [var name, var value])
            environment[name] = value;
        var terminal = new Terminal(TextWriter.Null, TextWriter.Null, false, false, new SecretRedactor());
        return Reporters.ProgressOn(terminal, request, environment, isErrorRedirected).GetType().Name;
    }
}
