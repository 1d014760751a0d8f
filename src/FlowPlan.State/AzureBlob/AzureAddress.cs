using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State.Engines;
using FlowPlan.State.AzureBlob.Client;
using FlowPlan.State.AzureBlob.Credentials;
using FlowPlan.State.Locations;

namespace FlowPlan.State.AzureBlob;

/// <summary>A state in a container of Azure Blob Storage.</summary>
/// <param name="Container">The address of the container.</param>
/// <param name="Access">What the service is shown.</param>
/// <param name="Folder">What the names of the blobs begin with.</param>
/// <param name="Location">The URL without credentials.</param>
internal sealed record AzureAddress(Uri Container, BlobAccess Access, string Folder, string Location)
{
    /// <summary>
    /// The address of a URL <c>azblob://account/container[/prefix]</c>. The credentials are those of <c>AZURE_STORAGE_CONNECTION_STRING</c>,
    /// <c>AZURE_STORAGE_SAS_TOKEN</c> or <c>AZURE_STORAGE_KEY</c>, or else the default chain of Azure.
    /// </summary>
    /// <exception cref="DiagnosticException">The URL or a variable is not valid.</exception>
    public static AzureAddress Of(Uri url, string state, IReadOnlyDictionary<string, string> environment)
    {
        var account = url.Host;
        var parts = url.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToList();
        if (account.Length == 0 || parts.Count == 0)
            throw Invalid("it lacks the account or the container");
        if (url.UserInfo.Length > 0 || url.Query.Length > 0)
            throw Invalid("it has a user or a query");
        var folder = string.Join('/', parts.Skip(1).Append(state)) + "/";
        var endpoint = environment.ValueOf("AZURE_STORAGE_SERVICE_ENDPOINT") ?? $"https://{account}.blob.core.windows.net";
        if (!(Uri.TryCreate(endpoint, UriKind.Absolute, out var service) && service.Scheme is "http" or "https" && service.Query.Length == 0))
            throw Invalid("AZURE_STORAGE_SERVICE_ENDPOINT is not an HTTP URL");
        var access = Access(ref service);
        return new(new($"{service.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{Uri.EscapeDataString(parts[0])}"), access, folder, $"azblob://{account}/{parts[0]}/{folder.TrimEnd('/')}");

        BlobAccess Access(ref Uri at)
        {
            try
            {
                if (environment.ValueOf("AZURE_STORAGE_CONNECTION_STRING") is { } text)
                {
                    var connection = ConnectionString.Read(text);
                    at = connection.Service;
                    return connection.Account == account ? connection.Access : throw Invalid("AZURE_STORAGE_CONNECTION_STRING is that of another account");
                }

                if (environment.ValueOf("AZURE_STORAGE_SAS_TOKEN") is { } signature)
                    return new BlobAccess.Signature(signature);
                return environment.ValueOf("AZURE_STORAGE_KEY") is { } key ? new BlobAccess.AccountKey(account, Convert.FromBase64String(key)) : new BlobAccess.Identity(environment);
            }
            catch (FormatException)
            {
                throw Invalid("AZURE_STORAGE_CONNECTION_STRING or AZURE_STORAGE_KEY cannot be read");
            }
        }
    }

    /// <summary>Opens the container. Makes no call.</summary>
    public BlobContainer Open(TimeProvider time) => new(
        Container,
        Access switch
        {
            BlobAccess.AccountKey key => new SharedKeyAuthorization(key.Account, key.Key),
            BlobAccess.Signature signature => new SasAuthorization(signature.Text),
            BlobAccess.Identity identity => new TokenAuthorization(new(new(identity.Variables), time)),
            _ => throw new InvalidOperationException("There is no such access."),
        },
        time);

    private static DiagnosticException Invalid(string why) => EngineFaults.LocationInvalid(
        "azblob://", $"the location of the state is not valid: {why}", "write azblob://account/container/prefix; credentials belong in AZURE_STORAGE_CONNECTION_STRING, AZURE_STORAGE_SAS_TOKEN or the variables of the default credential");
}
