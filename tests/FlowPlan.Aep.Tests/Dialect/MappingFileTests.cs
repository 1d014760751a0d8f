using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Tests.Dialect;

/// <summary>The fields of a mapping from a file.</summary>
public sealed class MappingFileTests
{
    private const string Mapping = "schemas: { s: { ref: https://ns.adobe.com/acme/schemas/s } }\nmappings: { m: { schema: s, fieldsFrom: f.csv, fields: { b: own } } }\n";

    private readonly ManifestFolder folder = new();

    [OneTimeTearDown]
    public void Remove() => folder.Dispose();

    [Test]
    public void A_csv_file_gives_fields_and_those_of_the_block_win()
    {
        folder["f.csv"] = "target,source,expression,identity\r\na,x,,\n\nb,y,,\nc,,\"concat(\"\"a, b\"\", x)\",true\n";
        var fields = (Value.Map)folder.Resource(Mapping, "mapping.m").Fields["fields"]!;

        Assert.That(fields["a"], Is.EqualTo(Value.Map.Of(("source", Value.Of("x")))));
        Assert.That(fields["b"], Is.EqualTo(Value.Map.Of(("source", Value.Of("own")))));
        Assert.That(fields["c"], Is.EqualTo(Value.Map.Of(("expression", Value.Of("concat(\"a, b\", x)")), ("identity", Value.Of(true)))));
    }

    [Test]
    public void A_yaml_file_is_shared_by_mappings()
    {
        folder["f.yaml"] = "a: x\nc: { expression: lower(x), identity: true }\n";
        var manifest = "schemas: { s: { ref: https://ns.adobe.com/acme/schemas/s } }\nmappings: { m: { schema: s, fieldsFrom: [f.yaml] }, n: { schema: s, fieldsFrom: f.yaml } }\n";
        Assert.That(folder.Resource(manifest, "mapping.m").Fields["fields"], Is.EqualTo(folder.Resource(manifest, "mapping.n").Fields["fields"]).And.Not.Null);
    }

    [TestCase("source,target\n", 0)]
    [TestCase("target,sorce\na,x\n", 1)]
    [TestCase("", 3)]
    [TestCase("target,source,expression\na,x,y\n", 2)]
    [TestCase("target,source,identity\na,x,maybe\n", 2)]
    [TestCase("target,source\n,x\n", 2)]
    [TestCase("target,source\na,\"x", 2)]
    [TestCase("target,source\na,\"x\nc,y\nd,z\n", 2)]
    [TestCase("target,source\na,\"x\"y\n", 2)]
    [TestCase("target,source\na,\"x\" \n", 0)]
    [TestCase("target,source\na,x,true\n", 2)]
    [TestCase("target,source\na,x,,\n", 0)]
    [TestCase("target,expression\na,concat(x, y)\n", 2)]
    public void A_fault_in_a_csv_file_is_reported_at_its_line(string csv, int line)
    {
        folder["f.csv"] = csv;
        var faults = folder.Findings(Mapping);
        Assert.That(faults.Where(f => f.Code == "FP2017").Select(f => f.Span!.Value.Line), line == 0 ? Is.Empty : Is.EqualTo(new[] { csv.Length == 0 ? 4 : line }));
    }

    [Test]
    public void Two_rows_with_one_target_are_reported()
    {
        folder["f.csv"] = "target,source\na,x\nc,y\na,z\n";
        Assert.That(folder.Findings(Mapping).Select(f => $"{f.Code} {f.Span!.Value.Line} {f.Message}"), Is.EqualTo(new[] { "FP2533 4 'a' is already a target on line 2" }));
    }

    [TestCase("f.csv", "target,source\n")]
    [TestCase("f.yaml", "{}\n")]
    public void Files_without_a_field_are_reported(string file, string text)
    {
        folder[file] = text;
        var manifest = $"schemas: {{ s: {{ ref: https://ns.adobe.com/acme/schemas/s }} }}\nmappings: {{ m: {{ schema: s, fieldsFrom: {file} }} }}\n";
        Assert.That(folder.Findings(manifest).Select(f => f.Code), Is.EqualTo(new[] { "FP2017" }));
    }

    [Test]
    public void A_file_that_does_not_exist_is_an_error() =>
        Assert.That(folder.Findings(Mapping.Replace("f.csv", "no.csv", StringComparison.Ordinal)).Select(f => f.Code), Is.EqualTo(new[] { "FP2017" }));
}
