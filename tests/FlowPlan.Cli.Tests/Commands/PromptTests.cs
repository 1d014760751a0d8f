using FlowPlan.Cli.Output;

namespace FlowPlan.Cli.Tests.Commands;

public sealed class PromptTests
{
    [TestCase("yes", true)]
    [TestCase(" yes ", true)]
    [TestCase("Yes", false)]
    [TestCase("y", false)]
    [TestCase("", false)]
    public async Task Only_yes_approves(string answer, bool approved) =>
        Assert.That(await Prompt(new StringReader(answer + "\n")).ConfirmAsync("?", CancellationToken.None), Is.EqualTo(approved));

    [Test]
    public async Task The_end_of_the_input_does_not_approve() =>
        Assert.That(await Prompt(TextReader.Null).ConfirmAsync("?", CancellationToken.None), Is.False);

    [Test]
    public void An_interrupt_ends_the_wait_for_an_answer()
    {
        using var input = new EndlessInput();
        using var stop = new CancellationTokenSource();
        var asked = Prompt(input).ConfirmAsync("?", stop.Token);
        stop.Cancel();

        Assert.That(async () => await asked, Throws.InstanceOf<OperationCanceledException>());
    }

    private static TerminalPrompt Prompt(TextReader input) =>
        new(new Terminal(TextWriter.Null, TextWriter.Null, false, false, new SecretRedactor()), input, canAsk: true);

    /// <summary>Input that never comes, as from a person who does not answer.</summary>
    private sealed class EndlessInput : TextReader
    {
        private readonly ManualResetEventSlim end = new();

        public override string? ReadLine()
        {
            end.Wait();
            return null;
        }

        protected override void Dispose(bool disposing)
        {
            end.Set();
            base.Dispose(disposing);
        }
    }
}
