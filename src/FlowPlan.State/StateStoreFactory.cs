using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State;
using FlowPlan.Core.State.Encryption;
using FlowPlan.Core.State.FileStore;
using FlowPlan.Core.State.Remote;
using FlowPlan.State.AzureBlob;
using FlowPlan.State.Http;
using FlowPlan.State.Locations;
using FlowPlan.State.Postgres;
using FlowPlan.State.S3;

namespace FlowPlan.State;

/// <summary>Opens the state of an environment, wherever it is.</summary>
/// <param name="processEnvironment">The variables of the process: credentials, encryption keys, and the duration of a lease.</param>
/// <param name="time">The clock.</param>
/// <param name="warn">Is told that a lock could not be released; null for no warnings.</param>
public sealed class StateStoreFactory(IReadOnlyDictionary<string, string> processEnvironment, TimeProvider time, Action<Diagnostic>? warn = null)
{
    /// <summary>The state of an environment. Makes no call.</summary>
    /// <param name="location">Where it is.</param>
    /// <param name="name">Which it is.</param>
    /// <exception cref="DiagnosticException">The location is not valid, or something that it needs is not set.</exception>
    public IStateStore Open(StateLocation location, StateName name)
    {
        var cipher = DocumentCipher.Of(processEnvironment);
        if (location.IsFile)
            return new FileStateStore(name.Folder, name.Environment, time) { Cipher = cipher };
        return new RemoteStateStore(
            location.Scheme switch
            {
                "postgres" => new PostgresEngine(PostgresAddress.Of(location.Url!, name, processEnvironment)),
                "s3" => new S3Engine(S3Address.Of(location.Url!, name.Path, processEnvironment), time),
                "azblob" => new AzureBlobEngine(AzureAddress.Of(location.Url!, name.Path, processEnvironment), time),
                "http" or "https" => new HttpStateEngine(HttpAddress.Of(location.Url, processEnvironment)),
                var scheme => throw new InvalidOperationException($"There is no engine for '{scheme}'."),
            },
            LeaseSetting.Read(processEnvironment, location.Scheme == "azblob" ? AzureBlobEngine.LongestLease : RemoteStateSettings.LongestLease),
            time,
            warn)
        {
            Cipher = cipher,
        };
    }
}
