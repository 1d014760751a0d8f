using FlowPlan.Cli.Output;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.MappingTests;

/// <summary>The results of tests as text or as a JUnit report.</summary>
internal static class MappingTestReport
{
    /// <summary>The report for a person.</summary>
    public static string Text(IReadOnlyList<MappingTestResult> results, IEnumerable<string> coverage)
    {
        var lines = new List<string>();
        foreach (var result in results)
        {
            lines.Add($"{(result.Passed ? "ok  " : "FAIL")}  {result.Test.Mapping}: {result.Test.Name}");
            if (!result.Passed)
                lines.Add($"      {result.Test.Span}");
            lines.AddRange(result.Differences.Select(d => $"      {d}"));
        }

        lines.AddRange(coverage);
        lines.Add($"{Quantity.Of(results.Count, "test")}: {results.Count(r => r.Passed)} passed, {results.Count(r => !r.Passed)} failed.");
        return string.Concat(lines.Select(l => SafeText.LineStart(l) + "\n"));
    }

    /// <summary>The report for programs.</summary>
    public static Value ValueOf(IReadOnlyList<MappingTestResult> results, IEnumerable<string> coverage) => Value.Map.Of(
        ("passed", Value.Of(results.Count(r => r.Passed))),
        ("failed", Value.Of(results.Count(r => !r.Passed))),
        ("tests", Documents.List(results, r => Value.Map.Of(
            ("key", Value.Of(r.Test.Mapping)),
            ("name", Value.Of(r.Test.Name)),
            ("file", Value.Of(r.Test.Span.Source.Path)),
            ("line", Value.Of(r.Test.Span.Line)),
            ("passed", Value.Of(r.Passed)),
            ("differences", Documents.Texts(r.Differences))))),
        ("coverage", Documents.Texts(coverage.Select(c => c.Trim()))));

    /// <summary>The report for a CI system.</summary>
    public static string JUnit(string project, IReadOnlyList<MappingTestResult> results) => JUnitText.Of(
        project, [.. results.Select(r => new JUnitCase(r.Test.Mapping, r.Test.Name, TimeSpan.Zero, r.Passed ? null : string.Join('\n', r.Differences)))]);
}
