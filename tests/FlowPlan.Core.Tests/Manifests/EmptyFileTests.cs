using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Manifests;

/// <summary>Sections and files with everything commented out.</summary>
public sealed class EmptyFileTests
{
    [TestCase("connections:\n# web: { name: W }\n")]
    [TestCase("connections:\nflows:\nvariables:\nenvironments:\noutputs:\nmoved:\n")]
    [TestCase("connections: ~\n")]
    [TestCase("include:\n# - flows/*.yaml\n")]
    public void A_section_without_entries_counts_as_missing(string sections) =>
        Assert.That(Workbench.ReadBody(sections).Resources, Is.Empty);

    [Test]
    public void A_section_that_is_empty_in_one_file_can_be_filled_by_another()
    {
        using var bench = new Workbench()
            .Write("flowplan.yaml", Workbench.Head + "include: more.yaml\nconnections:\n")
            .Write("more.yaml", "connections:\n  web: { name: W }\nflows:\n");

        var outcome = bench.Read();

        Assert.That(outcome.Diagnostics, Is.Empty);
        Assert.That(outcome.Value!.Resources.Select(r => r.Key), Is.EqualTo(new[] { "web" }));
    }

    [TestCase("")]
    [TestCase("# flows:\n#   f: {}\n")]
    [TestCase("---\n")]
    public void An_included_file_and_a_variable_file_may_be_empty(string text)
    {
        using var bench = new Workbench()
            .Write("flowplan.yaml", Workbench.Head + "include: more.yaml\nvariables: { v: { default: x } }\nconnections: { web: { name: \"{{ var.v }}\" } }\n")
            .Write("more.yaml", text)
            .Write("vars.yaml", text);

        var outcome = bench.Read(new ManifestRequest { Path = string.Empty, VariableFiles = [bench.Path("vars.yaml")] });

        Assert.That(outcome.Diagnostics, Is.Empty);
        Assert.That(Workbench.At(outcome.Value!, "connections/web/name"), Is.EqualTo(Value.Of("x")));
    }

    [TestCase("apiVersion:\nproject: demo\n", "FP1108 1:12")]
    [TestCase("apiVersion: flowplan/v1\nproject: demo\nconections:\n", "FP1101 3:1")]
    public void Other_keys_without_a_value_are_still_errors(string text, string expected) =>
        Assert.That(Workbench.Places(Workbench.Read(text)), Is.EqualTo(new[] { expected }));

    [Test]
    public void A_map_without_entries_says_how_to_write_an_empty_one()
    {
        var outcome = Workbench.Read(Workbench.Head + "connections:\n  web:\n    name: W\n    auth:\n");

        Assert.That(outcome.Diagnostics.Select(d => (d.Code, d.Help)), Is.EqualTo(new[] { ("FP1103", "remove the key, or write {} for an empty map") }));
    }
}
