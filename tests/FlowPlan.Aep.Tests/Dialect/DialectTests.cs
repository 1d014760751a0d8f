using FlowPlan.Cli.Output.Diagnostics;
using FlowPlan.Core.Manifests.Model;

namespace FlowPlan.Aep.Tests.Dialect;

public sealed class DialectTests
{
    [Test]
    public void The_json_schema_is_composed_once_and_only_when_it_is_used()
    {
        var composed = 0;
        var vocabulary = new ManifestVocabulary(() => $"{++composed}", new Dictionary<string, string>());

        Assert.That(composed, Is.Zero);
        Assert.That((vocabulary.JsonSchema, vocabulary.JsonSchema), Is.EqualTo(("1", "1")));
    }

    [Test]
    public void A_secret_parameter_does_not_show_in_an_excerpt()
    {
        using var folder = new ManifestFolder();

        var found = folder.Try("connections:\n  c: { name: C, type: { id: wrong }, auth: { specName: A, params: { password: canary } } }\n").Diagnostics;

        Assert.That(string.Concat(found.Select(d => DiagnosticText.Of(d).ToString())), Does.Contain("FP2005").And.Not.Contain("canary"));
    }

    [TestCase("connections:\n  c: { name: \"n {{ var.s }}\", dataType: raw }\n")]
    [TestCase("schemas:\n  s: { definition: { title: \"{{ var.s }}\", class: \"https://ns.adobe.com/xdm/context/profile\" } }\n")]
    public void A_secret_in_a_name_is_refused_and_not_shown(string body)
    {
        using var folder = new ManifestFolder();
        var found = folder.Try("variables: { s: { sensitive: true } }\n" + body, "s=canary").Diagnostics;
        Assert.That(found.Select(d => d.Code), Is.EqualTo(new[] { "FP2051" }));
        Assert.That(string.Concat(found.Select(d => DiagnosticText.Of(d).ToString())), Does.Not.Contain("canary"));
    }
}
