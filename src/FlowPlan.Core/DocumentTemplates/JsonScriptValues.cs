using System.Text.Json;
using Scriban.Runtime;

namespace FlowPlan.Core.DocumentTemplates;

/// <summary>A JSON document as a template sees it: maps and lists that cannot be changed, names and order as in the document.</summary>
/// <param name="show">What a template gets for a string of the document, so that none moves the cursor or gives a command to a CI system.</param>
internal sealed class JsonScriptValues(Func<string, string> show)
{
    /// <summary>The value for a JSON value.</summary>
    public object? Of(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => Map(json),
        JsonValueKind.Array => List(json),
        JsonValueKind.String => show(json.GetString()!),
        JsonValueKind.Number when json.TryGetInt64(out var whole) => whole,
        JsonValueKind.Number => json.TryGetDecimal(out var amount) ? amount : json.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private ScriptObject Map(JsonElement json)
    {
        var map = new ScriptObject();
        foreach (var member in json.EnumerateObject())
            map[show(member.Name)] = Of(member.Value)!;
        map.IsReadOnly = true;
        return map;
    }

    private ScriptArray List(JsonElement json)
    {
        var list = new ScriptArray(json.GetArrayLength());
        foreach (var item in json.EnumerateArray())
            list.Add(Of(item));
        list.IsReadOnly = true;
        return list;
    }
}
