using Azure.Identity;
using Azure.Storage;
using Azure.Storage.Blobs;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State.Engines;

namespace FlowPlan.State.AzureBlob;

/// <summary>A state in a container of Azure Blob Storage.</summary>
/// <param name="Container">The container, with its credentials.</param>
/// <param name="Folder">What the names of the blobs begin with.</param>
/// <param name="Location">The URL without credentials.</param>
internal sealed record AzureAddress(BlobContainerClient Container, string Folder, string Location)
{
    /// <summary>
    /// The address of a URL <c>azblob://account/container[/prefix]</c>. The credentials are those of <c>AZURE_STORAGE_CONNECTION_STRING</c>,
    /// <c>AZURE_STORAGE_SAS_TOKEN</c> or <c>AZURE_STORAGE_KEY</c>, or else the default chain of Azure.
    /// </summary>
    /// <exception cref="DiagnosticException">The URL or a variable is not valid.</exception>
    public static AzureAddress Of(Uri url, string state, IReadOnlyDictionary<string, string> environment)
    {
        string? Variable(string name) => environment.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;
        var account = url.Host;
        var parts = url.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToList();
        if (account.Length == 0 || parts.Count == 0)
            throw Invalid("it lacks the account or the container");
        if (url.UserInfo.Length > 0 || url.Query.Length > 0)
            throw Invalid("it has a user or a query");
        var folder = string.Join('/', parts.Skip(1).Append(state)) + "/";
        if (!Uri.TryCreate(Variable("AZURE_STORAGE_SERVICE_ENDPOINT") ?? $"https://{account}.blob.core.windows.net", UriKind.Absolute, out var service))
            throw Invalid("AZURE_STORAGE_SERVICE_ENDPOINT is not a URL");
        return new(Client().GetBlobContainerClient(parts[0]), folder, $"azblob://{account}/{parts[0]}/{folder.TrimEnd('/')}");

        BlobServiceClient Client()
        {
            try
            {
                if (Variable("AZURE_STORAGE_CONNECTION_STRING") is { } connection)
                {
                    var client = new BlobServiceClient(connection, Options());
                    return client.AccountName == account ? client : throw Invalid("AZURE_STORAGE_CONNECTION_STRING is that of another account");
                }

                if (Variable("AZURE_STORAGE_SAS_TOKEN") is { } sas)
                    return new(service, new Azure.AzureSasCredential(sas), Options());
                if (Variable("AZURE_STORAGE_KEY") is { } key)
                    return new(service, new StorageSharedKeyCredential(account, key), Options());
                return new(service, new DefaultAzureCredential(), Options());
            }
            catch (Exception fault) when (fault is FormatException or ArgumentException or InvalidOperationException)
            {
                throw Invalid("AZURE_STORAGE_CONNECTION_STRING or AZURE_STORAGE_KEY cannot be read");
            }
        }
    }

    // A write is made once: whether to make it again is decided after reading what is there.
    private static BlobClientOptions Options() => new()
    {
        Retry = { MaxRetries = 0 },
        Diagnostics = { IsLoggingEnabled = false, IsDistributedTracingEnabled = false, IsTelemetryEnabled = false },
    };

    private static DiagnosticException Invalid(string why) => EngineFaults.LocationInvalid(
        "azblob://", $"the location of the state is not valid: {why}", "write azblob://account/container/prefix; credentials belong in AZURE_STORAGE_CONNECTION_STRING, AZURE_STORAGE_SAS_TOKEN or the variables of the default credential");
}
