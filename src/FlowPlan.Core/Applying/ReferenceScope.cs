using FlowPlan.Core.Planning;

namespace FlowPlan.Core.Applying;

/// <summary>The attributes known while a plan is carried out: first those of what stays as it is, then of each object as it is made.</summary>
internal static class ReferenceScope
{
    /// <summary>What is known before the first step.</summary>
    public static KnownAttributes Of(Plan plan)
    {
        var known = new KnownAttributes();
        foreach (var action in plan.Actions.Where(a => a.Kind is ActionKind.NoOp or ActionKind.Read or ActionKind.Forget && a.Live is not null))
            known.Set(action.Address, action.Live!.Attributes);
        return known;
    }
}
