using FlowPlan.DataPrep.Runtime;
using FlowPlan.DataPrep.Syntax;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Mapping;

/// <summary>A mapping with its expressions parsed once, to be applied to records.</summary>
public sealed class CompiledMapping
{
    private readonly List<CompiledField> fields;

    /// <summary>Parses the expressions of a mapping.</summary>
    public CompiledMapping(IEnumerable<MappedField> fields) => this.fields = [.. fields.Select(f => new CompiledField(f))];

    /// <summary>The fields with their expressions; null for a source, and for an expression that is not valid.</summary>
    public IEnumerable<(MappedField Field, Expression? Expression)> Fields => fields.Select(f => (f.Field, f.Expression));

    /// <summary>Maps a record. A field that fails is null; objects are written before fields in them, which replace their parts.</summary>
    public MappingResult Map(EvaluationContext context)
    {
        var results = fields.Select(f => f.Evaluate(context)).ToList();
        var output = new OutputNode();
        foreach (var (field, result) in fields.Zip(results).Where(r => !r.Second.Value.IsNull).OrderBy(r => r.First.Depth))
            output.Write(field.Target.AsSpan(), result.Value);
        return new(output.ToValue() is DataValue.Map map ? map : new DataValue.Map([]), results);
    }
}
