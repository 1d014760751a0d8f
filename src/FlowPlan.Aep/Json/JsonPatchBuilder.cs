using System.Text.Json.Nodes;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Json;

/// <summary>Builds the operations of a JSON Patch, with names in lower case as all services accept them.</summary>
internal sealed class JsonPatchBuilder
{
    private readonly JsonArray operations = [];

    /// <summary>Whether there is nothing to send.</summary>
    public bool IsEmpty => operations.Count == 0;

    /// <summary>The operations, to be sent.</summary>
    public JsonNode ToNode() => operations;

    /// <summary>A pointer made of unescaped keys.</summary>
    public static string Pointer(params IEnumerable<string> keys) => string.Concat(keys.Select(k => "/" + FieldPath.Escape(k)));

    /// <summary>Adds what is not present, or appends to an array with <c>/-</c>.</summary>
    public JsonPatchBuilder Add(string pointer, JsonNode? value) => Operation("add", pointer, value);

    /// <summary>Replaces what is present.</summary>
    public JsonPatchBuilder Replace(string pointer, JsonNode? value) => Operation("replace", pointer, value);

    /// <summary>
    /// Brings a value to a new one: <c>replace</c> if it is present, because some services reject <c>add</c> there, and
    /// <c>add</c> otherwise; with a null node <c>remove</c> if it is present, and nothing otherwise.
    /// </summary>
    public JsonPatchBuilder SetOrRemove(string pointer, bool isPresent, JsonNode? node) => node is not null
        ? isPresent ? Replace(pointer, node) : Add(pointer, node)
        : isPresent ? Remove(pointer) : this;

    /// <summary>Removes what is present.</summary>
    public JsonPatchBuilder Remove(string pointer)
    {
        operations.Add((JsonNode)new JsonObject { ["op"] = "remove", ["path"] = pointer });
        return this;
    }

    private JsonPatchBuilder Operation(string name, string pointer, JsonNode? value)
    {
        operations.Add((JsonNode)new JsonObject { ["op"] = name, ["path"] = pointer, ["value"] = value });
        return this;
    }
}
