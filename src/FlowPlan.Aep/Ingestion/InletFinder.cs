using FlowPlan.Aep.Json;
using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Flows;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Ingestion;

/// <summary>Finds the inlet of a flow: in the lockfile, and on the platform only for a connection that the manifest refers to without managing it.</summary>
/// <param name="lockfile">The lockfile.</param>
/// <param name="client">Reads a connection that is not in it.</param>
public sealed class InletFinder(Lockfile lockfile, IngestionClient client)
{
    /// <summary>The flows in the lockfile, in the order of their addresses.</summary>
    public IEnumerable<DeployedFlow> Flows => lockfile.Resources.Where(r => r.Key.Kind == FlowDefinition.KindName).Select(r => new DeployedFlow(r.Key, r.Value.Id));

    /// <summary>A flow, which is given by its address or by its key alone.</summary>
    /// <exception cref="DiagnosticException">It was not applied.</exception>
    public DeployedFlow FlowOf(string flow)
    {
        var address = AddressOf(flow);
        return new(address, lockfile.Resources[address].Id);
    }

    /// <summary>The inlet of a flow, which is given by its address or by its key alone.</summary>
    /// <exception cref="DiagnosticException">The flow was not applied, or has no inlet.</exception>
    public async Task<Inlet> FindAsync(string flow, CancellationToken cancellationToken)
    {
        var address = AddressOf(flow);
        var state = lockfile.Resources[address];
        var source = WithId(TextAt(state.Fields, "sourceConnectionId"));
        var target = WithId(TextAt(state.Fields, "targetConnectionId"));
        var connection = source is null ? null : await ConnectionAsync(TextAt(source.Fields, "baseConnectionId"), cancellationToken);
        if (connection is null || target is null || TextAt(target.Fields, "schema/id") is not { } schema || TextAt(target.Fields, "dataSetId") is not { } dataSet)
            throw NoInlet(address);
        return new()
        {
            Flow = address,
            FlowId = state.Id,
            Url = connection.Url,
            IsXdm = connection.IsXdm,
            RequiresToken = connection.RequiresToken,
            DataSetId = dataSet,
            SchemaId = schema,
            SchemaVersion = TextAt(target.Fields, "schema/version") ?? "1.0",
            Required = RequiredFields.Of(schema, lockfile),
        };
    }

    private ResourceAddress AddressOf(string flow)
    {
        var text = flow.Contains('.', StringComparison.Ordinal) ? flow : $"{FlowDefinition.KindName}.{flow}";
        if (ResourceAddress.TryParse(text, out var address) && address.Kind == FlowDefinition.KindName && lockfile.Resources.ContainsKey(address))
            return address;
        throw new DiagnosticException(Diagnostic.Of(
            IngestionDescriptors.FlowNotApplied,
            $"the lockfile has no flow '{flow}'",
            help: DidYouMean.Help(text, Flows.Select(f => f.Address.ToString()), "run 'flowplan apply' first")));
    }

    private ResourceState? WithId(string? id) => id is null ? null : lockfile.Resources.Values.FirstOrDefault(r => r.Id == id);

    private async Task<Connection?> ConnectionAsync(string? id, CancellationToken cancellationToken)
    {
        if (id is null)
            return null;
        if (WithId(id) is { } known)
        {
            return TextAt(known.Attributes, "inletUrl") is { } url && Uri.TryCreate(url, UriKind.Absolute, out var inlet)
                ? new(inlet, TextAt(known.Fields, "dataType") == "xdm", known.Fields["authenticationRequired"] == Value.Of(true))
                : null;
        }

        var live = await client.ReadConnectionAsync(id, cancellationToken);
        var parameters = live.At("auth", "params");
        return live.TextAt("connectionSpec", "id") == WellKnown.HttpApi && Uri.TryCreate(parameters.TextAt("inletUrl"), UriKind.Absolute, out var found)
            ? new(found, parameters.TextAt("dataType") == "xdm", parameters.At("authenticationRequired").ValueKind == System.Text.Json.JsonValueKind.True)
            : null;
    }

    private static string? TextAt(Value.Map fields, FieldPath path) => (FieldPath.Find(fields, path) as Value.Text)?.Content;

    private static DiagnosticException NoInlet(ResourceAddress flow) => new(Diagnostic.Of(
        IngestionDescriptors.NoInlet,
        $"{flow} does not get its records from an HTTP inlet",
        help: "records can be sent to flows of a streaming connection (HTTP API) only"));

    private sealed record Connection(Uri Url, bool IsXdm, bool RequiresToken);
}
