using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.State.Engines;

/// <summary>The faults of an engine. The texts that are given must not contain a credential.</summary>
public static class EngineFaults
{
    /// <summary>No connection, no answer, or one that says that the server is busy or restarting.</summary>
    public static EngineFaultException Unreachable(string location, string why, Exception? cause = null) => new(
        Of(EngineDescriptors.Unreachable, location, $"the server that holds the state cannot be reached: {why}", "check the network and the server, then run the command again; what was recorded until then is kept"),
        isTransient: true,
        cause);

    /// <summary>The server refused the credentials, or what they may do.</summary>
    public static EngineFaultException AccessDenied(string location, string why, string help, Exception? cause = null) =>
        new(Of(EngineDescriptors.AccessDenied, location, $"the server that holds the state denied access: {why}", help), isTransient: false, cause);

    /// <summary>The database, bucket or container does not exist.</summary>
    public static EngineFaultException LocationMissing(string location, string what, string help, Exception? cause = null) =>
        new(Of(EngineDescriptors.LocationMissing, location, $"{what} does not exist", help), isTransient: false, cause);

    /// <summary>The server lacks what a shared state needs.</summary>
    public static EngineFaultException NotSupported(string location, string what, string help) =>
        new(Of(EngineDescriptors.NotSupported, location, what, help), isTransient: false);

    /// <summary>The server answered with an error that trying again does not change.</summary>
    public static EngineFaultException Rejected(string location, string why, string help, Exception? cause = null) =>
        new(Of(EngineDescriptors.Rejected, location, $"the server that holds the state rejected a request: {why}", help), isTransient: false, cause);

    /// <summary>What is there was written by something else, or by a newer FlowPlan.</summary>
    public static EngineFaultException ContentUnknown(string location, string what, string help, Exception? cause = null) =>
        new(Of(EngineDescriptors.ContentUnknown, location, what, help), isTransient: false, cause);

    /// <summary>The location cannot be used.</summary>
    public static DiagnosticException LocationInvalid(string location, string why, string help) =>
        new(Of(EngineDescriptors.LocationInvalid, location, why, help));

    private static Diagnostic Of(DiagnosticDescriptor descriptor, string location, string text, string help) =>
        Diagnostic.Of(descriptor, text, SourceSpan.OfFile(location), help);
}
