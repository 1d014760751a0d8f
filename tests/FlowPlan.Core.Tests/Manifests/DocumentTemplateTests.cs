using System.Text.Json;
using FlowPlan.Core.DocumentTemplates;

namespace FlowPlan.Core.Tests.Manifests;

/// <summary>Templates for documents; the tests of <c>--template</c> have the rest.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class DocumentTemplateTests
{
    [Test]
    public void A_template_that_would_take_forever_ends()
    {
        var rendered = Render("{{ func f(n); if n < 45; f(n + 1); f(n + 1); end; end; f(0) }}", "{}", TimeSpan.FromMilliseconds(100));

        Assert.That(rendered.Diagnostics.Single().Message, Is.EqualTo("the template cannot be rendered: it takes too long"));
    }

    [TestCase("""{ "b": 1.50, "a": [true, null, "x", -7, 1e20, 9223372036854775808], "c": {} }""")]
    [TestCase("[]")]
    [TestCase("\"text\"")]
    public void A_document_has_its_values_and_their_order(string json) =>
        Assert.That(
            JsonElement.DeepEquals(Json(Render("{{ document | object.to_json }}", json).Value!), Json(json)), Is.True, Render("{{ document | object.to_json }}", json).Value);

    [Test]
    public void Members_keep_the_order_of_the_document() =>
        Assert.That(Render("{{ for m in document }}{{ m.key }} {{ end }}", """{ "b": 1, "a": 2, "dependsOn": 3 }""").Value, Is.EqualTo("b a dependsOn "));

    [TestCase("{{ document.a.b.c }}|{{ document.list[7] }}|{{ for x in document.none }}x{{ end }}", "||")]
    [TestCase("{{ if document.none }}x{{ else }}y{{ end }}", "y")]
    public void What_a_document_does_not_have_is_empty(string template, string expected) =>
        Assert.That(Render(template, """{ "list": [1] }""").Value, Is.EqualTo(expected));

    [Test]
    public void A_function_that_cannot_take_a_value_is_an_error_at_its_place() =>
        Assert.That(Render("x\n{{ document.a | string.pad_left document }}", """{ "a": {} }""").Diagnostics.Single().Span!.Value.Line, Is.EqualTo(2));

    private static FlowPlan.Core.Diagnostics.Outcome<string> Render(string template, string json, TimeSpan? time = null) =>
        DocumentTemplate.Parse(new("t.sbn", template), time ?? TimeSpan.FromMinutes(1)).Value!.Render(Json(json), text => text);

    private static JsonElement Json(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
