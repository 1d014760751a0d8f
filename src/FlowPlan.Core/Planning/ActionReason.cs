using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning;

/// <summary>Why a plan does something with a resource. A closed union: the nested records are all there is.</summary>
public abstract record ActionReason
{
    private ActionReason()
    {
    }

    /// <summary>A field cannot be changed in place.</summary>
    public sealed record ForcedBy(FieldPath Path) : ActionReason;

    /// <summary>The user asked for the replacement.</summary>
    public sealed record Requested : ActionReason;

    /// <summary>The resource is replaced because another one is, with which it belongs together.</summary>
    public sealed record ReplacedWith(ResourceAddress Address) : ActionReason;

    /// <summary>The recorded object was deleted on the platform.</summary>
    public sealed record DeletedOnPlatform(string Id) : ActionReason;

    /// <summary>The manifest no longer declares the resource.</summary>
    public sealed record NotDeclared : ActionReason;

    /// <summary>The manifest no longer declares the resource, and its object is already deleted on the platform.</summary>
    public sealed record NotDeclaredAndGone : ActionReason;

    /// <summary>The manifest no longer declares the resource, and the service never deletes its object.</summary>
    public sealed record KeptByService(string Id, string Why) : ActionReason;

    /// <summary>All managed objects are to be destroyed.</summary>
    public sealed record Destroyed : ActionReason;

    /// <summary>The manifest now only refers to the object, and no longer manages it.</summary>
    public sealed record OnlyReferenced : ActionReason;

    /// <summary>The old object of a replacement that an earlier run did not finish.</summary>
    public sealed record Deposed : ActionReason;

    /// <summary>A live object is imported, and changed where it differs from the manifest.</summary>
    public sealed record Imports(string Id) : ActionReason;

    /// <summary>A live object is imported without a change.</summary>
    public sealed record ImportsUnchanged(string Id) : ActionReason;

    /// <summary>The user asked to stop managing the object.</summary>
    public sealed record RemovedFromState(string Id) : ActionReason;

    /// <summary>A reason that a saved plan gives as text only.</summary>
    public sealed record Saved(string Text) : ActionReason;
}
