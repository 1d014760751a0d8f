namespace FlowPlan.DataPrep.Runtime;

/// <summary>Ends an evaluation that has no value. It does not leave the evaluator.</summary>
internal sealed class EvaluationStop(string message, bool isUnknown = false, string? function = null) : Exception(message)
{
    /// <summary>Whether Data Prep may have a value where FlowPlan has none.</summary>
    public bool IsUnknown { get; } = isUnknown;

    /// <summary>The function that cannot be evaluated; null where that is not the reason.</summary>
    public string? Function { get; } = function;
}
