using System.CommandLine;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Dialect;
using FlowPlan.Cli.Options;

namespace FlowPlan.Cli.Tests.Commands;

/// <summary>Every command has its output as JSON, or a reason why not.</summary>
public sealed class FormatCoverageTests
{
    private static readonly Dictionary<string, string> Without = new()
    {
        ["completion"] = "its output is a script for a shell",
        ["schema"] = "its output is a JSON Schema",
        ["emulator"] = "it runs until it is stopped, and shows nothing but its address",
    };

    /// <summary>Commands whose documents have schemas of their own.</summary>
    private static readonly Dictionary<string, string> Others = new()
    {
        ["plan"] = "plan.schema.json",
        ["drift"] = "plan.schema.json",
        ["apply"] = "events.schema.json",
        ["destroy"] = "events.schema.json",
        ["state pull"] = "lockfile.schema.json",
    };

    private static IEnumerable<TestCaseData> Commands()
    {
        var dialect = new AepDialect();
        return Leaves(CommandTree.Create(new SharedOptions(dialect.Vocabulary.Sections), dialect), string.Empty)
            .Select(c => new TestCaseData(c.Path, c.Command).SetArgDisplayNames(c.Path));
    }

    [TestCaseSource(nameof(Commands))]
    public void A_command_offers_JSON_that_a_schema_describes(string path, Command command)
    {
        var offers = command.Options.SingleOrDefault(o => o.Name == "--format") is { } format
            && format.GetCompletions(System.CommandLine.Completions.CompletionContext.Empty).Any(c => c.Label == "json");
        var described = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "schema", "results.schema.json")))!["definitions"]!.AsObject();

        Assert.That(offers, Is.EqualTo(!Without.ContainsKey(path)));
        Assert.That(described.ContainsKey(path), Is.EqualTo(offers && !Others.ContainsKey(path)));
    }

    [Test]
    public void Every_description_belongs_to_a_command()
    {
        var described = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "schema", "results.schema.json")))!["definitions"]!.AsObject().Select(d => d.Key);

        Assert.That(described, Is.SubsetOf(Commands().Select(c => (string)c.Arguments[0]!).Append("diagnostic")));
    }

    [TestCase("plan", "no-such-folder")]
    [TestCase("validate", "no-such-folder")]
    [TestCase("render", "no-such-folder")]
    [TestCase("policy", "no-such-plan.json")]
    [TestCase("state", "list")]
    [TestCase("output")]
    public async Task A_command_that_fails_writes_one_document_all_the_same(params string[] command)
    {
        using var cli = new InProcess().Declare("a");
        var run = await cli.RunAsync([.. command, .. command is ["state", ..] or ["output"] ? new[] { cli.Manifest } : [], "--format", "json"]);

        Assert.That(run.ExitCode, Is.EqualTo(1));
        var document = JsonNode.Parse(run.Output)!;
        Assert.That(document["diagnostics"]!.AsArray().Select(d => (string?)d!["severity"]), Has.Member("error"), run.Output);
        if (command is ["validate", ..])
            return;
        var schema = await NJsonSchema.JsonSchema.FromFileAsync(Path.Combine(Repository.Root, "schema", "failure.schema.json"));
        Assert.That(schema.Validate(run.Output), Is.Empty, run.Output);
        Assert.That((int)document["exitCode"]!, Is.EqualTo(1));
    }

    private static IEnumerable<(string Path, Command Command)> Leaves(Command command, string path)
    {
        var inner = command.Subcommands.SelectMany(c => Leaves(c, path.Length == 0 ? c.Name : $"{path} {c.Name}"));
        return command.Subcommands.Count == 0 ? [(path, command)] : inner;
    }
}
