using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Components.Fields;
using FlowPlan.Aep.Kinds.Mappings.Bodies;
using FlowPlan.Aep.Services.DataPrep;
using FlowPlan.Core.Values;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.Aep.Kinds.Mappings;

/// <summary>What the service makes of a record.</summary>
/// <param name="Output">The record of the schema, with <c>_tenant</c> for the object of the organization.</param>
/// <param name="Problems">The fields that failed, each with the reason.</param>
public sealed record PreviewedRecord(DataValue Output, IReadOnlyList<(string Target, string Problem)> Problems);

/// <summary>The part of Data Prep that evaluates mappings and tells its functions. It stores nothing.</summary>
public sealed class MappingService
{
    private readonly DataPrepClient client;
    private readonly MappingSetFormat format;

    internal MappingService(DataPrepClient client, MappingSetFormat format) => (this.client, this.format) = (client, format);

    /// <summary>The names of the functions that the service has.</summary>
    public Task<IReadOnlyList<string>> FunctionsAsync(CancellationToken cancellationToken) => client.FunctionsAsync(cancellationToken);

    /// <summary>What the service makes of records.</summary>
    /// <param name="fields">The fields of the mapping.</param>
    /// <param name="schema">The id of its schema.</param>
    /// <param name="records">The records.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<IReadOnlyList<PreviewedRecord>> PreviewAsync(Value.Map fields, string schema, IReadOnlyList<DataValue> records, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(records);
        var complete = new MappingDefinition().Canonicalize(CanonicalForms.Rewrite(fields, "schema", "id", _ => Value.Of(schema)));
        var payload = new Payload();
        var body = new JsonObject
        {
            ["data"] = new JsonArray([.. records.Select(JsonValues.ToJson)]),
            ["mappingSet"] = format.Body(complete, version: 0, payload),
        };
        var answer = await client.PreviewAsync(body, payload.Secrets, records.Count, cancellationToken);
        var tenant = MappingTenant.TenantIn(complete);
        return answer.ValueKind == JsonValueKind.Array ? [.. answer.EnumerateArray().Select(r => ResultOf(r, tenant))] : [ResultOf(answer, tenant)];
    }

    private static PreviewedRecord ResultOf(JsonElement result, string? tenant)
    {
        var data = result.At("data");
        // A description of the service has an object here, its tutorials a list with one.
        var record = data.ValueKind == JsonValueKind.Array && data.GetArrayLength() == 1 ? data[0] : data;
        var output = record.ValueKind == JsonValueKind.Object ? (DataValue.Map)JsonValues.Of(record) : new DataValue.Map([]);
        return new(
            new DataValue.Map(output.Entries.Select(e => KeyValuePair.Create(FieldName.WithoutTenant(e.Key, tenant), e.Value))),
            [.. result.ItemsAt("errors").Select(e => (FieldName.WithoutTenant(e.TextAt("destination") ?? "", tenant), e.TextAt("exception") ?? "it failed"))]);
    }
}
