using System.Security.Authentication;
using System.Xml;
using FlowPlan.Core.State.Engines;

namespace FlowPlan.State.Transport;

/// <summary>Turns what went wrong before there was an answer, or in reading it, into findings.</summary>
internal static class RestFaults
{
    /// <summary>Whether the server, the network or the credentials are at fault.</summary>
    public static bool IsFault(Exception fault) =>
        fault is HttpRequestException or IOException or InvalidDataException or XmlException or CredentialException or UnauthorizedAccessException;

    /// <summary>The finding.</summary>
    /// <param name="location">Where the state is.</param>
    /// <param name="fault">What was thrown.</param>
    /// <param name="credentials">What helps where credentials are missing.</param>
    public static EngineFaultException Of(string location, Exception fault, string credentials) => fault switch
    {
        CredentialException { IsTransient: true } => EngineFaults.Unreachable(location, fault.Message, fault),
        CredentialException missing => EngineFaults.AccessDenied(location, missing.Message, missing.Help ?? credentials, fault),
        UnauthorizedAccessException => EngineFaults.AccessDenied(location, fault.Message, credentials, fault),
        HttpRequestException { InnerException: AuthenticationException cause } => EngineFaults.AccessDenied(
            location, $"the secure connection failed: {cause.Message}", "check the server's certificate, and the certificate authorities of this system", fault),
        XmlException or InvalidDataException => EngineFaults.Rejected(location, $"its answer cannot be read: {fault.Message}", "see the log of the server, and check the proxy", fault),
        _ => EngineFaults.Unreachable(location, (fault.InnerException ?? fault).Message, fault),
    };
}
