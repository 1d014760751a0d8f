using FlowPlan.DataPrep.Checking;
using FlowPlan.DataPrep.Evaluation;
using FlowPlan.DataPrep.Formatting;
using FlowPlan.DataPrep.Functions;
using FlowPlan.DataPrep.Parsing;
using FlowPlan.DataPrep.Syntax;
using FlowPlan.DataPrep.Tests.Support;

namespace FlowPlan.DataPrep.Tests;

/// <summary>The corpus of expressions. <c>FLOWPLAN_UPDATE_GOLDEN=1</c> rewrites what no document printed; read the difference.</summary>
public sealed class CorpusTests
{
    [OneTimeSetUp]
    public void Rewrite()
    {
        if (FlowPlan.Tests.Repository.UpdatesGoldenFiles)
            Corpus.Rewrite();
    }

    [Test]
    public void Every_expression_has_its_value_or_failure() =>
        Assert.That(Corpus.Rows.Select(r => $"{r.Expression}  {Corpus.Outcome(r.Expression)}"), Is.EqualTo(Corpus.Rows.Select(r => $"{r.Expression}  {r.Outcome}")));

    [Test]
    public void Every_expression_has_its_findings() =>
        Assert.That(Corpus.Rows.Select(r => $"{r.Expression}  {Corpus.Findings(r.Expression)}"), Is.EqualTo(Corpus.Rows.Select(r => $"{r.Expression}  {r.Findings}")));

    [Test]
    public void The_corpus_is_large_and_each_function_is_in_it_three_times()
    {
        var calls = Trees().SelectMany(t => t.All().OfType<Expression.Call>().Select(c => c.Name).Distinct()).CountBy(n => n).ToDictionary();
        Assert.Multiple(() =>
        {
            Assert.That(Corpus.Rows, Has.Count.GreaterThanOrEqualTo(450));
            Assert.That(FunctionTable.Default.All.Where(f => calls.GetValueOrDefault(f.Name) < 3).Select(f => f.Name), Is.Empty);
        });
    }

    [Test]
    public void Each_function_is_evaluated_with_a_value_with_null_and_in_an_unusual_way()
    {
        var rows = Corpus.Rows.Select(r => (Row: r, ExpressionParser.Parse(r.Expression).Expression)).Where(r => r.Expression is not null)
            .SelectMany(r => r.Expression!.All().OfType<Expression.Call>().Select(c => (c.Name, r.Row, IsNull: c.Arguments.Any(IsNull)))).Distinct().ToLookup(r => r.Name);

        Assert.Multiple(() =>
        {
            foreach (var function in FunctionTable.Default.All)
            {
                var calls = rows[function.Name].DistinctBy(r => r.Row).ToList();
                Assert.That(calls, Has.Count.GreaterThanOrEqualTo(3), function.Name);
                Assert.That(calls.Select(c => c.Row.Outcome), Has.None.EqualTo("-"), function.Name);
                Assert.That(calls.Any(c => !c.IsNull), $"{function.Name} without null");
                Assert.That(calls.Any(c => c.IsNull) || function.Most == 0, $"{function.Name} with null");
            }
        });
    }

    [Test]
    public void What_a_document_prints_is_marked_with_it()
    {
        var sources = Corpus.Rows.Where(r => r.Source.Length > 0).CountBy(r => r.Source).ToDictionary();

        Assert.That(sources.Keys, Is.EquivalentTo((string[])
        [
            "functions page", "functions page (pattern)", "field mapping page of Marketo (pattern)", "troubleshooting page (pattern)",
        ]));
        Assert.That(sources["functions page"], Is.GreaterThanOrEqualTo(18));
        Assert.That(sources["field mapping page of Marketo (pattern)"], Is.GreaterThanOrEqualTo(12));
        Assert.That(Corpus.Rows.Where(r => r.IsPrinted && !r.Outcome.StartsWith("= ", StringComparison.Ordinal) && !r.Outcome.StartsWith("date ", StringComparison.Ordinal)), Is.Empty, "a document prints values");
    }

    [Test]
    public void Every_operator_is_in_the_corpus()
    {
        var all = Trees().SelectMany(t => t.All()).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(Enum.GetValues<BinaryOperator>().Except(all.OfType<Expression.Binary>().Select(b => b.Operator)), Is.Empty);
            Assert.That(Enum.GetValues<UnaryOperator>().Except(all.OfType<Expression.Unary>().Select(u => u.Operator)), Is.Empty);
        });
    }

    [Test]
    public void Every_sort_of_finding_is_in_the_corpus() => Assert.That(
        Enum.GetValues<Findings.FindingKind>().Except([Findings.FindingKind.TooLong, Findings.FindingKind.TooDeep])
            .Where(k => !Corpus.Rows.Any(r => r.Findings.Contains($" {k} at ", StringComparison.Ordinal))), Is.Empty);

    [Test]
    public void A_formatted_expression_reads_back_as_the_same_tree() => Assert.Multiple(() =>
    {
        foreach (var tree in Trees())
        {
            var expected = TreeText.Of(tree);
            var line = ExpressionFormatter.Format(tree);
            Assert.That(Again(line), Is.EqualTo(expected), line);
            Assert.That(Again(ExpressionFormatter.FormatLines(tree)), Is.EqualTo(expected), line);
        }
    });

    [Test]
    public void The_checked_type_contains_the_value() => Assert.Multiple(() =>
    {
        foreach (var row in Corpus.Rows)
        {
            var check = ExpressionChecker.Check(row.Expression);
            if (check.Expression is not null && Evaluator.Evaluate(check.Expression, Corpus.Context) is { Problem: null } result)
                Assert.That(check.Type.Contains(result.Value), Is.True, $"{row.Expression}: {result.Value} is not {check.Type}");
        }
    });

    [Test]
    public void An_example_of_each_function_has_no_error() => Assert.Multiple(() =>
    {
        foreach (var function in FunctionTable.Default.All)
        {
            var check = ExpressionChecker.Check(function.Example, (FlowFunctions)7);
            Assert.That(check.Findings.Where(f => f.IsError), Is.Empty, function.Example);
        }
    });

    [Test]
    public void Text_beyond_the_limits_is_one_finding() => Assert.Multiple(() =>
    {
        Assert.That(ExpressionChecker.Check(new string('a', 4097)).Findings.Single().Kind, Is.EqualTo(Findings.FindingKind.TooLong));
        Assert.That(ExpressionChecker.Check(new string('(', 300) + "a" + new string(')', 300)).Findings.Single().Kind, Is.EqualTo(Findings.FindingKind.TooDeep));
        Assert.That(ExpressionChecker.Check(new string('-', 4000) + "a").Findings.Single().Kind, Is.EqualTo(Findings.FindingKind.TooDeep));
        Assert.That(ExpressionChecker.Check("a" + string.Concat(Enumerable.Repeat(".b", 2000))).Findings.Single().Kind, Is.EqualTo(Findings.FindingKind.TooDeep));
        Assert.That(ExpressionChecker.Check(string.Join("+", Enumerable.Repeat("a", 2000))).Findings.Single().Kind, Is.EqualTo(Findings.FindingKind.TooDeep));
    });

    private static IEnumerable<Expression> Trees() => Corpus.Rows.Select(r => ExpressionParser.Parse(r.Expression).Expression).OfType<Expression>();

    /// <summary>Whether an argument is null in the record of the corpus.</summary>
    private static bool IsNull(Expression argument) =>
        argument is not Expression.Lambda && Evaluator.Evaluate(argument, Corpus.Context) is { Problem: null, Value.IsNull: true };

    private static string Again(string text) => ExpressionParser.Parse(text) is { IsExpression: true } parsed ? TreeText.Of(parsed.Expression) : $"not an expression: {text}";
}
