using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Http;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Services.SchemaRegistry;

/// <summary>Errors of Schema Registry with a diagnostic of their own.</summary>
internal static class SchemaRegistryErrors
{
    /// <summary>Another resource has the title.</summary>
    public static ProviderException TitleTaken(ServiceResult result) =>
        new(
            ErrorDiagnostics.Make(
                ServiceDescriptors.TitleTaken,
                result.Request,
                result.Error!,
                "rejected",
                "Choose another title, or import the existing schema with the $id in the message.",
                reason: "another resource has this title"),
            CallEffect.None);
}
