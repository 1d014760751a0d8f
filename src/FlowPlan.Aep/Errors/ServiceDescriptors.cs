using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Errors;

/// <summary>What can go wrong in a call to the platform.</summary>
public static class ServiceDescriptors
{
    /// <summary>FP3010: the host cannot be reached: its name is not resolved, the connection is refused, or connecting times out.</summary>
    public static readonly DiagnosticDescriptor Unreachable = new(
        "FP3010", Severity.Error, DiagnosticCategory.Platform, "the host cannot be reached: its name is not resolved, the connection is refused, or connecting times out", "check the URL, DNS, firewalls and proxy");

    /// <summary>FP3011: the TLS connection failed.</summary>
    public static readonly DiagnosticDescriptor TlsFailed = new(
        "FP3011", Severity.Error, DiagnosticCategory.Platform, "the TLS connection failed", "check the certificate and any proxy");

    /// <summary>FP3012: no response in time.</summary>
    public static readonly DiagnosticDescriptor ResponseTimeout = new(
        "FP3012", Severity.Error, DiagnosticCategory.Platform, "no response in time", "rerun; a call with unknown outcome is looked up first");

    /// <summary>FP3013: the connection was lost during a call.</summary>
    public static readonly DiagnosticDescriptor ConnectionLost = new(
        "FP3013", Severity.Error, DiagnosticCategory.Platform, "the connection was lost during a call", "rerun; a call with unknown outcome is looked up first");

    /// <summary>FP3014: the response is not what the service documents.</summary>
    public static readonly DiagnosticDescriptor InvalidResponse = new(
        "FP3014", Severity.Error, DiagnosticCategory.Platform, "the response is not what the service documents", "check the URL and any proxy");

    /// <summary>FP3015: the response is larger than the limit.</summary>
    public static readonly DiagnosticDescriptor ResponseTooLong = new(
        "FP3015", Severity.Error, DiagnosticCategory.Platform, "the response is larger than the limit", "check the URL");

    /// <summary>FP3016: a redirect or the link to the next page is not followed: the token would be sent to another host, or the call is a write.</summary>
    public static readonly DiagnosticDescriptor Redirected = new(
        "FP3016", Severity.Error, DiagnosticCategory.Platform, "a redirect or the link to the next page is not followed: the token would be sent to another host, or the call is a write", "use the service's own URL");

    /// <summary>FP3017: pagination loop: a list returns a page that was already read, or only empty pages.</summary>
    public static readonly DiagnosticDescriptor PaginationLoop = new(
        "FP3017", Severity.Error, DiagnosticCategory.Platform, "pagination loop: a list returns a page that was already read, or only empty pages", "rerun; if it persists, contact support");

    /// <summary>FP3020: the service rejected the request.</summary>
    public static readonly DiagnosticDescriptor RequestRejected = new(
        "FP3020", Severity.Error, DiagnosticCategory.Platform, "the service rejected the request", "fix the reported problem");

    /// <summary>FP3021: 401: the access token is not accepted.</summary>
    public static readonly DiagnosticDescriptor TokenRejected = new(
        "FP3021", Severity.Error, DiagnosticCategory.Platform, "401: the access token is not accepted", "check the token, or client ID and secret");

    /// <summary>FP3022: 403: access denied.</summary>
    public static readonly DiagnosticDescriptor AccessDenied = new(
        "FP3022", Severity.Error, DiagnosticCategory.Platform, "403: access denied", "the message depends on the service's code: token, API key, organization or role");

    /// <summary>FP3023: 404: not found.</summary>
    public static readonly DiagnosticDescriptor NotFound = new(
        "FP3023", Severity.Error, DiagnosticCategory.Platform, "404: not found", "check ID, sandbox and access labels");

    /// <summary>FP3024: 412: the object changed since it was read.</summary>
    public static readonly DiagnosticDescriptor PreconditionFailed = new(
        "FP3024", Severity.Error, DiagnosticCategory.Platform, "412: the object changed since it was read", "run plan again");

    /// <summary>FP3025: 429: still rate-limited at the time limit of the call.</summary>
    public static readonly DiagnosticDescriptor RateLimited = new(
        "FP3025", Severity.Error, DiagnosticCategory.Platform, "429: still rate-limited at the time limit of the call", "wait, or lower `--parallelism`");

    /// <summary>FP3026: the service failed.</summary>
    public static readonly DiagnosticDescriptor ServiceFailed = new(
        "FP3026", Severity.Error, DiagnosticCategory.Platform, "the service failed", "rerun; if it persists, give Adobe support the request ID");

    /// <summary>FP3027: the identity service returned no token.</summary>
    public static readonly DiagnosticDescriptor NoToken = new(
        "FP3027", Severity.Error, DiagnosticCategory.Platform, "the identity service returned no token", "check client ID, secret and scopes");

    /// <summary>FP3030: the sandbox does not exist.</summary>
    public static readonly DiagnosticDescriptor UnknownSandbox = new(
        "FP3030", Severity.Error, DiagnosticCategory.Platform, "the sandbox does not exist", "check the manifest and your role");

    /// <summary>FP3031: the sandbox is not active.</summary>
    public static readonly DiagnosticDescriptor SandboxNotActive = new(
        "FP3031", Severity.Error, DiagnosticCategory.Platform, "the sandbox is not active", "wait, or choose another");

    /// <summary>FP3032: an object is still used by flows.</summary>
    public static readonly DiagnosticDescriptor StillInUse = new(
        "FP3032", Severity.Error, DiagnosticCategory.Platform, "an object is still used by flows", "delete those flows first");

    /// <summary>FP3033: an object stayed in a transient state.</summary>
    public static readonly DiagnosticDescriptor TransientState = new(
        "FP3033", Severity.Error, DiagnosticCategory.Platform, "an object stayed in a transient state", "look at the object, then rerun");

    /// <summary>FP3034: somebody else changed or deleted the object just before the write.</summary>
    public static readonly DiagnosticDescriptor ChangedBeforeWrite = new(
        "FP3034", Severity.Error, DiagnosticCategory.Platform, "somebody else changed or deleted the object just before the write", "run plan again");

    /// <summary>FP3035: the title of a schema is already used.</summary>
    public static readonly DiagnosticDescriptor TitleTaken = new(
        "FP3035", Severity.Error, DiagnosticCategory.Platform, "the title of a schema is already used", "choose another title, or import the `$id` in the message");

    /// <summary>FP3036: the credential lacks permissions that a plan needs.</summary>
    public static readonly DiagnosticDescriptor PermissionMissing = new(
        "FP3036", Severity.Error, DiagnosticCategory.Platform, "the credential lacks permissions that a plan needs; nothing was changed", "give them to a role of the credential, or use `--preflight=false`");

    /// <summary>FP3037: the permissions of the credential could not be checked (note).</summary>
    public static readonly DiagnosticDescriptor PermissionsUnknown = new(
        "FP3037", Severity.Info, DiagnosticCategory.Platform, "the permissions of the credential could not be checked before an apply, which goes on (note)", "see the message; `--preflight=false` leaves the check out");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        Unreachable,
        TlsFailed,
        ResponseTimeout,
        ConnectionLost,
        InvalidResponse,
        ResponseTooLong,
        Redirected,
        PaginationLoop,
        RequestRejected,
        TokenRejected,
        AccessDenied,
        NotFound,
        PreconditionFailed,
        RateLimited,
        ServiceFailed,
        NoToken,
        UnknownSandbox,
        SandboxNotActive,
        StillInUse,
        TransientState,
        ChangedBeforeWrite,
        TitleTaken,
        PermissionMissing,
        PermissionsUnknown,
    ];
}
