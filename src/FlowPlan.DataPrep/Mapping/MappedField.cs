using FlowPlan.DataPrep.Parsing;

namespace FlowPlan.DataPrep.Mapping;

/// <summary>A field of a mapping: where a value goes and where it comes from.</summary>
/// <param name="Target">The path that is filled.</param>
/// <param name="Source">The path in the source record; null for an expression.</param>
/// <param name="Expression">The text of the expression; null for a source.</param>
/// <param name="Hidden">Why source and expression are not known here; null where one of them is.</param>
public sealed record MappedField(string Target, string? Source, string? Expression, string? Hidden = null)
{
    /// <summary>A field with the same value in each record.</summary>
    public static MappedField OfStatic(string target, string value) => new(target, null, QuotedText.Quote(value));
}
