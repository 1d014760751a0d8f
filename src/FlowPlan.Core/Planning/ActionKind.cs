namespace FlowPlan.Core.Planning;

/// <summary>What a plan does with one resource.</summary>
public enum ActionKind
{
    /// <summary>Nothing: manifest, state and live object agree.</summary>
    NoOp,

    /// <summary>Looks up an object that the manifest only refers to.</summary>
    Read,

    /// <summary>Creates an object.</summary>
    Create,

    /// <summary>Changes an object in place.</summary>
    Update,

    /// <summary>Creates an object in the place of one that cannot be changed in place, and deletes the old one.</summary>
    Replace,

    /// <summary>Deletes an object that the manifest no longer declares.</summary>
    Delete,

    /// <summary>Imports a live object into the state, and changes it where it differs from the manifest.</summary>
    Adopt,

    /// <summary>Removes an object from the state without a call: it is already deleted, or it is no longer to be managed.</summary>
    Forget,

    /// <summary>A pending change that is left for a later plan; the object can be referred to as it is.</summary>
    Deferred,
}
