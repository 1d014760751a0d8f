using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;

namespace FlowPlan.Emulator.Services.SchemaRegistry;

/// <summary>The statistics of the registry, which give the tenant ID.</summary>
internal sealed class RegistryStatistics(EmulatorContext emulator)
{
    public Reply Read(EmulatorRequest request) => Reply.Ok(new JsonObject
    {
        ["imsOrg"] = request.Scope.Organization,
        ["tenantId"] = emulator.TenantOf(request.Scope),
        ["counts"] = new JsonObject { ["schemas"] = 0 },
    });
}
