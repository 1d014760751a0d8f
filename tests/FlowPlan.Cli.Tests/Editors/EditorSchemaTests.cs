using System.Diagnostics;
using FlowPlan.Aep.Dialect;
using FlowPlan.Cli.Tests.Commands;

namespace FlowPlan.Cli.Tests.Editors;

/// <summary>The schemas for editors, checked by the validator that editors use: no error in what is right, and the usual mistakes found.</summary>
public sealed class EditorSchemaTests
{
    private const string Head = "apiVersion: flowplan/v1\nproject: shop\nenvironments: { dev: { sandbox: dev } }\n";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("flowplan-editor-");

    private static IEnumerable<string> Kinds => EditorSchemas.Files;

    [OneTimeTearDown]
    public void RemoveFolder() => folder.Delete(recursive: true);

    [TestCaseSource(nameof(Kinds))]
    public async Task The_command_prints_the_file(string kind)
    {
        using var cli = new InProcess { OtherProviders = new Hosting.AepProviderFactory() };

        var run = await cli.RunAsync("schema", kind);

        if (Environment.GetEnvironmentVariable("FLOWPLAN_UPDATE_GOLDEN") == "1")
            await File.WriteAllTextAsync(FileOf(kind), run.Output);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Is.EqualTo(await File.ReadAllTextAsync(FileOf(kind))), "FLOWPLAN_UPDATE_GOLDEN=1 writes the file");
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task The_examples_in_it_are_right(string kind) => Assert.That(await CheckAsync(kind), Is.Empty);

    [Test]
    public async Task No_error_is_shown_in_any_manifest_of_the_repository()
    {
        string[] folders = ["examples", "tests/Cases", "tests/FlowPlan.EndToEnd.Tests/Reuse"];
        var files = folders.SelectMany(f => Directory.EnumerateFiles(Path.Combine(Repository.Root, f), "flowplan.yaml", SearchOption.AllDirectories)).ToArray();

        Assert.That(files, Has.Length.GreaterThan(100));
        Assert.That(await CheckAsync("manifest", files), Is.Empty);
    }

    [Test]
    public async Task No_error_is_shown_in_expressions_and_in_what_defaults_complete()
    {
        var file = Write("expressions.yaml", Head + """
            x-common: &common { dataType: "{{ var.type }}" }
            variables: { type: { default: raw }, guarded: { type: boolean, default: true }, groups: { type: list, default: [] } }
            defaults: { datasets: { schema: s } }
            connections:
              web: { <<: *common, forEach: "{{ var.groups }}", name: "Web {{ each.key }}", authenticationRequired: "{{ var.guarded }}", lifecycle: { preventDestroy: "{{ var.guarded }}" } }
            schemas:
              s: { when: "{{ environment.name == 'dev' }}", definition: { title: S, class: "https://ns.adobe.com/xdm/context/profile", fieldGroups: "{{ var.groups }}" } }
            datasets: { d: { name: D } }
            mappings: { m: { schema: s, fields: { a: "{{ var.type }}" } } }
            flows: { f: { name: F, source: "{{ var.groups }}", target: { dataset: d }, mapping: m, enabled: "{{ var.guarded }}" } }
            """);

        Assert.That(await CheckAsync("manifest", file), Is.Empty);
    }

    [Test]
    public async Task No_error_is_shown_in_files_of_a_manifest()
    {
        var included = Write("flows.yaml", "connections: { web: { name: Web, dataType: raw } }\n");
        var variables = Write("dev.yaml", "region: emea\nDAYS: 30\nsources: [a, b]\nmore: { a: 1 }\n");
        var component = Path.Combine(Repository.Root, "examples", "gitops", "components", "stream.yaml");

        Assert.That(await CheckAsync("include", included), Is.Empty);
        Assert.That(await CheckAsync("variables", variables), Is.Empty);
        Assert.That(await CheckAsync("component", component), Is.Empty);
    }

    [TestCase("manifest", Head + "connections: { web: { nmae: Web } }\n", "nmae")]
    [TestCase("manifest", Head + "connections: { web: { name: Web, dataType: rwa } }\n", "/connections/web/dataType must be equal to one of the allowed values")]
    [TestCase("manifest", Head + "conections: {}\n", "conections")]
    [TestCase("manifest", Head + "connections: { web: { name: Web, authenticationRequired: \"yes\" } }\n", "/connections/web/authenticationRequired must be boolean")]
    [TestCase("manifest", "project: shop\n", "must have required property 'apiVersion'")]
    [TestCase("include", "flows: { f: { nmae: F } }\n", "nmae")]
    [TestCase("include", "include: more.yaml\n", "include")]
    [TestCase("component", "input: { region: {} }\n", "input")]
    [TestCase("component", "connections: { web: { nmae: Web } }\n", "nmae")]
    [TestCase("variables", "the-region: emea\n", "the-region")]
    public async Task A_mistake_is_found(string kind, string text, string expected)
    {
        var file = Write("wrong.yaml", text);

        Assert.That(await CheckAsync(kind, file), Has.Some.Contains(expected));
    }

    private static string FileOf(string kind) => Path.Combine(Repository.Root, "schema", "editor", kind + ".schema.json");

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, $"{Guid.NewGuid():N}-{name}");
        File.WriteAllText(path, text);
        return path;
    }

    private static async Task<IReadOnlyList<string>> CheckAsync(string kind, params string[] files)
    {
        var modules = Path.Combine(Repository.Root, "artifacts", "ajv", "node_modules");
        Needed.Require(Directory.Exists(modules), "Ajv is not installed: run scripts/install-ajv (it needs npm).");
        var script = Path.Combine(Repository.Root, "tests", "FlowPlan.Cli.Tests", "Editors", "check.js");
        using var node = Process.Start(new ProcessStartInfo("node", [script, modules, FileOf(kind), .. files]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = node.StandardError.ReadToEndAsync();
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.That(node.ExitCode, Is.Zero, await said);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
