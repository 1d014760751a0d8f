namespace FlowPlan.Emulator.Settings;

/// <summary>Settings for behaviour that the documentation of the services leaves open, or that tests vary.</summary>
public sealed record EmulatorSettings
{
    /// <summary>The tenant namespace, without the leading underscore.</summary>
    public string TenantId { get; init; } = "acme";

    /// <summary>The tenant namespaces of single organizations, by the organization's ID; those that are not listed have <see cref="TenantId"/>.</summary>
    public IReadOnlyDictionary<string, string> TenantIds { get; init; } = new Dictionary<string, string>();

    /// <summary>The lifetime of a token in seconds.</summary>
    public int TokenLifetimeSeconds { get; init; } = 86399;

    /// <summary>Whether any bearer token is accepted; otherwise only issued tokens and those that begin with <c>emulator-</c>.</summary>
    public bool AcceptAnyToken { get; init; }

    /// <summary>Whether Identity Service returns the codes of namespaces in upper case; otherwise as they were sent.</summary>
    public bool UpperCaseNamespaceCodes { get; init; }

    /// <summary>The permissions that clients do not have, such as <c>manage-schemas</c>.</summary>
    public IReadOnlyList<string> DeniedPermissions { get; init; } = [];

    /// <summary>The data usage labels that violate a policy on a dataset, such as <c>C9</c>.</summary>
    public IReadOnlyList<string> DeniedDatasetLabels { get; init; } = [];

    /// <summary>Whether PUT sets the first data usage labels of a dataset, and POST is no longer there; otherwise only POST sets them.</summary>
    public bool PutCreatesDatasetLabels { get; init; }

    /// <summary>Whether a dataset without labels has an etag although only POST sets its first labels.</summary>
    public bool MissingDatasetLabelsHaveEtag { get; init; }

    /// <summary>The names of the existing sandboxes; when empty, every name exists.</summary>
    public IReadOnlyList<string> Sandboxes { get; init; } = [];

    /// <summary>The largest page of a Flow Service list; a larger limit is reduced to it.</summary>
    public int FlowServicePageSize { get; init; } = 100;

    /// <summary>Whether the last page of a Flow Service list omits <c>_links</c>; otherwise it is an empty object.</summary>
    public bool OmitLinksOnLastPage { get; init; }

    /// <summary>Whether a connection is rejected when its <c>sourceId</c> is already in use.</summary>
    public bool UniqueSourceIds { get; init; } = true;

    /// <summary>Whether the delete of a source or target connection is rejected while a flow uses it.</summary>
    public bool RefuseDeleteInUse { get; init; } = true;

    /// <summary>The number of reads for which a new flow stays <c>initializing</c>.</summary>
    public int InitializingReads { get; init; }

    /// <summary>Whether Data Prep deletes mapping sets; otherwise it returns 405.</summary>
    public bool DeleteMappingSets { get; init; } = true;

    /// <summary>Whether mapping sets are also served at <c>/data/foundation/mappingSets</c>.</summary>
    public bool LegacyMappingSetsPath { get; init; } = true;

    /// <summary>The time in milliseconds after which a new object appears in lists.</summary>
    public int ListLagMilliseconds { get; init; }

    /// <summary>The time in seconds after which a new flow is live: until then it is <c>initializing</c>, and its inlet acknowledges records that are lost.</summary>
    public int FlowLiveAfterSeconds { get; init; }

    /// <summary>The time in milliseconds after which an accepted record appears in flow runs, batches and metrics.</summary>
    public int IngestionLagMilliseconds { get; init; }

    /// <summary>Whether inlets validate synchronously on request; otherwise they return 501.</summary>
    public bool SynchronousValidation { get; init; } = true;

    /// <summary>How many requests with synchronous validation an inlet takes in a minute.</summary>
    public int SynchronousValidationsPerMinute { get; init; } = 60;
}
