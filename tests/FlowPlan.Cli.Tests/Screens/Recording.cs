using System.Text;
using FlowPlan.Cli.Output;
using FlowPlan.Cli.Output.ConsoleText;
using FlowPlan.Cli.Progress;
using FlowPlan.Core.Applying;
using FlowPlan.Core.Planning;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;
using Microsoft.Extensions.Time.Testing;

namespace FlowPlan.Cli.Tests.Screens;

/// <summary>A command at a terminal, written down: what the terminal shows at each moment or, with color, what is sent to it.</summary>
internal sealed class Recording : IDisposable
{
    private readonly StringWriter stream = new() { NewLine = "\n" };
    private readonly StringBuilder moments = new();
    private readonly Terminal terminal;
    private readonly int width;
    private readonly bool color;
    private readonly long began;

    public Recording(int width, bool color)
    {
        (this.width, this.color) = (width, color);
        var redactor = new SecretRedactor();

        // One writer for both streams, as a terminal has one screen.
        terminal = new Terminal(stream, stream, color, color, redactor) { Columns = () => width };
        Reporter = new ConsoleReporter(terminal, redactor, plan => PlanText.PartsOf(plan, new(width)), DriftText.Of);
        began = Time.GetTimestamp();
    }

    public FakeTimeProvider Time { get; } = new();

    public ConsoleReporter Reporter { get; }

    /// <summary>All that was written down.</summary>
    public string Text => color ? stream.ToString().Replace('\u001b', '␛').Replace('\r', '␍') : moments.ToString();

    public void Dispose() => stream.Dispose();

    /// <summary>Time passes, and progress is shown as it is then.</summary>
    public void After(int seconds, IActivity activity)
    {
        Time.Advance(TimeSpan.FromSeconds(seconds));
        terminal.ShowBelow(() => activity.Rows(Time.GetElapsedTime(began)));
        Look();
    }

    /// <summary>The work of an activity ends.</summary>
    public void EndProgress() => terminal.ShowBelow(null);

    /// <summary>Writes down what the screen shows.</summary>
    public void Look()
    {
        var screen = new Screen(width);
        screen.Write(stream.ToString());
        var shown = screen.Text;
        Assert.That(shown.Split('\n'), Has.All.Length.LessThanOrEqualTo(width));
        moments.Append($"---- {Time.GetElapsedTime(began).TotalSeconds} s\n{shown}");
    }

    /// <summary>Steps of an apply, which the reporter and its progress are told of.</summary>
    public void Tell(ApplyActivity activity, params ApplyEvent[] steps)
    {
        foreach (var step in steps)
        {
            activity.OnEvent(step);
            Reporter.OnEvent(step);
        }
    }

    /// <summary>The end of an apply.</summary>
    public void Finish(bool interrupted, params ApplyEvent[] steps)
    {
        EndProgress();
        Reporter.ApplyFinished(
            new ApplyResult
            {
                Done = [.. steps.OfType<ApplyEvent.Completed>()],
                Failed = [.. steps.OfType<ApplyEvent.Failed>()],
                Skipped = [.. steps.OfType<ApplyEvent.Skipped>()],
                Interrupted = interrupted,
                Lockfile = new Lockfile { Lineage = "l", Serial = 1, Scope = new("acme-streaming", "dev", "ACME@AdobeOrg", "dev"), Outputs = Value.Map.Of(("inlet", Value.Of("https://dcs.adobedc.net/collection/5f1c"))) },
            },
            "flowplan apply --env dev");
        Look();
    }

    /// <summary>A plan is made and shown.</summary>
    public void Plan(Plan plan, ReadProgress progress)
    {
        After(2, new ReadActivity(progress));
        EndProgress();
        Reporter.Plan(plan);
        Look();
    }
}
