using Azure;
using Azure.Identity;
using Azure.Storage.Blobs.Models;
using FlowPlan.Core.State.Engines;

namespace FlowPlan.State.AzureBlob;

/// <summary>Turns what the client throws into findings. Of an answer only status and code are shown.</summary>
internal static class AzureFaults
{
    private const string Credentials =
        "the identity needs the role Storage Blob Data Contributor on the container; or set AZURE_STORAGE_CONNECTION_STRING, AZURE_STORAGE_SAS_TOKEN (read, add, create, write, delete, list) or AZURE_STORAGE_KEY";

    /// <summary>Makes a call.</summary>
    /// <exception cref="EngineFaultException">It failed in another way than those that the caller expects.</exception>
    public static async Task<T> TryAsync<T>(string location, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (RequestFailedException fault)
        {
            throw Of(location, fault);
        }
        catch (AuthenticationFailedException fault)
        {
            // The chain explains itself over many lines, the first of which says what is missing.
            throw EngineFaults.AccessDenied(location, fault.Message.Split('\n')[0].Trim(), Credentials, fault);
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException or AggregateException)
        {
            throw EngineFaults.Unreachable(location, (fault.InnerException ?? fault).Message, fault);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw EngineFaults.Unreachable(location, "no answer", fault);
        }
    }

    /// <summary>Whether the server says that the lease of the request is not that of the blob.</summary>
    public static bool IsLeaseLost(this RequestFailedException fault) => fault.Status is 409 or 412 && fault.ErrorCode?.StartsWith("Lease", StringComparison.Ordinal) == true;

    /// <summary>Whether the blob was changed, or is there already.</summary>
    public static bool IsChanged(this RequestFailedException fault) =>
        fault.Status == 412 || (fault.Status == 409 && fault.ErrorCode == BlobErrorCode.BlobAlreadyExists);

    /// <summary>Whether there is no such blob; the container may be missing too.</summary>
    public static bool IsMissing(this RequestFailedException fault) => fault.Status == 404 && fault.ErrorCode != BlobErrorCode.ContainerNotFound;

    private static EngineFaultException Of(string location, RequestFailedException fault)
    {
        var text = fault.Status == 0 ? (fault.InnerException ?? fault).Message : $"it answered with {fault.Status} {fault.ErrorCode}";
        return fault.Status switch
        {
            0 or 408 or 429 or >= 500 => EngineFaults.Unreachable(location, text, fault),
            401 or 403 => EngineFaults.AccessDenied(location, text, Credentials, fault),
            404 when fault.ErrorCode == BlobErrorCode.ContainerNotFound => EngineFaults.LocationMissing(location, "the container of the state", "create it, or correct the location", fault),
            _ => EngineFaults.Rejected(location, text, "see the log of the storage account", fault),
        };
    }
}
