using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Output;

/// <summary>What the resources of a plan refer to.</summary>
internal static class PlanReferences
{
    /// <summary>What a resource refers to. What is deleted comes after those that refer to it, so that the recorded references count.</summary>
    public static IReadOnlyList<ResourceAddress> Of(PlannedAction action) =>
        action.Kind is ActionKind.Delete or ActionKind.Forget ? action.Prior?.Dependencies ?? [] : action.DependsOn;
}
