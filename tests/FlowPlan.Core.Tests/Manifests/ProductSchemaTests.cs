using System.Text.Json;
using FlowPlan.Core.Manifests;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Variables;

namespace FlowPlan.Core.Tests.Manifests;

/// <summary>The schema and the examples that the product ships.</summary>
public sealed class ProductSchemaTests
{
    private static readonly string[] EngineSections = ["apiVersion", "project", "state", "imports", "include", "variables", "environments", "defaults", "components", "instances", "outputs", "moved"];

    private static IEnumerable<string> Examples() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "examples"), "flowplan.yaml", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Repository.Root, f)).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Examples))]
    public void An_example_is_right(string example)
    {
        var path = Path.Combine(Repository.Root, example);
        var outcome = ManifestReader.Read(new ManifestRequest { Path = path }, Product());
        if (outcome.Diagnostics.Any(d => d.Code is "FP1201" or "FP1204"))
            outcome = ManifestReader.Read(new ManifestRequest { Path = path, Environment = "dev", SecretsOptional = true, VariablesOptional = File.ReadLines(path).Contains("imports:") }, Product());
        Assert.That(outcome.Diagnostics, Is.Empty);
        Assert.That(outcome.Value!.Resources, Is.Not.Empty);
    }

    [TestCase("variables: { a: { default: x, typo: 1 } }\n", "FP1101 3:31")]
    [TestCase("variables: { a: { type: text, default: x } }\n", "FP1104 3:25")]
    [TestCase("variables: { _: { default: x } }\n", "FP1109 3:14")]
    [TestCase("environments: { dev: { sandbx: x } }\n", "FP1101 3:24")]
    [TestCase("environments: { dev: { sandbox: 5 } }\n", "FP1103 3:33")]
    [TestCase("connections: { web: 5 }\n", "FP1103 3:21")]
    [TestCase("connections: { 9: {} }\n", "FP1109 3:16")]
    [TestCase("outputs: { a: 5 }\n", "FP1103 3:15")]
    [TestCase("outputs: { a: { valu: x } }\n", "FP1101 3:17")]
    [TestCase("moved: 5\n", "FP1103 3:8")]
    [TestCase("moved: [{ from: flow.a }]\n", "FP1102 3:11")]
    [TestCase("mappings: { m: { fields: { a.b: { expresion: x } } } }\n", "FP1101 3:35")]
    [TestCase("datasets: { d: { existing: { nam: x } } }\n", "FP1101 3:30")]
    public void What_engine_and_schema_both_check_is_reported_once(string body, string expected)
    {
        using var bench = new Workbench().Write("flowplan.yaml", Workbench.Head + body);
        Assert.That(Workbench.Places(ManifestReader.Read(new ManifestRequest { Path = bench.Folder }, Product())), Is.EqualTo(new[] { expected }));
    }

    [TestCase("variables: { a: { type: number, default: 3, validation: { max: 99999999999999999999 } } }\n", "")]
    [TestCase("flows: { f: { params: { a: -79228162514264337593543950335 } } }\n", "FP11")]
    [TestCase("connections: { web: 99999999999999999999 }\n", "FP11")]
    public void A_number_larger_than_any_integer_is_no_fault(string body, string expected)
    {
        using var bench = new Workbench().Write("flowplan.yaml", Workbench.Head + body);
        var found = ManifestReader.Read(new ManifestRequest { Path = bench.Folder }, Product()).Diagnostics;
        Assert.That(string.Join(" ", found.Select(d => d.Code[..4]).Distinct()), Is.EqualTo(expected));
    }

    private static ManifestVocabulary Product()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "schema", "flowplan.schema.json"));
        using var schema = JsonDocument.Parse(text);
        var sections = schema.RootElement.GetProperty("properties").EnumerateObject().Select(p => p.Name).Except(EngineSections);
        return new(() => text, sections.ToDictionary(s => s, s => s[..^1]));
    }
}
