using FlowPlan.Cli.Output;
using FlowPlan.Cli.Output.Progress;
using FlowPlan.Cli.Progress;
using Microsoft.Extensions.Time.Testing;

namespace FlowPlan.Cli.Tests.Progress;

/// <summary>Where progress is shown, and when.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class DisplayTests : IDisposable
{
    private readonly StringWriter output = new() { NewLine = "\n" };
    private readonly StringWriter error = new() { NewLine = "\n" };
    private readonly FakeTimeProvider time = new();

    public void Dispose()
    {
        output.Dispose();
        error.Dispose();
    }

    [Test]
    public void Rows_stay_below_what_is_written_and_are_removed_at_the_end()
    {
        // One writer for both streams, as a terminal has one screen.
        var terminal = new Terminal(output, output, false, false, new SecretRedactor()) { Columns = () => 12 };
        terminal.ShowBelow(() => ["one", "longer than the screen"]);
        terminal.Write(new StyledText().Line("written"));
        terminal.ShowBelow(null);
        terminal.WriteError(new StyledText().Line("last"));

        const string Rows = "one\nlonger tha…\n";
        const string Erase = "\e[2A\r\e[J";
        Assert.That(output.ToString(), Is.EqualTo($"{Rows}{Erase}written\n{Rows}{Erase}last\n"));
    }

    [Test]
    public void Rows_agree_with_the_line_above_them()
    {
        var terminal = new Terminal(output, output, false, false, new SecretRedactor());
        var left = 2;
        terminal.ShowBelow(() => [$"{left} left"]);
        left = 1;
        terminal.Write(new StyledText().Line("one is done"));

        Assert.That(output.ToString(), Is.EqualTo("2 left\n\e[1A\r\e[Jone is done\n1 left\n"));
    }

    [TestCase(0, 79)]
    [TestCase(40, 39)]
    [TestCase(200, 199)]
    public void Rows_fit_the_terminal_and_80_columns_where_it_does_not_say_how_many_it_has(int columns, int longest)
    {
        var terminal = new Terminal(output, error, false, false, new SecretRedactor()) { Columns = () => columns };
        terminal.ShowBelow(() => [new string('x', 300)]);

        Assert.That(error.ToString(), Is.EqualTo($"{new string('x', longest - 1)}…\n"));
    }

    [Test]
    public void A_secret_is_hidden_before_a_row_is_cut()
    {
        var redactor = new SecretRedactor();
        redactor.Add(["canary-4711"]);
        var terminal = new Terminal(output, error, false, false, redactor) { Columns = () => 20 };
        terminal.ShowBelow(() => ["creating canary-4711", "a canary-4711"]);

        Assert.That(error.ToString(), Is.EqualTo("creating (sensitiv…\na (sensitive)\n"));
    }

    [Test]
    public void Rows_wait_until_a_line_is_complete()
    {
        var terminal = new Terminal(output, output, false, false, new SecretRedactor());
        terminal.ShowBelow(() => ["row"]);
        terminal.Write(new StyledText().Add("Apply? "));
        terminal.ShowBelow(() => ["later row"]);
        terminal.WriteRaw("yes");
        terminal.WriteRaw("\n");
        terminal.ShowBelow(null);

        Assert.That(output.ToString(), Is.EqualTo("row\n\e[1A\r\e[JApply? yes\nlater row\n\e[1A\r\e[J"));
    }

    [Test]
    public async Task Rows_are_replaced_while_the_work_goes_on_and_gone_when_it_ends()
    {
        var terminal = new Terminal(output, error, false, false, new SecretRedactor());
        var work = new Work();
        await using (new LiveProgress(terminal, time).Show(work))
        {
            time.Advance(TimeSpan.FromMilliseconds(250));
            Assert.That(() => work.Asked, Is.EqualTo(1).After(30_000, 5));
            time.Advance(TimeSpan.FromMilliseconds(250));
            Assert.That(() => work.Asked, Is.EqualTo(2).After(30_000, 5));
        }

        Assert.That(error.ToString(), Is.EqualTo("at 250 ms\n\e[1A\r\e[Jat 500 ms\n\e[1A\r\e[J"));
        Assert.That(output.ToString(), Is.Empty);
    }

    [Test]
    public void A_log_gets_a_line_after_some_seconds_of_silence_and_none_while_others_are_written()
    {
        var terminal = new Terminal(output, error, false, false, new SecretRedactor());
        var heartbeat = new Heartbeat(terminal, new Work(), TimeSpan.FromSeconds(4), time);
        for (var second = 1; second <= 13; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            heartbeat.Look(TimeSpan.FromSeconds(second));
            if (second == 3)
                terminal.Write(new StyledText().Line("ok"));
        }

        Assert.That(error.ToString(), Is.EqualTo("Working for 8000 ms.\nWorking for 12000 ms.\n"));
    }

    private sealed class Work : IActivity
    {
        private int asked;

        public int Asked => Volatile.Read(ref asked);

        public IReadOnlyList<string> Rows(TimeSpan elapsed)
        {
            Interlocked.Increment(ref asked);
            return [$"at {elapsed.TotalMilliseconds} ms"];
        }

        public string Summary(TimeSpan elapsed) => $"Working for {elapsed.TotalMilliseconds} ms.";
    }
}
