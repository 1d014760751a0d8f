using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.DataPrep.Mapping;
using FlowPlan.DataPrep.Runtime;
using FlowPlan.DataPrep.Values;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;

namespace FlowPlan.Emulator.Services.DataPrep;

/// <summary>Applies a mapping set that is not stored to sample records.</summary>
internal static class MappingPreview
{
    private const int MostRecords = 100;

    public static Reply Run(EmulatorRequest request)
    {
        var body = request.Json() as JsonObject;
        if (body?["mappingSet"]?["mappings"] is not JsonArray { Count: > 0 } mappings)
            throw DataPrepErrors.Of(request, 400, "mappings are required.");
        var records = body["data"] switch
        {
            JsonArray { Count: > 0 and <= MostRecords } list => list.ToList(),
            JsonObject one => [one],
            _ => throw DataPrepErrors.Of(request, 400, $"1 to {MostRecords} records are required."),
        };
        var compiled = Compile(mappings);
        return Reply.Ok(new JsonArray([.. records.Select(r => ResultOf(compiled, Value(request, r)))]));
    }

    /// <summary>The mappings of a set, to be applied.</summary>
    public static CompiledMapping Compile(JsonArray mappings) => new(mappings.Select(FieldOf));

    /// <summary>A record as a mapping takes it.</summary>
    /// <exception cref="JsonException">It is not valid Unicode.</exception>
    public static DataValue Value(JsonNode? record) => JsonValues.Parse(Encoding.UTF8.GetBytes(record?.ToJsonString() ?? "null"));

    private static MappedField FieldOf(JsonNode? mapping)
    {
        var (source, target) = (mapping.Text("source") ?? mapping.Text("sourceAttribute"), mapping.Text("destination") ?? mapping.Text("destinationXdmPath") ?? "");
        return mapping.Text("sourceType") switch
        {
            "EXPRESSION" or "text/x.aep-xl" => new(target, null, source),
            "STATIC" => MappedField.OfStatic(target, source ?? ""),
            _ => new(target, source, null),
        };
    }

    private static DataValue Value(EmulatorRequest request, JsonNode? record)
    {
        try
        {
            return Value(record);
        }
        catch (JsonException)
        {
            throw DataPrepErrors.Of(request, 400, "A record is not valid.");
        }
    }

    private static JsonObject ResultOf(CompiledMapping mapping, DataValue record)
    {
        var result = mapping.Map(new EvaluationContext(record, DateTimeOffset.UnixEpoch));
        return new()
        {
            ["data"] = JsonValues.ToJson(result.Output),
            ["errors"] = result.Fields.Any(f => f.Problem is not null) ? new JsonArray([.. result.Fields.Where(f => f.Problem is not null).Select(ErrorOf)]) : null,
        };
    }

    private static JsonObject ErrorOf(FieldResult field) => new()
    {
        ["source"] = field.Field.Source ?? field.Field.Expression,
        ["sourceType"] = field.Field.Source is null ? "EXPRESSION" : "ATTRIBUTE",
        ["destination"] = field.Field.Target,
        ["exception"] = field.Problem,
    };
}
