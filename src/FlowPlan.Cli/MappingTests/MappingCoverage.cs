using FlowPlan.DataPrep.Mapping;
using FlowPlan.DataPrep.Syntax;

namespace FlowPlan.Cli.MappingTests;

/// <summary>Which fields and branches of mappings the tests reached.</summary>
internal sealed class MappingCoverage
{
    private readonly HashSet<MappedField> reached = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Expression> branches = new(ReferenceEqualityComparer.Instance);

    /// <summary>Remembers what a record reached: the fields that had a value or a failure, and the branches that were taken.</summary>
    public void Add(MappingResult result)
    {
        reached.UnionWith(result.Fields.Where(f => !f.Value.IsNull || f.Problem is not null).Select(f => f.Field));
        branches.UnionWith(result.Fields.SelectMany(f => f.Chosen));
    }

    /// <summary>The report: how many fields were reached, then what was not.</summary>
    public IEnumerable<string> Report(IReadOnlyDictionary<string, CompiledMapping> mappings)
    {
        var fields = mappings.SelectMany(m => m.Value.Fields.Select(f => (Mapping: m.Key, f.Field, f.Expression))).ToList();
        var missed = fields.Where(f => !reached.Contains(f.Field)).ToList();
        var all = fields.SelectMany(f => BranchesOf(f.Expression).Select(b => (f.Mapping, f.Field, Branch: b))).ToList();
        var untaken = all.Where(b => !branches.Contains(b.Branch) && reached.Contains(b.Field)).ToList();
        yield return $"Coverage: {fields.Count - missed.Count} of {fields.Count} fields, {all.Count(b => branches.Contains(b.Branch))} of {all.Count} branches.";
        foreach (var (mapping, field, _) in missed)
            yield return $"  {mapping}: no test has a value for {field.Target}";
        foreach (var (mapping, field, branch) in untaken)
            yield return $"  {mapping}: no test reaches '{DataPrep.Formatting.ExpressionFormatter.Format(branch)}' of {field.Target}";
    }

    private static IEnumerable<Expression> BranchesOf(Expression? expression) => (expression?.All() ?? []).SelectMany(e => e switch
    {
        Expression.Conditional conditional => [conditional.Yes, conditional.No],
        Expression.Call { Name: "iif", Arguments: [_, var yes, var no] } => [yes, no],
        _ => (Expression[])[],
    });
}
