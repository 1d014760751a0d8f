using FlowPlan.Cli.MappingTests;
using FlowPlan.DataPrep.Mapping;
using FlowPlan.DataPrep.Runtime;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.Cli.Commands.Mappings;

/// <summary>Has the service map the records of tests too.</summary>
/// <param name="live">Asks the service.</param>
/// <param name="mappings">The mappings by their keys.</param>
internal sealed class LiveTests(LivePreview live, IReadOnlyDictionary<string, CompiledMapping> mappings)
{
    /// <summary>The results with the differences from the service; null where it cannot be asked, which is reported.</summary>
    public async Task<IReadOnlyList<MappingTestResult>?> AddAsync(IReadOnlyList<MappingTestResult> results)
    {
        var added = results.ToDictionary(r => r.Test, r => r.Differences.ToList());
        foreach (var group in results.GroupBy(r => r.Test.Mapping, StringComparer.Ordinal))
        {
            var records = group.SelectMany(r => r.Test.Given.Select(g => (r.Test, Given: g))).ToList();

            // Without the stubs of the tests: what FlowPlan cannot evaluate is not compared.
            List<(DataValue Given, MappingResult Result)> mapped = [.. records.Select(r => (r.Given, mappings[group.Key].Map(new EvaluationContext(r.Given, r.Test.Now))))];
            if (await live.CompareAsync(group.Key, mapped) is not { } differences)
                return null;
            foreach (var (record, lines) in records.Zip(differences))
                added[record.Test].AddRange(lines);
        }

        return [.. results.Select(r => r with { Differences = added[r.Test] })];
    }
}
