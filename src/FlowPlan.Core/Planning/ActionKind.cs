namespace FlowPlan.Core.Planning;

/// <summary>What a plan does with one resource.</summary>
public enum ActionKind
{
    /// <summary>Nothing: manifest, record and live object agree.</summary>
    NoOp,

    /// <summary>Looks up an object that is only referred to.</summary>
    Read,

    /// <summary>Makes a new object.</summary>
    Create,

    /// <summary>Changes an object in place.</summary>
    Update,

    /// <summary>Makes a new object in the place of one that cannot be changed so.</summary>
    Replace,

    /// <summary>Deletes an object that the manifest no longer declares.</summary>
    Delete,

    /// <summary>Takes over a live object, and changes it where it differs.</summary>
    Adopt,

    /// <summary>Drops the record of an object that is gone already.</summary>
    Forget,
}
