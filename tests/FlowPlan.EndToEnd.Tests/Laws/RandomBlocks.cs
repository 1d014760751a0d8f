using System.Globalization;
using System.Text.Json.Nodes;

namespace FlowPlan.EndToEnd.Tests.Laws;

/// <summary>Random blocks of own fields, namespaces, labels and expirations, and their edits.</summary>
internal sealed class RandomBlocks(Random random)
{
    public static JsonObject Namespace(int number) => new() { ["name"] = $"namespace {number}", ["code"] = $"code{number}", ["idType"] = "Email" };

    public static JsonObject DataType(int number) => new() { ["title"] = $"type {number}", ["fields"] = new JsonObject { ["city"] = "string" } };

    public static JsonObject Class(int number) =>
        new() { ["title"] = $"class {number}", ["behavior"] = "record", ["fields"] = new JsonObject { ["serial"] = "string" } };

    public static JsonObject FieldGroup(int number, string dataType) => new()
    {
        ["title"] = $"group {number}",
        ["classes"] = new JsonArray("profile"),
        ["fields"] = new JsonObject { ["level"] = "string", ["home"] = new JsonObject { ["ref"] = dataType } },
    };

    public JsonObject FieldLabels(string fieldGroup) => new() { ["fieldGroup"] = fieldGroup, ["field"] = "_tenant.level", ["labels"] = Labels() };

    public JsonObject Expiration(int number, string dataset) => new() { ["name"] = $"end {number}", ["dataset"] = dataset, ["expiry"] = Expiry() };

    public JsonArray Labels() => new("C" + Number(9), "custom/l" + Number(3));

    /// <summary>Changes what a block of a section has; a block of another section stays as it is.</summary>
    public void Edit(string section, JsonObject block)
    {
        switch (section)
        {
            case "identityNamespaces":
                block["name"] = $"{block["code"]} {Number(3)}";
                break;
            case "dataTypes" or "classes" or "fieldGroups":
                block["fields"]![$"more{Number(3)}"] = "string";
                break;
            case "descriptors":
                block["labels"] = Labels();
                break;
            case "datasetExpirations":
                block["expiry"] = Expiry();
                break;
            case "datasets" when block.ContainsKey("labels") && random.Next(3) == 0:
                block.Remove("labels");
                break;
            case "datasets" or "datasetLabels" when block.ContainsKey("labels"):
                block["labels"] = Labels();
                break;
        }
    }

    private string Expiry() => "209" + Number(10) + "-12-31";

    private string Number(int below) => random.Next(below).ToString(CultureInfo.InvariantCulture);
}
