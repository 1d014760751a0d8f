using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Tests.Commands;

namespace FlowPlan.Cli.Tests.MappingTests;

/// <summary>The run of tests that <c>docs/mappings.md</c> shows: its mapping, its first test and its output are those of a real one.</summary>
public sealed class DocumentedRunTests
{
    [Test]
    public async Task The_failing_run_of_the_document_is_a_real_one()
    {
        var document = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "mappings.md"));
        var shown = Blocks(document, "").Single(b => b.StartsWith("FAIL", StringComparison.Ordinal));
        var mapping = Blocks(document, "yaml").Single(b => b.StartsWith("mappings:\n", StringComparison.Ordinal));
        var tests = Blocks(document, "yaml").Single(b => b.StartsWith("mapping: customers\n", StringComparison.Ordinal));
        using var command = new InProcess { OtherProviders = new AepProviderFactory() }.Write(
            "schemas: { customers: { ref: Customers } }\n" + mapping
            + "    tests:\n" + string.Concat(tests[(tests.IndexOf("tests:\n", StringComparison.Ordinal) + 7)..].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => $"    {line}\n"))
            + "      - name: a customer without a title\n        given: { first_name: Bob, last_name: Ray, email: bob@example.com }\n        expect: { person: { gender: male } }\n");

        var run = await command.RunAsync("test", command.Manifest);

        Assert.That(run.Output.Replace(command.Manifest + Path.DirectorySeparatorChar, "", StringComparison.Ordinal), Is.EqualTo(shown));
        Assert.That(run.ExitCode, Is.EqualTo(1));
    }

    /// <summary>The code blocks of a language in a document.</summary>
    private static IEnumerable<string> Blocks(string document, string language)
    {
        var parts = document.Split("```");
        return parts.Where((p, i) => i % 2 == 1 && p.StartsWith(language + "\n", StringComparison.Ordinal)).Select(p => p[(language.Length + 1)..]);
    }
}
