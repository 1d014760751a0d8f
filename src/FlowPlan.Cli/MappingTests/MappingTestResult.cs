namespace FlowPlan.Cli.MappingTests;

/// <summary>What came of a test.</summary>
/// <param name="Test">The test.</param>
/// <param name="Differences">What differs from the expectation; empty for a test that passed.</param>
internal sealed record MappingTestResult(MappingTest Test, IReadOnlyList<string> Differences)
{
    /// <summary>Whether it passed.</summary>
    public bool Passed => Differences.Count == 0;
}
