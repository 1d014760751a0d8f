using BenchmarkDotNet.Attributes;
using FlowPlan.DataPrep.Checking;
using FlowPlan.DataPrep.Parsing;

namespace FlowPlan.Benchmarks.Suites;

/// <summary>The expressions of 1,000 mappings with 50 fields each: parsed, and checked, whose ratio to parsing is shown.</summary>
public class MappingBenchmarks
{
    private const int Expressions = 50_000;

    private readonly string[] samples =
    [
        "concat(firstName, \" \", lastName)",
        "iif(x != null && x != \"\", to_object(\"sourceType\", \"Marketo\", \"sourceID\", x, \"sourceKey\", concat(x, \"@i.Marketo\")), null)",
        "lower(email)",
        "sha256(lower(trim(email)))",
        "to_decimal(amount)",
        "date(created, \"yyyy-MM-dd\")",
        "decode(type, \"Contact\", a, \"Lead\", b, null)",
    ];

    [Benchmark(Baseline = true)]
    public int Parse() => Enumerable.Range(0, Expressions).Count(i => ExpressionParser.Parse(samples[i % samples.Length]).IsExpression);

    [Benchmark]
    public int Check() => Enumerable.Range(0, Expressions).Sum(i => ExpressionChecker.Check(samples[i % samples.Length]).Findings.Length);
}
