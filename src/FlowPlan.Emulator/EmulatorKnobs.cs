namespace FlowPlan.Emulator;

/// <summary>Switches for behaviour that the services' documentation leaves open or that tests want to vary.</summary>
public sealed record EmulatorKnobs
{
    /// <summary>The tenant's namespace, without underscore.</summary>
    public string TenantId { get; init; } = "acme";

    /// <summary>How many seconds a token lives.</summary>
    public int TokenLifetimeSeconds { get; init; } = 86399;

    /// <summary>Whether any bearer token is taken; otherwise only issued ones and those that begin with <c>emulator-</c>.</summary>
    public bool AcceptAnyToken { get; init; }

    /// <summary>The names of the sandboxes that exist; empty for any name.</summary>
    public IReadOnlyList<string> Sandboxes { get; init; } = [];

    /// <summary>The largest page of a Flow Service list, whatever limit is asked for.</summary>
    public int FlowServicePageSize { get; init; } = 100;

    /// <summary>Whether the last page of a Flow Service list leaves <c>_links</c> out; otherwise it is an empty object.</summary>
    public bool OmitLinksOnLastPage { get; init; }

    /// <summary>Whether a second connection with a <c>sourceId</c> that is taken is refused.</summary>
    public bool UniqueSourceIds { get; init; } = true;

    /// <summary>Whether a source or target connection that a flow uses cannot be deleted.</summary>
    public bool RefuseDeleteInUse { get; init; } = true;

    /// <summary>How many reads a new flow stays <c>initializing</c> for.</summary>
    public int InitializingReads { get; init; }

    /// <summary>Whether Data Prep deletes mapping sets; otherwise it answers 405.</summary>
    public bool DeleteMappingSets { get; init; } = true;

    /// <summary>Whether mapping sets are also served at <c>/data/foundation/mappingSets</c>.</summary>
    public bool LegacyMappingSetsPath { get; init; } = true;

    /// <summary>How many milliseconds lists lag behind creates.</summary>
    public int ListLagMilliseconds { get; init; }
}
