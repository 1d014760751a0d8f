using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Http;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Services.SchemaRegistry;

/// <summary>Errors of Schema Registry that mean something in particular.</summary>
internal static class SchemaRegistryErrors
{
    /// <summary>Another resource bears the title.</summary>
    public static ProviderException TitleTaken(ServiceResult result) =>
        new(
            ErrorDiagnostics.Make(
                ServiceDescriptors.TitleTaken,
                result.Request,
                result.Error!,
                "already has a resource of that title and refused",
                "Choose another title, or take the existing schema over with adopt and the $id that the message names."),
            CallEffect.None);
}
