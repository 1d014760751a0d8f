using FlowPlan.DataPrep.Findings;
using FlowPlan.DataPrep.Syntax;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Checking;

/// <summary>What is valid and likely not meant.</summary>
internal static class Lints
{
    private const string RegexSigns = "+?^|.[({)*$\\";

    /// <summary>Adds what is found in an expression, parents first.</summary>
    public static void AddTo(List<Finding> findings, Expression expression)
    {
        findings.AddRange(Of(expression));
        foreach (var child in expression.Children)
            AddTo(findings, child);
    }

    private static IEnumerable<Finding> Of(Expression expression) => expression switch
    {
        Expression.Literal { Value: DataValue.Text(var text) } literal => OfText(literal, text),
        Expression.Call { Name: "split", Arguments: [_, Expression.Literal { Value: DataValue.Text(var separators) } at] } => OfSplit(separators, at.Range),
        Expression.Call { Name: "explode", Arguments: [_, Expression.Literal { Value: DataValue.Text(var pattern) } at] } => OfExplode(pattern, at.Range),
        Expression.Call { Name: "date" or "format" or "dformat", Arguments: [_, Expression.Literal { Value: DataValue.Text(var pattern) } at, ..] } => DateLints.In(pattern, at.Range),
        _ => [],
    };

    private static IEnumerable<Finding> OfText(Expression.Literal literal, string text)
    {
        var at = text.IndexOf("${", StringComparison.Ordinal);
        if (at >= 0 && text.IndexOf('}', at) > at)
        {
            yield return new(
                FindingKind.Placeholder, literal.Range, "'${…}' inside a string stays as it is: only Adobe's templates replace it", "use concat with the field outside of the string");
        }

        if (text.Contains("\\\"", StringComparison.Ordinal))
            yield return new(FindingKind.JsonEscaped, literal.Range, "the string has escaped quotes as in JSON", "remove the backslashes before the quotes");
    }

    private static IEnumerable<Finding> OfSplit(string separators, TextRange at)
    {
        if (separators.Length > 1 && separators.Distinct().Count() > 1)
        {
            yield return new(
                FindingKind.Separator, at, $"split separates at any one of the {separators.Length} characters and drops empty parts", "use explode for a separator of several characters");
        }
    }

    private static IEnumerable<Finding> OfExplode(string pattern, TextRange at)
    {
        if (pattern.Length == 1 && RegexSigns.Contains(pattern[0], StringComparison.Ordinal))
        {
            yield return new(
                FindingKind.Separator, at, $"explode reads '{pattern}' as a regular expression, not as the character", $"write \"\\\\{pattern}\", or use split");
        }
    }
}
