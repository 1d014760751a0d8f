using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Services.Streaming;

/// <summary>
/// What an inlet checks of a message before it acknowledges it: the format, a flow that takes data from the inlet, and on an inlet for
/// XDM data the organization, dataset and schema that the message names.
/// </summary>
internal sealed class MessageCheck(EmulatorContext emulator)
{
    private const string UnknownFormat = "Message has unknown xdm format";

    private readonly FlowDirectory flows = new(emulator.Store);

    /// <summary>Where the message goes, or why the inlet rejects it.</summary>
    public (Destination? Destination, string? Problem) Check(EmulatorRequest request, Inlet inlet, JsonObject? message)
    {
        var problem = message is null ? "The message is not a JSON object" : ProblemOfFormat(inlet, message);
        if (problem is not null)
            return (null, inlet.Says(problem));
        if (FlowDirectory.FlowIdOf(request, message!) is not { } flowId)
            return (null, inlet.Says("The flow id is missing"));
        if (flows.Find(inlet, flowId) is not { } destination)
            return (null, inlet.Says($"The flow {flowId} does not exist or takes no data from this inlet"));
        return inlet.IsXdm && ProblemOfHeader(inlet.Scope, message!, destination) is { } wrong ? (null, inlet.Says(wrong)) : (destination, null);
    }

    private static string? ProblemOfFormat(Inlet inlet, JsonObject message)
    {
        if (!inlet.IsXdm)
            return message.At("header", "schemaRef") is not null && message["body"] is JsonObject body && body.ContainsKey("xdmEntity") ? "Message is in XDM format, but the inlet takes raw data" : null;
        if (message["header"] is not JsonObject || message["body"] is not JsonObject || message.Text("header", "schemaRef", "id") is null)
            return UnknownFormat;
        if (message.Text("header", "imsOrgId") is { } organization && organization != inlet.Scope.Organization)
            return "Message has an absent or wrong ims org in the header";
        if (message.Text("body", "xdmMeta", "schemaRef", "id") is null)
            return UnknownFormat;
        return message.At("body", "xdmEntity") is JsonObject ? null : "Payload body is missing xdmEntity";
    }

    private string? ProblemOfHeader(Scope scope, JsonObject message, Destination destination)
    {
        var schema = message.Text("header", "schemaRef", "id")!;
        if (message.Text("header", "datasetId") is not { } dataSetId)
            return "The dataset id is missing in the header";
        if (emulator.Store.Find(scope, Kinds.DataSets, dataSetId)?.Body is not { } dataSet)
            return $"The dataset {dataSetId} does not exist";
        if (destination.DataSetId is { } target && target != dataSetId)
            return $"The dataset {dataSetId} is not that of the flow";
        if (dataSet.Text("schemaRef", "id") != schema || emulator.FindSchema(scope, schema) is null)
            return $"The schema {schema} is not that of the dataset";
        return message.Text("body", "xdmMeta", "schemaRef", "id") == schema ? null : "The schemaRef of xdmMeta is not that of the header";
    }
}
