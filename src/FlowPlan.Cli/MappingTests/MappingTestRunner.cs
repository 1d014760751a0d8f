using FlowPlan.DataPrep.Mapping;
using FlowPlan.DataPrep.Runtime;

namespace FlowPlan.Cli.MappingTests;

/// <summary>Runs tests of mappings.</summary>
/// <param name="mappings">The mappings by their keys.</param>
internal sealed class MappingTestRunner(IReadOnlyDictionary<string, CompiledMapping> mappings)
{
    /// <summary>What the tests reached.</summary>
    public MappingCoverage Coverage { get; } = new();

    /// <summary>Runs one test, whose mapping there must be.</summary>
    public MappingTestResult Run(MappingTest test)
    {
        var differences = new List<string>();
        for (var i = 0; i < test.Given.Count; i++)
        {
            var result = mappings[test.Mapping].Map(new EvaluationContext(test.Given[i], test.Now) { Stubs = test.Stubs });
            Coverage.Add(result);
            var prefix = test.Given.Count > 1 ? $"record {i + 1}: " : "";
            differences.AddRange(Compare(test, i, result).Select(d => prefix + d));
        }

        return new(test, differences);
    }

    private static IEnumerable<string> Compare(MappingTest test, int index, MappingResult result)
    {
        foreach (var field in result.Fields)
        {
            var mustFail = test.Fails.Contains(field.Field.Target);
            if (field.IsUnknown)
                yield return $"{field.Field.Target}: {field.Problem}{(field.Function is null ? "" : "; add a stub for the function")}";
            else if (mustFail && field.Problem is null)
                yield return $"{field.Field.Target}: expected a failure, got {ValueDifferences.Shown(field.Value)}";
            else if (!mustFail && field.Problem is { } problem && test.Expected is null)
                yield return $"{field.Field.Target}: {problem}";
        }

        foreach (var target in test.Fails.Where(t => !result.Fields.Any(f => f.Field.Target == t)))
            yield return $"{target}: the mapping has no such target";
        if (test.Expected is not { } expected)
            yield break;
        var causes = result.Fields.Where(f => f is { Problem: not null, IsUnknown: false } && !test.Fails.Contains(f.Field.Target)).ToList();
        foreach (var difference in ValueDifferences.Of(expected[index], result.Output, test.IsWhole))
        {
            var cause = causes.Find(c => difference.StartsWith(c.Field.Target + ":", StringComparison.Ordinal));
            yield return cause is null ? difference : $"{difference} ({cause.Problem})";
        }
    }
}
