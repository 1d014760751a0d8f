using FlowPlan.Cli.Output;

namespace FlowPlan.Cli.Tests.Output;

/// <summary>When output has color.</summary>
public sealed class ColorTests
{
    [TestCase("", false, false, true)]
    [TestCase("", false, true, false)]
    [TestCase("", true, false, false)]
    [TestCase("TERM=dumb", false, false, false)]
    [TestCase("NO_COLOR=", false, false, false)]
    [TestCase("NO_COLOR=1 FORCE_COLOR=1", false, false, false)]
    [TestCase("FORCE_COLOR=1", false, true, true)]
    [TestCase("FORCE_COLOR=1", true, true, false)]
    [TestCase("FORCE_COLOR=0", false, false, false)]
    [TestCase("FORCE_COLOR=", false, true, false)]
    [TestCase("FORCE_COLOR=1 TERM=dumb", false, true, true)]
    public void Output_has_color_on_a_terminal_or_where_it_is_forced(string environment, bool noColor, bool isRedirected, bool expected)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => v.Split('=')).ToDictionary(v => v[0], v => v[1]);
        Assert.That(Terminal.HasColor(noColor, variables, isRedirected), Is.EqualTo(expected));
    }
}
