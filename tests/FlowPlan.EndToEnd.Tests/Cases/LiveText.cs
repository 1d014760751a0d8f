using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlowPlan.EndToEnd.Tests.Cases;

/// <summary>What is on the platform, as its services keep it: sandbox, kind, id, object.</summary>
internal static class LiveText
{
    private static readonly string[] Kinds =
    [
        "connections", "identities", "datatypes", "classes", "fieldgroups", "schemas", "descriptors", "dataSets", "expirations", "datasetLabels",
        "sourceConnections", "targetConnections", "mappingSets", "flows",
    ];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(JsonArray objects)
    {
        var live = new JsonObject();
        foreach (var kind in Kinds)
        {
            foreach (var found in objects.Where(o => (string?)o!["kind"] == kind))
            {
                var sandbox = Below(live, (string)found!["sandbox"]!);
                Below(sandbox, kind)[(string)found["id"]!] = found["body"]!.DeepClone();
            }
        }

        return live.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Below(JsonObject parent, string key)
    {
        if (parent[key] is not JsonObject child)
            parent[key] = child = [];
        return child;
    }
}
