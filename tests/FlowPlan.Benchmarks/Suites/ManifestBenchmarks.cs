using BenchmarkDotNet.Attributes;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Graph;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Manifests.Validation;
using FlowPlan.Core.Resources;

namespace FlowPlan.Benchmarks.Suites;

/// <summary>From the text of a manifest to the order of its resources.</summary>
public class ManifestBenchmarks
{
    private string text = "";
    private string schema = "";
    private Node.Mapping tree = null!;
    private Declarations declarations = null!;
    private DesiredResources desired = null!;

    [Params(100, 1000, 10_000)]
    public int Resources { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        text = Sample.Manifest(Resources);
        schema = Sample.Dialect.Vocabulary.JsonSchema;
        tree = (Node.Mapping)Parse()!;
        declarations = Sample.Read(text);
        desired = Sample.Dialect.Expand(declarations).Value!;
        var found = new DiagnosticBag();
        SchemaValidator.Check(tree, schema, found);
        if (found.ToSorted().Any())
            throw new InvalidOperationException("The manifest has errors.");
    }

    [Benchmark]
    public object? Parse() => YamlReader.Read(new SourceText("flowplan.yaml", text), new DiagnosticBag());

    [Benchmark]
    public void Validate() => SchemaValidator.Check(tree, schema, new DiagnosticBag());

    /// <summary>All that reading does: parse, variables, expressions, checks.</summary>
    [Benchmark]
    public object Read() => Sample.Read(text);

    [Benchmark]
    public object? Expand() => Sample.Dialect.Expand(declarations).Value;

    [Benchmark]
    public int Order() =>
        DependencyGraph.Of(desired.Items.Select(d => (d.Address, d.FindDependencies().AsEnumerable()))).Order.Length;
}
