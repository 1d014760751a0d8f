using System.Text.RegularExpressions;
using FlowPlan.Architecture.Tests.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FlowPlan.Architecture.Tests.Codes;

/// <summary>A diagnostic that no test shows may be broken without anybody noticing.</summary>
public sealed partial class DiagnosticCodeTests
{
    private static readonly string[] TestFiles = [".cs", ".txt", ".json", ".md", ".yaml"];

    [Test]
    public void Every_code_is_in_a_test_or_listed_with_a_reason()
    {
        var tested = CodesOfTheTests();

        Assert.That(CodesOfTheProduct().Except(tested).Except(Untested().Keys).Order(), Is.Empty, "write a test that shows the diagnostic");
    }

    [Test]
    public void The_list_of_untested_codes_holds_no_other()
    {
        var untested = Untested();

        Assert.Multiple(() =>
        {
            Assert.That(untested.Keys.Except(CodesOfTheProduct()), Is.Empty, "unknown codes");
            Assert.That(untested.Keys.Intersect(CodesOfTheTests()), Is.Empty, "a test shows these by now");
            Assert.That(untested.Where(code => code.Value.Length == 0).Select(code => code.Key), Is.Empty, "a reason is missing");
        });
    }

    /// <summary>Each string literal that is a code.</summary>
    private static HashSet<string> CodesOfTheProduct() => [..
        from compiled in ProductCompilation.All
        from tree in compiled.Compilation.SyntaxTrees
        from token in tree.GetRoot().DescendantTokens()
        where token.IsKind(SyntaxKind.StringLiteralToken) && WholeCode().IsMatch(token.ValueText)
        select token.ValueText];

    /// <summary>Each code in the sources and golden files of the tests.</summary>
    private static HashSet<string> CodesOfTheTests() => [..
        ProductText.Below("tests", TestFiles)
            .Where(file => !file.StartsWith("tests/FlowPlan.Architecture.Tests/", StringComparison.Ordinal))
            .SelectMany(file => Code().Matches(ProductText.Read(file)).Select(m => m.Value))];

    private static Dictionary<string, string> Untested() =>
        File.ReadAllLines(Path.Combine(Repository.Root, "tests", "FlowPlan.Architecture.Tests", "Codes", "untested-codes.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' ', 2, StringSplitOptions.TrimEntries))
            .ToDictionary(parts => parts[0], parts => parts.Length > 1 ? parts[1] : "");

    [GeneratedRegex("FP[0-9]{4}")]
    private static partial Regex Code();

    [GeneratedRegex("^FP[0-9]{4}$")]
    private static partial Regex WholeCode();
}
