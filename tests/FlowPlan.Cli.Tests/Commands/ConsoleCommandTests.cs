using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Commands.Authoring;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Output;
using FlowPlan.Cli.Output.ConsoleText;

namespace FlowPlan.Cli.Tests.Commands;

public sealed class ConsoleCommandTests
{
    [TestCase("var.brand\n\n[1, 2]\n", "\"ACME\"\n[1, 2]\n", 0)]
    [TestCase("var.nothing\nproject", "\"shop\"\n", 1)]
    [TestCase("", "", 0)]
    public async Task Each_line_of_the_input_is_evaluated(string input, string output, int exit)
    {
        using var cli = new InProcess().Write("variables: { brand: { default: ACME } }\n");
        await using var written = new StringWriter { NewLine = "\n" };
        var redactor = new SecretRedactor();
        var terminal = new Terminal(written, TextWriter.Null, outputColor: false, errorColor: false, redactor);
        var reporter = new ConsoleReporter(terminal, redactor);
        using var signals = new Signals(_ => { });
        using var lines = new StringReader(input);
        var host = new CommandHost(
            new(reporter, new TerminalPrompt(terminal, TextReader.Null, canAsk: false)), cli.Variables, signals, TimeProvider.System, cli.Providers, new(reporter, LogLevel.None), lines);

        var run = await new ConsoleCommand(host).RunAsync(new ManifestArguments(cli.Manifest, null, [], []), null);

        Assert.That((run, written.ToString()), Is.EqualTo((exit, output)));
    }
}
