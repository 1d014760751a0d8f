using System.Text.Json.Nodes;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Json;

/// <summary>Builds the body of a call. Secrets are written in plain text and remembered, to be redacted from messages about the call.</summary>
internal sealed class Payload
{
    private readonly List<string> secrets = [];

    /// <summary>The secrets in the body.</summary>
    public IReadOnlyList<string> Secrets => secrets;

    /// <summary>A value as JSON.</summary>
    /// <exception cref="InvalidOperationException">It has a reference or a digest, which cannot be sent.</exception>
    public JsonNode? Node(Value? value) => value switch
    {
        null or Value.Null => null,
        Value.Bool(var flag) => JsonValue.Create(flag),
        Value.Number(var amount) => decimal.IsInteger(amount) && Math.Abs(amount) < long.MaxValue
            ? JsonValue.Create((long)amount)
            : JsonValue.Create(amount),
        Value.Text(var text) => JsonValue.Create(text),
        Value.Secret(var inner) => Secret(inner),
        Value.List(var items) => new JsonArray([.. items.Select(Node)]),
        Value.Map map => new JsonObject(map.Entries.Select(e => KeyValuePair.Create(e.Key, Node(e.Value)))),
        _ => throw new InvalidOperationException($"A {value.GetType().Name} cannot be sent."),
    };

    /// <summary>An object of those properties that have a value; null if there are none.</summary>
    public static JsonObject? Object(params ReadOnlySpan<(string Key, JsonNode? Node)> properties)
    {
        var result = new JsonObject();
        foreach (var (key, node) in properties)
        {
            if (node is not null)
                result[key] = node;
        }

        return result.Count == 0 ? null : result;
    }

    private JsonNode? Secret(Value inner)
    {
        Remember(inner);
        return Node(inner);
    }

    private void Remember(Value value)
    {
        switch (value)
        {
            case Value.Text { Content.Length: > 0 } or Value.Number:
                secrets.Add(value.ToString());
                break;
            case Value.Secret(var inner):
                Remember(inner);
                break;
            case Value.List(var items):
                foreach (var item in items)
                    Remember(item);
                break;
            case Value.Map map:
                foreach (var (_, entry) in map.Entries)
                    Remember(entry);
                break;
        }
    }
}
