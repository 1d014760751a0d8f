using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Findings;

/// <summary>Why an approved action can no longer be applied. A closed union: the nested records are all there is.</summary>
internal abstract record StaleReason
{
    private StaleReason()
    {
    }

    /// <summary>The object to create exists now.</summary>
    public sealed record AlreadyExists : StaleReason;

    /// <summary>The object needs no change any more.</summary>
    public sealed record NothingToDo : StaleReason;

    /// <summary>The object was deleted.</summary>
    public sealed record Deleted : StaleReason;

    /// <summary>The object now needs another action.</summary>
    public sealed record OtherAction(string Now, string Approved) : StaleReason;

    /// <summary>The resource now moves from another address, or no longer moves.</summary>
    public sealed record OtherMove(ResourceAddress? Now, ResourceAddress? Approved) : StaleReason;

    /// <summary>The resource now has another object.</summary>
    public sealed record OtherObject : StaleReason;

    /// <summary>Somebody changed the object.</summary>
    public sealed record Changed : StaleReason;

    /// <summary>Other values would be written.</summary>
    public sealed record OtherWrite : StaleReason;
}
