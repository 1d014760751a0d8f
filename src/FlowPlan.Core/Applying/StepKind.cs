namespace FlowPlan.Core.Applying;

/// <summary>Which half of an action a step is. Only a replacement has both.</summary>
public enum StepKind
{
    /// <summary>Creates, updates or imports an object, or drops its record.</summary>
    Apply,

    /// <summary>Deletes an object.</summary>
    Destroy,
}
