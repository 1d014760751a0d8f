using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Kinds.Common;

/// <summary>Updates in place.</summary>
internal static class InPlace
{
    /// <summary>A field that no call changes in place: the plan should have replaced the object or refused the change.</summary>
    public static InvalidOperationException NotPossible(UpdateRequest request, FieldWrite change) =>
        new($"The field '{change.Path.ToDisplay()}' of {request.Address} cannot be changed in place.");
}
