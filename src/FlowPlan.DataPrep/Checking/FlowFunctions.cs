namespace FlowPlan.DataPrep.Checking;

/// <summary>Functions that only some flows offer.</summary>
[Flags]
public enum FlowFunctions
{
    /// <summary>Only those that all flows offer.</summary>
    Common = 0,

    /// <summary>Those of exports to destinations.</summary>
    Destinations = 1,

    /// <summary>Those of Adobe Analytics and the Web SDK.</summary>
    Analytics = 2,

    /// <summary>Those of updates of profiles by streaming.</summary>
    ProfileUpdates = 4,
}
