using FlowPlan.Aep.Kinds.Mappings;
using FlowPlan.Core.Planning;
using FlowPlan.DataPrep.Mapping;
using FlowPlan.DataPrep.Runtime;

namespace FlowPlan.Cli.MappingTests.Effects;

/// <summary>Applies the live and the planned form of the mappings that change to the records that their tests are given.</summary>
internal static class MappingEffects
{
    /// <summary>The effect on each mapping that changes in place or is replaced and has tests, in the order of the plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="tests">Reads the tests; called only where a mapping changes.</param>
    public static IEnumerable<MappingEffect> Of(Plan plan, Func<IReadOnlyList<MappingTest>> tests)
    {
        var changed = plan.Actions
            .Where(a => DeclaredMappings.IsMapping(a.Address) && a is { IsChange: true, Live: not null, Kind: not (ActionKind.Delete or ActionKind.Forget) })
            .ToList();
        if (changed.Count == 0)
            return [];
        var byMapping = tests().ToLookup(t => t.Mapping, StringComparer.Ordinal);
        return from action in changed
               let samples = byMapping[action.Address.Key].ToList()
               where samples.Count > 0
               select Of(action, samples);
    }

    private static MappingEffect Of(PlannedAction action, List<MappingTest> samples)
    {
        var (before, after, written) = (DeclaredMappings.LiveOf(action), DeclaredMappings.Of(action.Fields), DeclaredMappings.TargetsWrittenBy(action));
        var (changes, number) = (new List<FieldEffect>(), 0);
        foreach (var sample in samples)
        {
            foreach (var record in sample.Given)
            {
                var context = new EvaluationContext(record, sample.Now) { Stubs = sample.Stubs };
                changes.AddRange(Between(before.Map(context), after.Map(context), written, ++number, sample.Name));
            }
        }

        return new(action.Address, number, changes);
    }

    /// <summary>The fields whose value differs, and those that are written and of which neither value is known.</summary>
    private static IEnumerable<FieldEffect> Between(MappingResult before, MappingResult after, IReadOnlySet<string> written, int record, string sample)
    {
        var (old, now) = (ByTarget(before), ByTarget(after));
        return from target in old.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
               let was = old.GetValueOrDefault(target)
               let becomes = now.GetValueOrDefault(target)
               where !IsSame(was, becomes) || (was is { Field.Hidden: not null } && written.Contains(target))
               select new FieldEffect(record, sample, target, was, becomes);
    }

    /// <summary>Of several fields with one target the last one counts, as in the record.</summary>
    private static Dictionary<string, FieldResult> ByTarget(MappingResult result)
    {
        var fields = new Dictionary<string, FieldResult>(StringComparer.Ordinal);
        foreach (var field in result.Fields)
            fields[field.Field.Target] = field;
        return fields;
    }

    /// <summary>A field that is missing is null in the record, as is one that fails.</summary>
    private static bool IsSame(FieldResult? before, FieldResult? after)
    {
        if (before is { IsUnknown: true } || after is { IsUnknown: true })
            return before?.Field == after?.Field;
        return before?.Problem == after?.Problem && Equals(before?.Value ?? DataPrep.Values.DataValue.Null, after?.Value ?? DataPrep.Values.DataValue.Null);
    }
}
