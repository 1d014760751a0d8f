using System.Text.Json.Nodes;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests.Reported;

/// <summary>Texts from a manifest, a secret or the platform never change what FlowPlan itself prints.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class PlanOutputTests
{
    private const string Head = "apiVersion: flowplan/v1\nproject: web\nenvironments: { dev: { sandbox: dev } }\n";

    [TestCase("console")]
    [TestCase("markdown")]
    [TestCase("json")]
    public async Task Control_characters_of_a_manifest_are_escaped(string format)
    {
        using var workspace = new Workspace();
        workspace.Write("flowplan.yaml", Head + """
            connections:
              a: { dataType: raw, name: "good\b\b\b\bbad", description: "\u009b2J \u009d0;title\u009c \u202e reversed \u2028 line \e[2J \u007f" }
            """);

        var run = await FlowPlanProcess.RunAsync(workspace, "plan", "--emulator", "--format", format);

        Assert.That(run.ExitCode, Is.Zero, run.All);
        AssertClean(run);
    }

    [Test]
    public async Task A_name_with_a_null_character_is_invalid()
    {
        using var workspace = new Workspace();
        workspace.Write("flowplan.yaml", Head + "connections:\n  a: { dataType: raw, name: \"A\\0B\" }\n");

        var run = await FlowPlanProcess.RunAsync(workspace, "validate");

        Assert.That(run.ExitCode, Is.EqualTo(1), run.All);
        Assert.That(run.Error, Does.Contain("FP2052").And.Contain("flowplan.yaml:5:"));
        AssertClean(run);
    }

    [Test]
    public async Task The_user_who_changed_an_object_cannot_write_to_the_terminal()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = new Workspace();
        workspace.Write("flowplan.yaml", Head + "connections: { a: { dataType: raw, name: A, description: first } }\n");
        await platform.RunAsync(workspace, "apply", "--auto-approve");
        var id = (string)JsonNode.Parse(workspace.Read("flowplan.dev.lock.json"))!["resources"]!["connection.a"]!["id"]!;
        await platform.EditAsync("connections", id, """{"description": "second"}""", "mallory%1b%5b2J%0a%3a%3aerror%3a%3ax");

        var drift = await platform.RunAsync(workspace, "drift");

        Assert.That(drift.Output, Does.Contain("mallory"), drift.All);
        AssertClean(drift);
        Assert.That(drift.All.Split('\n'), Has.None.StartsWith("::error"));
    }

    [TestCase("create")]
    [TestCase("connection")]
    [TestCase("action")]
    public async Task A_secret_that_is_a_common_word_changes_no_word_of_the_plan(string secret)
    {
        using var workspace = new Workspace();
        workspace.Write("flowplan.yaml", Head + """
            variables: { pw: { sensitive: true } }
            connections:
              s3:
                name: Bucket
                type: { id: ecadc60c-7455-4d87-84dc-2a0e293d997b, version: "1.0" }
                auth: { specName: Access Key, params: { s3SecretKey: "{{ var.pw }}" } }
            """);
        var environment = new Dictionary<string, string> { ["FLOWPLAN_VAR_pw"] = secret };

        var run = await FlowPlanProcess.RunAsync(workspace.Folder, environment, "plan", "--emulator", "--format", "json");

        Assert.That(run.ExitCode, Is.Zero, run.All);
        var action = JsonNode.Parse(run.Output)!["actions"]![0]!;
        Assert.That(((string?)action["action"], (string?)action["address"]), Is.EqualTo(("create", "connection.s3")));
        Assert.That(run.Output, Does.Not.Contain("(sensitive) "));
    }

    private static void AssertClean(ProcessResult run) =>
        Assert.That(run.All.Where(c => c is not '\n' && (char.IsControl(c) || c is '\u202e' or '\u2028')).Select(c => $"U+{(int)c:X4}"), Is.Empty, run.All);
}
