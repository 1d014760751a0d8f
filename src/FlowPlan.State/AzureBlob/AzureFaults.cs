using System.Net;
using FlowPlan.Core.State.Engines;
using FlowPlan.State.AzureBlob.Client;
using FlowPlan.State.Transport;

namespace FlowPlan.State.AzureBlob;

/// <summary>Turns what the client throws into findings. Of an answer only status, code and the ID of the request are shown.</summary>
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
        catch (BlobAnswerException answer)
        {
            throw OfAnswer(location, answer);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw EngineFaults.Unreachable(location, "no answer", fault);
        }
        catch (Exception fault) when (RestFaults.IsFault(fault))
        {
            throw RestFaults.Of(location, fault, Credentials);
        }
    }

    private static EngineFaultException OfAnswer(string location, BlobAnswerException answer)
    {
        var text = $"it answered with {(int)answer.Status} {answer.Code}".TrimEnd() + (answer.RequestId is { } id ? $" (request {id})" : string.Empty);
        return answer.Status switch
        {
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => EngineFaults.Unreachable(location, text, answer),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => EngineFaults.AccessDenied(location, text, Credentials, answer),
            HttpStatusCode.NotFound when answer.Code == "ContainerNotFound" => EngineFaults.LocationMissing(location, "the container of the state", "create it, or correct the location", answer),
            _ => EngineFaults.Rejected(location, text, "see the log of the storage account", answer),
        };
    }
}
