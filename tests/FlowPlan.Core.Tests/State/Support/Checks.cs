using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State;

namespace FlowPlan.Core.Tests.State.Support;

/// <summary>Comparisons that read well in a test.</summary>
internal static class Checks
{
    /// <summary>Asserts that two lockfiles are the same, serials included.</summary>
    public static void SameAs(this Lockfile? actual, Lockfile expected)
    {
        Assert.That(actual, Is.Not.Null);
        Assert.That(actual!.SaysTheSameAs(expected), Is.True, "the lockfiles differ");
        Assert.That(actual.Serial, Is.EqualTo(expected.Serial));
    }

    /// <summary>Asserts that a reading failed with one finding of a code and with help, and returns that.</summary>
    public static Diagnostic FailedWith<T>(this Outcome<T> outcome, string code)
        where T : class
    {
        Assert.That(outcome.Succeeded, Is.False, "it succeeded");
        Assert.That(outcome.Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { code }), outcome.Diagnostics[0].Message);
        Assert.That(outcome.Diagnostics[0].Help, Is.Not.Null.And.Not.Empty);
        return outcome.Diagnostics[0];
    }

    /// <summary>Asserts that a call throws a finding of a code with help, and returns that.</summary>
    public static Diagnostic Throws(string code, Action action) => Of(code, Assert.Throws<DiagnosticException>(() => action())!);

    /// <summary>Asserts that a call throws a finding of a code with help, and returns that.</summary>
    public static async Task<Diagnostic> ThrowsAsync(string code, Func<Task> action) =>
        Of(code, (await Assert.CatchAsync<DiagnosticException>(async () => await action()))!);

    private static Diagnostic Of(string code, DiagnosticException thrown)
    {
        Assert.That(thrown.Diagnostic.Code, Is.EqualTo(code), thrown.Diagnostic.Message);
        Assert.That(thrown.Diagnostic.Help, Is.Not.Null.And.Not.Empty);
        return thrown.Diagnostic;
    }
}
