using FlowPlan.Aep.Dialect;
using FlowPlan.Aep.Settings;
using FlowPlan.Cli.Output.Diagnostics;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Tests.Dialect;

public sealed class DialectTests
{
    [Test]
    public void What_can_be_named_of_a_kind_is_the_same_offline_and_online()
    {
        var settings = AepSettingsReader.Read(
            new Dictionary<string, string> { ["FLOWPLAN_ORG_ID"] = "o", ["FLOWPLAN_ACCESS_TOKEN"] = "t", ["FLOWPLAN_API_KEY"] = "k" },
            new Uri("http://127.0.0.1:1/"),
            "dev").Value!;
        var provider = AepProvider.Create(settings, TimeProvider.System);

        foreach (var (kind, attributes) in new AepDialect().Attributes)
            Assert.That(provider.Kind(kind).Attributes, Is.EqualTo(attributes), kind);
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
