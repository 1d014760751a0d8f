using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.State.Engines;

/// <summary>What can be wrong with the server that holds the state.</summary>
public static class EngineDescriptors
{
    /// <summary>FP6401: the server that holds the state cannot be reached, or does not answer.</summary>
    public static readonly DiagnosticDescriptor Unreachable = new(
        "FP6401", Severity.Error, DiagnosticCategory.State, "the server that holds the state cannot be reached or does not answer", "check the network and the server, then rerun");

    /// <summary>FP6402: the server that holds the state refused the credentials or the access.</summary>
    public static readonly DiagnosticDescriptor AccessDenied = new(
        "FP6402", Severity.Error, DiagnosticCategory.State, "the server that holds the state refused the credentials or the access", "check the credentials and their permissions");

    /// <summary>FP6403: the location of the state is not valid.</summary>
    public static readonly DiagnosticDescriptor LocationInvalid = new(
        "FP6403", Severity.Error, DiagnosticCategory.State, "the location of the state is not valid", "correct `state:` or `FLOWPLAN_STATE`");

    /// <summary>FP6404: the database, bucket or container of the state does not exist.</summary>
    public static readonly DiagnosticDescriptor LocationMissing = new(
        "FP6404", Severity.Error, DiagnosticCategory.State, "the database, bucket or container of the state does not exist", "create it, or correct the location");

    /// <summary>FP6405: the server lacks what a shared state needs.</summary>
    public static readonly DiagnosticDescriptor NotSupported = new(
        "FP6405", Severity.Error, DiagnosticCategory.State, "the server lacks what a shared state needs", "use a server or version that has it");

    /// <summary>FP6406: the server rejected a request.</summary>
    public static readonly DiagnosticDescriptor Rejected = new(
        "FP6406", Severity.Error, DiagnosticCategory.State, "the server that holds the state rejected a request", "follow the server's message");

    /// <summary>FP6407: what the server holds was not written by FlowPlan, or by a newer one.</summary>
    public static readonly DiagnosticDescriptor ContentUnknown = new(
        "FP6407", Severity.Error, DiagnosticCategory.State, "what the server holds there was not written by FlowPlan, or by a newer one", "check the location and the version");

    /// <summary>FP6408: FLOWPLAN_STATE_LEASE is not a number of seconds.</summary>
    public static readonly DiagnosticDescriptor LeaseInvalid = new(
        "FP6408", Severity.Error, DiagnosticCategory.State, "FLOWPLAN_STATE_LEASE is not a number of seconds from 5 to 3600", "correct it, or unset it");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        Unreachable,
        AccessDenied,
        LocationInvalid,
        LocationMissing,
        NotSupported,
        Rejected,
        ContentUnknown,
        LeaseInvalid,
    ];
}
