using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Http;
using FlowPlan.Aep.Http.Messages;
using FlowPlan.Aep.Json;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Services.Sandboxes;

/// <summary>Sandbox Management: whether the sandbox exists and is active.</summary>
internal sealed class SandboxClient(ServiceTransport transport)
{
    private const string Service = "Sandbox Management";
    private const string Base = "data/foundation/sandbox-management/sandboxes";

    /// <summary>Checks the sandbox.</summary>
    /// <exception cref="ProviderException">It does not exist (FP3030) or is not active (FP3031), or the call failed.</exception>
    public async Task CheckAsync(string name, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(Service, HttpMethod.Get, $"{Base}/{Uri.EscapeDataString(name)}");
        var result = await transport.ExchangeAsync(request, cancellationToken);
        var response = result.OrNotFound() ?? throw Unknown(name, result.Error?.RequestId);
        if (response.Body.TextAt("state") is { } state && !string.Equals(state, "active", StringComparison.OrdinalIgnoreCase))
            throw NotActive(name, state, response.RequestId);
    }

    private static ProviderException Unknown(string name, string? requestId) =>
        new(
            Diagnostic.Of(
                ServiceDescriptors.UnknownSandbox,
                $"The sandbox '{name}' does not exist in the organization.",
                help: "Check the sandbox of the environment in the manifest, and that the credential has a role in that sandbox.") with
            { RequestId = requestId },
            CallEffect.None);

    private static ProviderException NotActive(string name, string state, string? requestId) =>
        new(
            Diagnostic.Of(ServiceDescriptors.SandboxNotActive, $"The sandbox '{name}' is {state}, not active.", help: "Wait until it is active, or choose another.") with
            { RequestId = requestId },
            CallEffect.None);
}
