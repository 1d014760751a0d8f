using System.Text.Json.Nodes;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Json;

/// <summary>Collects the operations of a JSON Patch, in lower case as all three services take them.</summary>
internal sealed class JsonPatch
{
    private readonly JsonArray operations = [];

    /// <summary>Whether there is nothing to send.</summary>
    public bool IsEmpty => operations.Count == 0;

    /// <summary>A copy of the operations, to be sent.</summary>
    public JsonNode ToNode() => operations.DeepClone();

    /// <summary>A pointer made of unescaped keys.</summary>
    public static string Pointer(params IEnumerable<string> keys) => string.Concat(keys.Select(k => "/" + FieldPath.Escape(k)));

    /// <summary>Adds what is not there, or appends to an array with <c>/-</c>.</summary>
    public JsonPatch Add(string pointer, JsonNode? value) => Operation("add", pointer, value);

    /// <summary>Replaces what is there.</summary>
    public JsonPatch Replace(string pointer, JsonNode? value) => Operation("replace", pointer, value);

    /// <summary>Sets a value: <c>replace</c> where there is one, since some services refuse it elsewhere, and <c>add</c> where there is none.</summary>
    public JsonPatch Set(string pointer, bool isThere, JsonNode? value) => isThere ? Replace(pointer, value) : Add(pointer, value);

    /// <summary>Removes what is there.</summary>
    public JsonPatch Remove(string pointer)
    {
        operations.Add(new JsonObject { ["op"] = "remove", ["path"] = pointer });
        return this;
    }

    private JsonPatch Operation(string name, string pointer, JsonNode? value)
    {
        operations.Add(new JsonObject { ["op"] = name, ["path"] = pointer, ["value"] = value });
        return this;
    }
}
