using System.Text.Json.Nodes;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Kinds.Components.Fields;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Tests.Kinds.Components;

/// <summary>Changes of fields as the smallest JSON Patch.</summary>
[TestFixture]
internal sealed class FieldEditTests
{
    private const string Body = """
        {"properties":{"city":{"type":"string","title":"City"},"home":{"type":"object","title":"Home","properties":{"street":{"type":"string"}}},"orders":{"type":"array","items":{"type":"object","properties":{"sku":{"type":"string"}}}}},"required":["city"]}
        """;

    [TestCase("city", "integer", """[{"op":"replace","path":"/properties/city","value":{"type":"integer"}},{"op":"remove","path":"/required"}]""")]
    [TestCase("zip", "string", """[{"op":"add","path":"/properties/zip","value":{"type":"string"}}]""")]
    [TestCase("work.street", "string", """[{"op":"add","path":"/properties/work","value":{"type":"object","properties":{"street":{"type":"string"}}}}]""")]
    [TestCase("home.zip", "string", """[{"op":"add","path":"/properties/home/properties/zip","value":{"type":"string"}}]""")]
    [TestCase("home", "object", """[{"op":"replace","path":"/properties/home","value":{"type":"object","properties":{"street":{"type":"string"}}}}]""")]
    [TestCase("orders[].price", "number", """[{"op":"add","path":"/properties/orders/items/properties/price","value":{"type":"number"}}]""")]
    [TestCase("lines[].price", "number", """[{"op":"add","path":"/properties/lines","value":{"type":"array","items":{"type":"object","properties":{"price":{"type":"number"}}}}}]""")]
    public void A_field_is_set_where_it_is(string path, string type, string expected) =>
        Assert.That(PatchOf(edit => edit.Set(path, Value.Map.Of(("type", Value.Of(type))), new())), Is.EqualTo(expected));

    [TestCase("city", """[{"op":"remove","path":"/properties/city"},{"op":"remove","path":"/required"}]""")]
    [TestCase("home.street", """[{"op":"remove","path":"/properties/home"}]""")]
    [TestCase("orders[].sku", """[{"op":"remove","path":"/properties/orders"}]""")]
    public void A_field_is_removed_with_the_object_that_it_leaves_empty(string path, string expected) =>
        Assert.That(PatchOf(edit => edit.Remove(path, _ => false)), Is.EqualTo(expected));

    [Test]
    public void An_object_that_is_declared_stays_when_it_becomes_empty() =>
        Assert.That(PatchOf(edit => edit.Remove("home.street", _ => true)), Is.EqualTo("""[{"op":"remove","path":"/properties/home/properties/street"}]"""));

    private static string PatchOf(Action<FieldEdit> change)
    {
        var edit = new FieldEdit(JsonNode.Parse(Body)!.AsObject(), []);
        change(edit);
        var patch = new JsonPatchBuilder();
        edit.AddTo(patch);
        return patch.ToNode().ToJsonString();
    }
}
