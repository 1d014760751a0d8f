using System.Text.Json;
using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Json;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Kinds.Common;

/// <summary>Reads the ids of objects.</summary>
internal static class ServiceIds
{
    /// <summary>The id at a path, which some services give as a number.</summary>
    /// <exception cref="ProviderException">The object has none: taking it for an object with an empty id would merge it with others.</exception>
    public static string IdAt(this JsonElement element, string kind, params ReadOnlySpan<string> path)
    {
        var found = element.At(path);
        return found.ValueKind switch
        {
            JsonValueKind.String when found.GetString() is { Length: > 0 } text => text,
            JsonValueKind.Number => found.GetRawText(),
            _ => throw new ProviderException(
                Diagnostic.Of(
                    ServiceDescriptors.InvalidResponse,
                    $"the service returned a {kind} without an id",
                    help: "Check that the URL is that of the service and that no proxy answers in its place."),
                FailureFate.NothingHappened),
        };
    }
}
