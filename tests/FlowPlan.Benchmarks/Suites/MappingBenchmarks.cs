using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Resources;
using FlowPlan.DataPrep.Checking;
using FlowPlan.DataPrep.Parsing;

namespace FlowPlan.Benchmarks.Suites;

/// <summary>1,000 mappings with 50 fields each: their expressions parsed, and checked, whose ratio to parsing is shown; and the whole, with their targets.</summary>
public class MappingBenchmarks
{
    private const int Mappings = 1000;
    private const int Fields = 50;

    private readonly string[] samples =
    [
        "concat(firstName, \" \", lastName{0})",
        "iif(x{0} != null && x != \"\", to_object(\"sourceType\", \"Marketo\", \"sourceID\", x, \"sourceKey\", concat(x, \"@i.Marketo\")), null)",
        "lower(email{0})",
        "sha256(lower(trim(email{0})))",
        "to_decimal(amount{0})",
        "date(created{0}, \"yyyy-MM-dd\")",
        "decode(type{0}, \"Contact\", a, \"Lead\", b, null)",
    ];

    private string[] expressions = [];
    private Declarations declarations = null!;
    private int manifests;

    /// <summary>No two expressions are alike, nor those of two iterations: each is checked once.</summary>
    [IterationSetup]
    public void SetUp()
    {
        manifests++;
        expressions = [.. Enumerable.Range(0, Mappings * Fields).Select(i => samples[i % samples.Length].Replace("{0}", $"_{manifests}_{i}", StringComparison.Ordinal))];
        declarations = Sample.Read(Manifest());
    }

    [Benchmark(Baseline = true)]
    public int Parse() => expressions.Count(e => ExpressionParser.Parse(e).IsExpression);

    [Benchmark]
    public int Check() => expressions.Sum(e => ExpressionChecker.Check(e).Findings.Length);

    /// <summary>From the declarations to the resources, with all checks of expressions and of targets against the schema.</summary>
    [Benchmark]
    public Outcome<DesiredResources> Expand() => Sample.Dialect.Expand(declarations);

    private string Manifest()
    {
        var text = new StringBuilder("apiVersion: flowplan/v1\nproject: p\nenvironments: { dev: { sandbox: dev } }\nfieldGroups:\n  g:\n    title: G\n    classes: [profile]\n    fields:\n");
        for (var i = 0; i < Fields; i++)
            text.Append(CultureInfo.InvariantCulture, $"      f{i}: string\n");
        text.Append("schemas:\n  s: { title: S, class: profile, fieldGroups: [g] }\nmappings:\n");
        for (var i = 0; i < expressions.Length; i++)
        {
            if (i % Fields == 0)
                text.Append(CultureInfo.InvariantCulture, $"  m{i / Fields}:\n    schema: s\n    fields:\n");
            text.Append(CultureInfo.InvariantCulture, $"      _tenant.f{i % Fields}: {{ expression: '{expressions[i]}' }}\n");
        }

        return text.ToString();
    }
}
