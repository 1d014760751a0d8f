using FlowPlan.Aep.Http.Messages;
using FlowPlan.Aep.Services.Catalog;
using FlowPlan.Aep.Services.DataPrep;
using FlowPlan.Aep.Services.DatasetService;
using FlowPlan.Aep.Services.FlowService;
using FlowPlan.Aep.Services.Hygiene;
using FlowPlan.Aep.Services.Identity;
using FlowPlan.Aep.Services.SchemaRegistry;
using FlowPlan.Aep.Settings;

namespace FlowPlan.Aep.Kinds.Definitions;

/// <summary>The clients of one organization and sandbox, from which kinds take what they need.</summary>
/// <param name="FlowService">Connections and flows.</param>
/// <param name="SchemaRegistry">Schemas.</param>
/// <param name="Descriptors">What the fields of schemas mean.</param>
/// <param name="Catalog">Datasets.</param>
/// <param name="DataPrep">Mapping sets.</param>
/// <param name="Identity">Identity namespaces.</param>
/// <param name="Hygiene">Expirations of datasets.</param>
/// <param name="DatasetLabels">Data usage labels of datasets.</param>
/// <param name="Settings">How calls are made.</param>
/// <param name="Time">The clock for waits.</param>
internal sealed record AepServices(
    FlowServiceClient FlowService,
    SchemaRegistryClient SchemaRegistry,
    DescriptorClient Descriptors,
    CatalogClient Catalog,
    DataPrepClient DataPrep,
    IdentityClient Identity,
    HygieneClient Hygiene,
    DatasetLabelClient DatasetLabels,
    AepSettings Settings,
    TimeProvider Time)
{
    /// <summary>Receives waits for objects whose state changes by itself.</summary>
    public Action<TransientWait> Waiting { get; init; } = _ => { };
}
