using System.Text;
using System.Text.Json.Nodes;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests;

/// <summary>A plan that was saved is carried out as it was shown, or nothing is.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SavedPlanTests
{
    private static readonly string[] Reads = ["GET"];

    [Test]
    public async Task A_saved_plan_is_carried_out_without_a_question_and_the_next_plan_is_empty()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("quickstart");

        var plan = await platform.RunAsync(workspace, "plan", "--env", "dev", "--out", "plan.json");
        var show = await FlowPlanProcess.RunAsync(workspace, "show", "plan.json");
        var apply = await platform.RunAsync(workspace, "apply", "plan.json");
        var next = await platform.RunAsync(workspace, "plan", "--env", "dev", "--detailed-exitcode");

        Assert.That((plan.ExitCode, show.ExitCode, apply.ExitCode, next.ExitCode), Is.EqualTo((0, 0, 0, 0)), plan.All + show.All + apply.All + next.All);
        Assert.That(show.Output, Is.EqualTo(plan.Output));
        if (!OperatingSystem.IsWindows())
            Assert.That(File.GetUnixFileMode(workspace.PathOf("plan.json")), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public async Task An_edit_between_plan_and_apply_stops_the_apply_before_its_first_write()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("quickstart");
        await platform.RunAsync(workspace, "apply", "--env", "dev", "--auto-approve");
        workspace.Write("flowplan.yaml", workspace.Read("flowplan.yaml")
            .Replace("ACME streaming dataflow for customer data", "Ours", StringComparison.Ordinal)
            .Replace("ACME streaming connection for customer data", "Ours", StringComparison.Ordinal));
        var plan = await platform.RunAsync(workspace, "plan", "--env", "dev", "--out", "plan.json");
        var lockfile = workspace.Read("flowplan.dev.lock.json");
        var id = await EditFlowAsync(platform, workspace);
        var before = platform.Host.Requests.Count;

        var apply = await platform.RunAsync(workspace, "apply", "plan.json");

        Assert.That((plan.ExitCode, apply.ExitCode), Is.EqualTo((0, 4)), plan.All + apply.All);
        Assert.That(apply.Error, Does.Contain($"FP4110: flow.loyalty ({id}) is no longer as it was when the plan was approved: it was changed; last changed by editor@acme.com at 20"));
        Assert.That(apply.Error, Does.Not.Contain("connection.web"));
        Assert.That(WritesSince(platform, before), Is.Empty);
        Assert.That(workspace.Read("flowplan.dev.lock.json"), Is.EqualTo(lockfile));
    }

    [Test]
    public async Task An_edit_elsewhere_spoils_nothing()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("quickstart");
        await platform.RunAsync(workspace, "apply", "--env", "dev", "--auto-approve");
        workspace.Write("flowplan.yaml", workspace.Read("flowplan.yaml").Replace("ACME streaming connection for customer data", "Ours", StringComparison.Ordinal));
        await platform.RunAsync(workspace, "plan", "--env", "dev", "--out", "plan.json");
        await EditFlowAsync(platform, workspace);

        var apply = await platform.RunAsync(workspace, "apply", "plan.json");
        var next = await platform.RunAsync(workspace, "plan", "--env", "dev");

        Assert.That(apply.ExitCode, Is.Zero, apply.All);
        Assert.That(apply.Error, Does.Contain("1 other pending change"));
        Assert.That(next.Output, Does.Contain("update flow.loyalty").And.Not.Contain("connection.web"));
    }

    [Test]
    public async Task An_object_made_meanwhile_makes_the_plan_stale()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("quickstart");
        using var other = Workspace.OfExample("quickstart");
        await platform.RunAsync(workspace, "plan", "--env", "dev", "--out", "plan.json");
        await platform.RunAsync(other, "apply", "--env", "dev", "--auto-approve");
        var before = platform.Host.Requests.Count;

        var apply = await platform.RunAsync(workspace, "apply", "plan.json");

        Assert.That(apply.ExitCode, Is.EqualTo(4), apply.All);
        Assert.That(apply.Error, Does.Contain("FP4001").And.Contain("FP4114"));
        Assert.That(WritesSince(platform, before), Is.Empty);
    }

    [Test]
    public async Task A_stale_plan_is_shown_all_the_same_with_a_warning()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("quickstart");
        var plan = await platform.RunAsync(workspace, "plan", "--env", "dev", "--out", "plan.json");
        await platform.RunAsync(workspace, "apply", "--env", "dev", "--auto-approve");

        var show = await FlowPlanProcess.RunAsync(workspace, "show", "plan.json");
        var apply = await platform.RunAsync(workspace, "apply", "plan.json");

        Assert.That((show.ExitCode, apply.ExitCode), Is.EqualTo((0, 4)), show.All + apply.All);
        Assert.That(show.Output, Is.EqualTo(plan.Output));
        Assert.That(show.Error, Does.Contain("FP4122"));
        Assert.That(apply.Error, Does.Contain("FP4112"));
    }

    [Test]
    public async Task A_changed_variable_makes_the_plan_stale()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("quickstart");
        await platform.RunAsync(workspace, "plan", "--env", "dev", "--out", "plan.json");

        var apply = await platform.RunAsync(workspace, "apply", "plan.json", "--var", "brand=Other");

        Assert.That(apply.ExitCode, Is.EqualTo(4), apply.All);
        Assert.That(apply.Error, Does.Contain("FP4113"));
    }

    [Test]
    public async Task A_saved_plan_holds_no_secret_and_apply_asks_for_it_again()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = new Workspace();
        workspace.Write("flowplan.yaml", """
            apiVersion: flowplan/v1
            project: p
            environments: { dev: { sandbox: dev } }
            variables: { key: { type: string, sensitive: true } }
            connections:
              bucket:
                name: Bucket
                type: { id: ecadc60c-7455-4d87-84dc-2a0e293d997b, version: "1.0" }
                auth: { specName: Access Key, params: { s3SecretKey: "{{ var.key }}" } }
            """);
        string[] secret = ["--var", "key=canary-s3-key"];

        var plan = await platform.RunAsync(workspace, ["plan", "--out", "plan.json", .. secret]);
        var without = await platform.RunAsync(workspace, "apply", "plan.json");
        var apply = await platform.RunAsync(workspace, ["apply", "plan.json", .. secret]);

        Assert.That((plan.ExitCode, without.ExitCode, apply.ExitCode), Is.EqualTo((0, 1, 0)), plan.All + without.All + apply.All);
        Assert.That(workspace.Read("plan.json"), Does.Not.Contain("canary"));
        Assert.That(platform.BodyOfPost("/connections"), Does.Contain(Platform.Kept("canary-s3-key")), "the service gets it");
    }

    [Test]
    public async Task Options_are_part_of_the_saved_plan()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("quickstart");
        var plan = await platform.RunAsync(workspace, "plan", "--env", "dev", "--only", "dataset.loyalty", "--out", "plan.json");

        var apply = await platform.RunAsync(workspace, "apply", "plan.json");

        Assert.That(apply.ExitCode, Is.Zero, plan.All + apply.All);
        Assert.That(apply.Output, Does.Contain("Apply complete: 2 resources (").And.Contain("--only excludes 5 other changes"));
    }

    [Test]
    public async Task A_plan_that_was_saved_in_format_version_1_is_still_applied_as_it_was_shown()
    {
        var files = Path.Combine(Repository.Root, "tests", "Compatibility", "v1");
        using var workspace = new Workspace();
        workspace.Write("flowplan.yaml", await File.ReadAllTextAsync(Path.Combine(files, "plan.create.yaml")));
        workspace.Write("plan.json", await File.ReadAllTextAsync(Path.Combine(files, "plan.create.json")));

        var apply = await FlowPlanProcess.RunAsync(workspace, "apply", "plan.json", "--endpoint", "emulator");
        var next = await FlowPlanProcess.RunAsync(workspace, "plan", "--env", "dev", "--endpoint", "emulator", "--detailed-exitcode");

        Assert.That((apply.ExitCode, next.ExitCode), Is.EqualTo((0, 0)), apply.All + next.All);
    }

    private static IEnumerable<string> WritesSince(Platform platform, int before) =>
        platform.Host.Requests.Skip(before).Where(r => !Reads.Contains(r.Method) && !r.PathAndQuery.Contains("/ims/", StringComparison.Ordinal)).Select(r => $"{r.Method} {r.PathAndQuery}");

    /// <summary>Changes the flow's description as somebody else would; gives the flow's id.</summary>
    private static async Task<string> EditFlowAsync(Platform platform, Workspace workspace)
    {
        var id = (string)JsonNode.Parse(workspace.Read("flowplan.dev.lock.json"))!["resources"]!["flow.loyalty"]!["id"]!;
        using var client = new HttpClient { BaseAddress = platform.Host.BaseAddress };
        using var edit = new StringContent("""{"description": "Theirs"}""", Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(
            new Uri($"__emulator/objects/flows/{id}?organization=ACME@AdobeOrg&sandbox=dev&user=editor@acme.com", UriKind.Relative), edit);
        answer.EnsureSuccessStatusCode();
        return id;
    }
}
