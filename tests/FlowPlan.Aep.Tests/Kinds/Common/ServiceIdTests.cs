using System.Text.Json;
using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Tests.Kinds.Common;

/// <summary>An object is known by its id, whatever type the service gives it.</summary>
[TestFixture]
internal sealed class ServiceIdTests
{
    [TestCase("""{"id": "a-1"}""", "a-1")]
    [TestCase("""{"id": 42}""", "42")]
    [TestCase("""{"id": 9007199254740993}""", "9007199254740993")]
    public void A_text_and_a_number_are_ids(string json, string expected) => Assert.That(Read(json).RequiredIdAt("gadget", "id"), Is.EqualTo(expected));

    [TestCase("{}")]
    [TestCase("""{"id": null}""")]
    [TestCase("""{"id": ""}""")]
    [TestCase("""{"id": {}}""")]
    public void An_object_without_an_id_is_an_invalid_response_and_not_one_with_an_empty_id(string json)
    {
        var failure = Assert.Throws<ProviderException>(() => Read(json).RequiredIdAt("gadget", "id"))!;

        Assert.That(failure.Diagnostic.Code, Is.EqualTo("FP3014"));
        Assert.That(failure.Diagnostic.Message, Does.Contain("gadget"));
    }

    private static JsonElement Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
