using System.Net;
using FlowPlan.State.AzureBlob;
using FlowPlan.State.AzureBlob.Client;

namespace FlowPlan.State.Tests.Servers;

/// <summary>Containers in Azurite, which FlowPlan itself does not create.</summary>
internal static class AzuriteContainer
{
    /// <summary>Creates the container of an address unless it is there.</summary>
    public static async Task CreateAsync(AzureAddress address)
    {
        using var container = address.Open(TimeProvider.System);
        try
        {
            await container.SendAsync(HttpMethod.Put, string.Empty, "restype=container", [], null, CancellationToken.None);
        }
        catch (BlobAnswerException fault) when (fault.Status == HttpStatusCode.Conflict && fault.Code == "ContainerAlreadyExists")
        {
            return;
        }
    }
}
