using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Tests;

public sealed class ExitCodeTests
{
    [TestCase("", 1)]
    [TestCase("FP4101", 1)]
    [TestCase("FP4008", 7)]
    [TestCase("FP4008 FP4112", 4)]
    [TestCase("FP6101 FP4112", 6)]
    [TestCase("FP4101 FP4008", 7)]
    public void A_failure_exits_with_its_first_error_that_is_not_a_refusal(string codes, int exitCode)
    {
        var diagnostics = codes.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(code => Diagnostic.Of(AllDiagnostics.Descriptors.Single(d => d.Code == code), "wrong"));

        Assert.That(ExitCodes.Of(diagnostics), Is.EqualTo(exitCode));
    }
}
