using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests;

/// <summary>Whatever is wrong with a manifest gives one clear diagnostic with its place, exit code 1 and no stack trace.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class BrokenManifestTests
{
    private const string Head = "apiVersion: flowplan/v1\nproject: acme\n";
    private const string Connection = "connections:\n  web: { name: Web, dataType: xdm }\n";

    private static IEnumerable<TestCaseData> Broken()
    {
        yield return Case("bad YAML", Head + "connections:\n  web: { name: Web\n", "FP1004", "flowplan.yaml:4:8");
        yield return Case("a tab for indentation", Head + "connections:\n\tweb: { name: Web }\n", "FP1005", "flowplan.yaml:4:1");
        yield return Case("a duplicate key", Head + Connection + "project: other\n", "FP1006", "flowplan.yaml:5:1");
        yield return Case("an unknown key", Head + "conections:\n  web: { name: Web, dataType: xdm }\n", "FP1101", "flowplan.yaml:3:1", "did you mean 'connections'?");
        yield return Case("a wrong type", Head + "connections:\n  web: { name: Web, dataType: xdm, authenticationRequired: maybe }\n", "FP1103", "flowplan.yaml:4:60", "true or false");
        yield return Case("a missing reference", Head + "datasets:\n  a: { name: A, schema: loyality }\nschemas:\n  loyalty: { ref: Loyalty }\n", "FP1301", "flowplan.yaml:4:25", "did you mean 'loyalty'?");
        yield return Case("a cycle", Head + "connections:\n  a: { name: A, dataType: xdm, dependsOn: [connection.b] }\n  b: { name: B, dataType: xdm, dependsOn: [connection.a] }\n", "FP1302", "flowplan.yaml:4:3", "connection.a -> connection.b -> connection.a");
        yield return Case("an empty file", "# nothing here\n", "FP1003", "flowplan.yaml");
        yield return Case("a wrong apiVersion", "apiVersion: flowplan/v9\nproject: acme\n", "FP1108", "flowplan.yaml:1:13", "flowplan/v1");
        yield return Case("two resources with one name", Head + "connections:\n  a: { name: Web, dataType: xdm }\n  b: { name: Web, dataType: xdm }\n", "FP2004", "flowplan.yaml:5:14", "connection.a");
        yield return Case("an error in an expression", Head + "variables: { brand: { default: A } }\nconnections:\n  web: { name: \"{{ var.brnd }}\", dataType: xdm }\n", "FP1219", "flowplan.yaml:5:24", "brand");
        yield return Case("raw data without a mapping", Head + "connections:\n  web: { name: Web, dataType: raw }\nschemas: { s: { ref: S } }\ndatasets: { d: { name: D, schema: s } }\nflows:\n  f: { name: F, source: { connection: web }, target: { dataset: d } }\n", "FP2001", "flowplan.yaml:8:3");
    }

    private static TestCaseData Case(string name, string manifest, params string[] parts) =>
        new TestCaseData(manifest, parts).SetArgDisplayNames(name);

    [TestCaseSource(nameof(Broken))]
    public async Task A_broken_manifest_is_one_clear_diagnostic(string manifest, string[] parts)
    {
        using var workspace = new Workspace();
        workspace.Write("flowplan.yaml", manifest);

        await AssertRefusedAsync(workspace, ["validate"], parts);
    }

    [Test]
    public async Task A_variable_without_a_value_is_one_clear_diagnostic_where_it_is_needed()
    {
        using var workspace = new Workspace();
        workspace.Write("flowplan.yaml", Head + "variables: { brand: {} }\n");

        await AssertRefusedAsync(workspace, ["plan"], ["FP1204", "flowplan.yaml:3:14", "FLOWPLAN_VAR_brand"]);
    }

    [TestCase("plan", "--env", "dev", "--emulator")]
    [TestCase("--help")]
    [TestCase("version")]
    public async Task A_full_disk_behind_stdout_is_one_error(params string[] arguments)
    {
        using var workspace = Workspace.OfExample("quickstart");
        var shell = await FlowPlanProcess.RunWithOutputToAsync("/dev/full", workspace, arguments);
        Assert.That(shell.ExitCode, Is.EqualTo(1));
        Assert.That(shell.Findings, Is.EqualTo("error FP7005: cannot write to stdout: No space left on device\n"));
    }

    [Test]
    public async Task A_missing_file_is_named()
    {
        using var workspace = new Workspace();

        await AssertRefusedAsync(workspace, ["validate", "nowhere.yaml"], ["FP1001", "nowhere.yaml"]);
    }

    [Test]
    public async Task A_folder_without_a_manifest_is_named()
    {
        using var workspace = new Workspace();

        await AssertRefusedAsync(workspace, ["validate"], ["FP1001", "flowplan.yaml"]);
    }

    [Test]
    public async Task A_file_that_is_no_text_is_named()
    {
        using var workspace = new Workspace();
        workspace.Write("flowplan.yaml", Head + "include: [part.yaml]\n");
        File.WriteAllBytes(workspace.PathOf("part.yaml"), [0xff, 0xfe, 0x00, 0xd8]);

        await AssertRefusedAsync(workspace, ["validate"], ["FP1011", "part.yaml"]);
    }

    [Test]
    [Platform("Linux")]
    public async Task A_file_that_may_not_be_read_is_named()
    {
        using var workspace = new Workspace();
        // Reading the memory of one's own process from its start fails for everybody, also for the superuser.
        File.CreateSymbolicLink(workspace.PathOf("flowplan.yaml"), "/proc/self/mem");

        await AssertRefusedAsync(workspace, ["validate"], ["FP1002", "flowplan.yaml"]);
    }

    [Test]
    public async Task All_errors_are_reported_at_once()
    {
        using var workspace = new Workspace();
        workspace.Write("flowplan.yaml", Head + "connections:\n  a: { nam: A, dataType: xdm }\n  b: { name: B, dataType: xml }\nflow: {}\n");

        var run = await FlowPlanProcess.RunAsync(workspace, "validate");

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("unknown key 'nam'").And.Contain("'dataType' cannot be 'xml'").And.Contain("unknown key 'flow'"));
    }

    [TestCase("plan", "--parallelism", "0")]
    [TestCase("plan", "--var", "nothing")]
    [TestCase("apply", "--lock-timeout", "soon")]
    [TestCase("plan", "--endpoint", "ftp://x")]
    [TestCase("nonsense")]
    [TestCase("plan", "--emulator", "--endpoint", "https://gateway.acme.com")]
    public async Task An_invalid_command_line_ends_with_64(params string[] arguments)
    {
        using var workspace = new Workspace();

        var run = await FlowPlanProcess.RunAsync(workspace, arguments);

        Assert.That(run.ExitCode, Is.EqualTo(64), run.All);
        Assert.That(run.Error, Does.StartWith("error FP9002").And.Contain("--help"));
    }

    [TestCase("plan", "--target", "emulator")]
    [TestCase("apply", "--target", "https://gateway.acme.com")]
    [TestCase("drift", "--target", "emulator")]
    [TestCase("import", "--all", "--target", "http://127.0.0.1:8080/")]
    [TestCase("state", "rm", "flow.a", "--target", "emulator")]
    public async Task A_target_that_is_an_endpoint_is_an_error_that_names_the_option_for_it(params string[] arguments)
    {
        using var workspace = new Workspace();

        var run = await FlowPlanProcess.RunAsync(workspace, arguments);

        Assert.That(run.ExitCode, Is.EqualTo(64), run.All);
        Assert.That(run.Error, Does.StartWith("error FP9002").And.Contain("--endpoint"));
    }

    private static async Task AssertRefusedAsync(Workspace workspace, string[] arguments, string[] parts)
    {
        var run = await FlowPlanProcess.RunAsync(workspace, arguments);

        Assert.That(run.ExitCode, Is.EqualTo(1), run.All);
        Assert.That(run.Output, Is.Empty);
        Assert.That(run.Error.Split('\n').Count(l => l.StartsWith("error ", StringComparison.Ordinal)), Is.EqualTo(1), run.Error);
        Assert.That(run.Error, Does.Not.Contain("   at "));
        foreach (var part in parts)
            Assert.That(run.Error, Does.Contain(part));
    }
}
