using System.Text.Json;
using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Json;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Kinds.Common;

/// <summary>Reads the ids of objects.</summary>
internal static class ServiceIds
{
    /// <summary>The id at a path.</summary>
    /// <exception cref="ProviderException">The object has none: taking it for an object with an empty id would merge it with others.</exception>
    public static string RequiredIdAt(this JsonElement element, string kind, params ReadOnlySpan<string> path) =>
        element.IdAt(path) ?? throw new ProviderException(
            Diagnostic.Of(
                ServiceDescriptors.InvalidResponse,
                $"the service returned a {kind} without an id",
                help: "Check that the URL is that of the service and that no proxy answers in its place."),
            CallEffect.None);
}
