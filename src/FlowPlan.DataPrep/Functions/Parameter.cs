using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Functions;

/// <summary>A parameter of a function.</summary>
/// <param name="Name">Its name in messages.</param>
/// <param name="Type">The name of its type.</param>
/// <param name="Accepts">What an argument may be.</param>
/// <param name="IsOptional">Whether it can be left out.</param>
public sealed record Parameter(string Name, string Type, ValueKinds Accepts, bool IsOptional);
