using System.Diagnostics;
using FlowPlan.DataPrep.Checking;
using FlowPlan.DataPrep.Evaluation;
using FlowPlan.DataPrep.Formatting;
using FlowPlan.DataPrep.Parsing;
using FlowPlan.DataPrep.Tests.Support;

namespace FlowPlan.DataPrep.Tests;

/// <summary>Random expressions: <c>FLOWPLAN_FUZZ_CASES=100000</c> sets their number, <c>FLOWPLAN_FUZZ_SEED</c> the first seed.</summary>
public sealed class FuzzTests
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(5);

    [Test]
    public void Evaluation_never_throws_and_ends_and_its_value_is_of_the_checked_type()
    {
        var first = Setting("FLOWPLAN_FUZZ_SEED", 1);
        var count = Setting("FLOWPLAN_FUZZ_CASES", 5_000);
        for (var seed = first; seed < first + count; seed++)
        {
            var text = seed % 2 == 0 ? new RandomExpression(seed).Text() : RandomExpression.Mutate(Corpus.Rows[seed % Corpus.Rows.Count].Expression, seed);
            var start = Stopwatch.GetTimestamp();
            Check(text, seed);
            Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(Most), $"seed {seed}: {text}");
        }
    }

    private static void Check(string text, int seed)
    {
        try
        {
            var check = ExpressionChecker.Check(text);
            foreach (var finding in check.Findings)
                Assert.That(finding.Range.End <= text.Length && finding.Range.Start >= 0, $"seed {seed}: {finding} in {text}");
            if (check.Expression is null)
                return;
            var formatted = ExpressionFormatter.Format(check.Expression);
            if (formatted.Length <= ExpressionParser.MostCharacters)
            {
                var again = ExpressionParser.Parse(formatted);
                Assert.That(again.Expression is null ? again.Problem!.Message : TreeText.Of(again.Expression), Is.EqualTo(TreeText.Of(check.Expression)), $"seed {seed}: {text}\nformatted: {formatted}");
            }

            var result = Evaluator.Evaluate(check.Expression, Corpus.Context);
            if (result.Problem is null)
                Assert.That(check.Type.Contains(result.Value), Is.True, $"seed {seed}: {text} is {result.Value}, not {check.Type}");
        }
        catch (Exception e) when (e is not AssertionException)
        {
            Assert.Fail($"seed {seed}: {text}\n{e}");
        }
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
