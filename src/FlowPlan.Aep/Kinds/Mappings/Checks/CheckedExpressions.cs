using System.Runtime.CompilerServices;
using FlowPlan.DataPrep.Checking;

namespace FlowPlan.Aep.Kinds.Mappings.Checks;

/// <summary>The checks of the expressions of the manifest: each is checked once, for its findings and for the type of its target.</summary>
internal static class CheckedExpressions
{
    /// <summary>By the text object that the reader made, which the fields of the resource keep.</summary>
    private static readonly ConditionalWeakTable<string, ExpressionCheck> Known = [];

    /// <summary>The check of an expression.</summary>
    public static ExpressionCheck Of(string text) => Known.GetValue(text, static t => ExpressionChecker.Check(t));
}
