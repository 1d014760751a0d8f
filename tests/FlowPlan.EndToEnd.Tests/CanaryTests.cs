using System.Text;
using System.Text.Json.Nodes;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests;

/// <summary>The search for secrets over all end-to-end tests (<see cref="CanaryRun"/>) finds what it is there to find.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class CanaryTests
{
    private static IEnumerable<string> Planted()
    {
        yield return Canaries.ClientSecret;
        yield return JsonValue.Create(Canaries.ClientSecret)!.ToJsonString();
        yield return Uri.EscapeDataString(Canaries.ClientSecret);
        yield return System.Net.WebUtility.UrlEncode(Canaries.ClientSecret);
        yield return System.Net.WebUtility.HtmlEncode(Canaries.ClientSecret);
        foreach (var before in new[] { "", "i", "id", "id:" })
            yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(before + Canaries.ClientSecret));
        yield return "Bearer eyJhbGciOiJSUzI1NiJ9.0123456789abcdef0123";
    }

    [TestCaseSource(nameof(Planted))]
    public void A_planted_secret_is_found(string form) => Assert.That(Canaries.Find($"error: it said '{form}'."), Is.GreaterThan(0));

    [Test]
    public void A_secret_in_a_file_that_the_executable_wrote_or_changed_would_be_found()
    {
        using var workspace = new Workspace();
        workspace.Write("given.yaml", "as it was");
        var written = workspace.Written;

        Assert.That(written["given.yaml"], Is.EqualTo("as it was"), "it is left out as long as it is the same");
        Assert.That(written.ContainsKey("made.json"), Is.False);
    }

    [Test]
    public async Task A_misspelt_option_does_not_repeat_the_secret_that_it_bears()
    {
        using var workspace = new Workspace();
        foreach (string[] arguments in new[] { new[] { "plan", "--vra", "token=canary-1" }, ["plan", "--var=canary-2"], ["plan", "--var", "=canary-3"], ["--var=token=canary-4"] })
        {
            var run = await FlowPlanProcess.RunAsync(workspace, arguments);
            Assert.That(run.ExitCode, Is.EqualTo(64), run.All);
            Assert.That(run.All, Does.Contain("FP9002").And.Not.Contain("canary"));
        }
    }

    [Test]
    public async Task A_secret_of_several_lines_is_sent_whole_and_shown_nowhere()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = new Workspace();
        workspace.Write("flowplan.yaml", Manifest);
        workspace.Write("secrets.yaml", "key: |\n  -----BEGIN CANARY-----\n  canary-line-1\n  canary-line-2\n  -----END CANARY-----\n");

        var apply = await platform.RunAsync(workspace, "apply", "--auto-approve", "--var-file", "secrets.yaml", "--format", "json");
        var plan = await platform.RunAsync(workspace, "plan", "--detailed-exitcode", "--var-file", "secrets.yaml");
        workspace.Write("secrets.yaml", "key: |\n  -----BEGIN CANARY-----\n  canary-line-1\n  canary-line-3\n  -----END CANARY-----\n");
        var changed = await platform.RunAsync(workspace, "plan", "--detailed-exitcode", "--var-file", "secrets.yaml");

        Assert.That((apply.ExitCode, plan.ExitCode, changed.ExitCode), Is.EqualTo((0, 0, 2)), apply.All + plan.All + changed.All);
        Assert.That(apply.All + plan.All + changed.All, Does.Not.Contain("canary").IgnoreCase);
    }

    private const string Manifest = """
        apiVersion: flowplan/v1
        project: acme
        environments: { dev: { sandbox: dev } }
        variables:
          key: { sensitive: true }
        connections:
          s3:
            name: Bucket
            type: { id: ecadc60c-7455-4d87-84dc-2a0e293d997b, version: "1.0" }
            auth: { specName: Access Key, params: { s3AccessKey: open, s3SecretKey: "{{ var.key }}" } }
        """;
}
