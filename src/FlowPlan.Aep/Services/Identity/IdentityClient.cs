using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Http;
using FlowPlan.Aep.Http.Messages;
using FlowPlan.Aep.Json;

namespace FlowPlan.Aep.Services.Identity;

/// <summary>Identity Service's namespaces: the organization's own, and the standard ones, which cannot be changed. There is no delete.</summary>
internal sealed class IdentityClient(ServiceTransport transport)
{
    private const string Service = "Identity Service";
    private const string Base = "data/core/idnamespace/identities";

    /// <summary>All namespaces. The service returns them in one list.</summary>
    public async IAsyncEnumerable<JsonElement> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(Service, HttpMethod.Get, Base);
        var response = await transport.SendAsync(request, cancellationToken);
        if (response.Body.ValueKind != JsonValueKind.Array)
            throw FaultDiagnostics.InvalidResponse(request, response.RequestId, "the list is not an array");
        foreach (var item in response.Body.EnumerateArray())
            yield return item;
    }

    /// <summary>One namespace by ID; null if it does not exist.</summary>
    public async Task<JsonElement?> GetAsync(string id, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(Service, HttpMethod.Get, PathOf(id));
        return (await transport.ExchangeAsync(request, cancellationToken)).OrNotFound() is { } response
            ? RequestedObject.Check(request, response, response.Body, id, "id")
            : null;
    }

    /// <summary>Creates a namespace by one call and returns its ID.</summary>
    public async Task<string> CreateAsync(JsonNode body, IReadOnlyList<string> secrets, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(Service, HttpMethod.Post, Base) { Body = body, Secrets = secrets };
        var response = await transport.SendAsync(request, cancellationToken);
        return response.Body.IdAt("id") ?? throw FaultDiagnostics.InvalidResponse(request, response.RequestId, "it has no id");
    }

    /// <summary>Replaces a namespace. The service has no etag to guard it.</summary>
    public async Task PutAsync(string id, JsonNode body, IReadOnlyList<string> secrets, CancellationToken cancellationToken) =>
        await transport.SendAsync(new ServiceRequest(Service, HttpMethod.Put, PathOf(id)) { Body = body, Secrets = secrets }, cancellationToken);

    private static string PathOf(string id) => $"{Base}/{Uri.EscapeDataString(id)}";
}
