using FlowPlan.Aep.Kinds.Mappings;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.MappingTests;
using FlowPlan.Cli.MappingTests.Effects;
using FlowPlan.Cli.Progress;
using FlowPlan.Cli.Workspaces;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.DataPrep.Mapping;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.Cli.Commands.Mappings;

/// <summary>Compares what the service makes of records with what FlowPlan makes of them. Stores nothing.</summary>
/// <param name="host">What the command runs in.</param>
/// <param name="workspace">The manifest and the platform.</param>
/// <param name="keys">The mappings that will be compared: one plan serves all of them.</param>
internal sealed class LivePreview(CommandHost host, OpenWorkspace workspace, IEnumerable<string> keys)
{
    private Task<Plan?>? planning;

    /// <summary>The differences of each record; null where the mapping cannot be tried, which is reported.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<string>>?> CompareAsync(string key, IReadOnlyList<(DataValue Given, MappingResult Result)> records)
    {
        var address = DeclaredMappings.AddressOf(key);
        if (await (planning ??= PlanAsync()) is not { } plan)
            return null;
        var fields = plan.Actions.First(a => a.Address == address).Fields;
        var schema = DeclaredMappings.SchemaIdOf(fields) ?? plan.Actions.FirstOrDefault(a => a.Address == DeclaredMappings.SchemaOf(fields))?.Live?.Id;
        if (schema is null)
        {
            host.Reporter.Diagnostics([Diagnostic.Of(
                MappingTestDescriptors.NoSchemaYet, $"the schema of {address} does not exist on the platform yet", null, MappingTestDescriptors.NoSchemaYet.Remedy)]);
            return null;
        }

        var (service, live) = (host.Providers.MappingsOf(workspace.Provider), new List<PreviewedRecord>());
        var activity = new CountActivity($"Asking the service what {address} makes of the records", "record", records.Count);
        await using (host.Output.Progress.Show(activity))
        {
            foreach (var some in records.Chunk(RecordFile.Most))
            {
                live.AddRange(await service.PreviewAsync(fields, schema, [.. some.Select(r => r.Given)], host.Signals.Stop));
                activity.Add(some.Length);
            }
        }

        return [.. live.Zip(records, (l, r) => (IReadOnlyList<string>)[.. LiveDifferences.Of(l.Output, r.Result), .. ProblemsOnlyOf(l, r.Result)])];
    }

    private async Task<Plan?> PlanAsync()
    {
        if (await workspace.ReadStateAsync() is not { } state)
            return null;
        var only = keys.Select(k => DeclaredMappings.AddressOf(k).ToString()).Distinct();
        return (await workspace.PlanAsync(state.Lockfile, new() { Options = PlanOptions.Default with { Only = [.. only] } })).Value;
    }

    /// <summary>The fields that fail in the service only. Of others that fail the value is compared, which is null.</summary>
    private static IEnumerable<string> ProblemsOnlyOf(PreviewedRecord live, MappingResult offline) => live.Problems
        .Where(p => !offline.Fields.Any(f => f.Field.Target == p.Target && f.Problem is not null))
        .Select(p => $"{p.Target}: the service says: {p.Problem}");
}
