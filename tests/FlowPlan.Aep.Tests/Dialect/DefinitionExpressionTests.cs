using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Tests.Dialect;

/// <summary>Expressions in a schema's definition file are evaluated like those of the manifest.</summary>
[TestFixture]
internal sealed class DefinitionExpressionTests
{
    private const string Class = "https://ns.adobe.com/xdm/context/profile";
    private const string Schema = "schemas: { s: { definition: s.json } }\n";

    [Test]
    public void An_expression_in_a_definition_file_is_evaluated()
    {
        using var folder = new ManifestFolder();
        folder["s.json"] = "{\"title\": \"{{ environment.name }} {{ var.brand }}\", \"class\": \"" + Class + "\", \"profile\": \"{{ var.on }}\"}";

        var schema = folder.Resource("variables: { brand: { default: ACME }, on: { type: boolean, default: true } }\n" + Schema, "schema.s");

        Assert.That(schema.Fields["title"], Is.EqualTo(Value.Of("default ACME")));
        Assert.That(schema.Fields["profile"], Is.EqualTo(Value.Of(true)));
    }

    [TestCase("{{ var.brnd }}", "FP1219 s.json:1:19")]
    [TestCase("a{{}}b", "FP1218 s.json:1:13")]
    [TestCase("{{ 1", "FP1218 s.json:1:12")]
    [TestCase("{{ var.token }}", "FP1208 s.json:1:11")]
    public void A_fault_in_it_is_reported_in_the_file(string title, string expected)
    {
        using var folder = new ManifestFolder();
        folder["s.json"] = "{\"title\": \"" + title + "\", \"class\": \"" + Class + "\"}";

        var found = folder.Faults("variables: { brand: { default: ACME }, token: { sensitive: true } }\n" + Schema, "token=s3cret-token");

        Assert.That(found, Is.EqualTo(new[] { expected }));
    }
}
