using System.Globalization;
using System.Text.Json.Nodes;

namespace FlowPlan.Aep.Tests.Exporting;

/// <summary>Random labels of fields and datasets, and expirations of datasets, of a random estate.</summary>
/// <param name="random">The source of chance.</param>
/// <param name="name">Makes a name.</param>
/// <param name="add">Adds an object: its kind, collection, id and body.</param>
internal sealed class RandomGovernance(Random random, Func<string> name, Action<string, string, string, JsonObject> add)
{
    private readonly HashSet<string> labelled = [];
    private readonly HashSet<string> expiring = [];

    /// <summary>Labels a field of a field group that has none yet.</summary>
    public void FieldLabel(IReadOnlyList<string> groups)
    {
        if (NotYetIn(labelled, groups) is not { } group)
            return;
        add("descriptor", "descriptors", random.GetHexString(40, lowercase: true), new()
        {
            ["@type"] = "xdm:descriptorLabel",
            ["xdm:sourceSchema"] = group,
            ["xdm:sourceVersion"] = 1,
            ["xdm:sourceProperty"] = "/_acme/f0",
            ["xdm:labels"] = Labels("core/"),
        });
    }

    /// <summary>Labels a dataset that has no labels yet.</summary>
    public void DatasetLabels(IReadOnlyList<string> datasets)
    {
        if (NotYetIn(labelled, datasets) is not { } dataset)
            return;
        var body = new JsonObject { ["labels"] = Labels(random.Next(2) == 0 ? "core/" : string.Empty) };
        if (random.Next(2) == 0)
            body["optionalLabels"] = new JsonArray(new JsonObject { ["option"] = new JsonObject { ["schemaPath"] = "/a" }, ["labels"] = Labels(string.Empty) });
        add("datasetLabels", "datasetLabels", "AEP:dataset:" + dataset, body);
    }

    /// <summary>Lets a dataset expire that does not yet.</summary>
    public void Expiration(IReadOnlyList<string> datasets)
    {
        if (NotYetIn(expiring, datasets) is not { } dataset)
            return;
        var body = new JsonObject
        {
            ["displayName"] = name(),
            ["datasetId"] = dataset,
            ["expiry"] = new DateTimeOffset(2090, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(random.Next(10_000)).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        };
        if (random.Next(2) == 0)
            body["description"] = random.Next(4) == 0 ? string.Empty : name();
        add("datasetExpiration", "expirations", "SD-" + Guid.Parse(random.GetHexString(32)).ToString("D"), body);
    }

    private JsonArray Labels(string prefix)
    {
        var labels = new JsonArray(JsonValue.Create(prefix + "C" + random.Next(1, 12).ToString(CultureInfo.InvariantCulture)));
        if (random.Next(2) == 0)
            labels.Add((JsonNode)JsonValue.Create("custom/" + name()));
        return labels;
    }

    private string? NotYetIn(HashSet<string> taken, IReadOnlyList<string> of) => of.Count > 0 && of[random.Next(of.Count)] is var one && taken.Add(one) ? one : null;
}
