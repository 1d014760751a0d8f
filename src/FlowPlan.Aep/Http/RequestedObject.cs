using System.Text.Json;
using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Http.Messages;
using FlowPlan.Aep.Json;

namespace FlowPlan.Aep.Http;

/// <summary>Checks that a read returned the object that was requested.</summary>
internal static class RequestedObject
{
    /// <summary>The object, if one of its IDs is the requested one.</summary>
    /// <exception cref="FlowPlan.Core.Resources.ProviderException">It has no ID, or it is another object (FP3014).</exception>
    public static JsonElement Check(ServiceRequest request, ServiceResponse response, JsonElement item, string id, params ReadOnlySpan<string> idNames)
    {
        var hasId = false;
        foreach (var name in idNames)
        {
            if (item.IdAt(name) is not { } found)
                continue;
            if (string.Equals(found, id, StringComparison.OrdinalIgnoreCase))
                return item;
            hasId = true;
        }

        throw FaultDiagnostics.InvalidResponse(request, response.RequestId, hasId ? "it has another object than the one that was requested" : "the object is missing, or it has no ID");
    }
}
