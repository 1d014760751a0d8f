using System.Text.Json.Nodes;
using FlowPlan.Cli.Hosting;
using FlowPlan.Emulator;

namespace FlowPlan.Cli.Tests.Commands;

/// <summary>Plans have the service validate what they would write, once, unless they are told not to.</summary>
public sealed class ServiceCheckTests
{
    private const string Head = "schemas:\n  s: { title: S, class: profile, fieldGroups: [https://ns.adobe.com/xdm/context/profile-person-details] }\nmappings:\n";
    private const string First = Head + "  m: { schema: s, fields: { person.name.firstName: a } }\n";
    private const string Changed = Head + "  m: { schema: s, fields: { person.name.firstName: b } }\n";
    private const string Fault = """{"path":"/mappingSets/validate$","times":-1,"body":"{\"validationResponse\":[{\"status\":\"FAILED\",\"errors\":[{\"destination\":\"person.name.firstName\",\"exception\":\"no such column\"}]}]}"}""";

    [TestCase(1, "plan")]
    [TestCase(0, "plan", "--service-checks=false")]
    [TestCase(0, "plan", "--destroy")]
    [TestCase(1, "apply", "--auto-approve")]
    [TestCase(0, "apply", "--auto-approve", "--service-checks=false")]
    [TestCase(0, "destroy", "--auto-approve", "--allow-delete")]
    [TestCase(0, "drift")]
    [TestCase(0, "validate")]
    public async Task A_command_asks_once_or_not_at_all(int calls, string command, params string[] options)
    {
        await using var emulator = await EmulatorHost.StartAsync(new() { RecordRequests = true });
        using var cli = Cli(emulator, Changed, await StateOfAsync(emulator));

        var run = await cli.RunAsync([command, cli.Manifest, .. command == "validate" ? [] : Endpoint(emulator), .. options]);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(Validations(emulator), Is.EqualTo(calls));
    }

    [Test]
    public async Task Approval_at_the_prompt_and_a_saved_plan_do_not_ask_again()
    {
        await using var emulator = await EmulatorHost.StartAsync(new() { RecordRequests = true });
        using var cli = Cli(emulator, Changed, await StateOfAsync(emulator));
        var file = Path.Combine(cli.Manifest, "saved.json");

        var plan = await cli.RunAsync(["plan", cli.Manifest, .. Endpoint(emulator), "--out", file]);
        var saved = await cli.RunAsync(["apply", file, .. Endpoint(emulator)]);

        Assert.That((plan.ExitCode, saved.ExitCode, Validations(emulator)), Is.EqualTo((0, 0, 1)), plan.Error + saved.Error);
        cli.Answer = "yes";
        cli.Write(First);

        var prompted = await cli.RunAsync(["apply", cli.Manifest, .. Endpoint(emulator)]);
        var nothing = await cli.RunAsync(["plan", cli.Manifest, .. Endpoint(emulator)]);

        Assert.That((prompted.ExitCode, nothing.ExitCode, Validations(emulator)), Is.EqualTo((0, 0, 2)), prompted.Error + nothing.Error);
    }

    [Test]
    public async Task A_saved_plan_is_the_same_with_and_without()
    {
        await using var emulator = await EmulatorHost.StartAsync(new() { RecordRequests = true });
        using var cli = Cli(emulator, Changed, await StateOfAsync(emulator));
        var (with, without) = (Path.Combine(cli.Manifest, "with.json"), Path.Combine(cli.Manifest, "without.json"));

        await cli.RunAsync(["plan", cli.Manifest, .. Endpoint(emulator), "--out", with]);
        cli.Variables["FLOWPLAN_SERVICE_CHECKS"] = "false";
        await cli.RunAsync(["plan", cli.Manifest, .. Endpoint(emulator), "--out", without]);

        Assert.That(Validations(emulator), Is.EqualTo(1));
        Assert.That(await File.ReadAllTextAsync(without), Is.EqualTo(await File.ReadAllTextAsync(with)));
    }

    [TestCase("plan")]
    [TestCase("apply")]
    public async Task What_the_service_would_reject_ends_the_command_with_the_exit_code_of_an_invalid_manifest(string command)
    {
        await using var emulator = await EmulatorHost.StartAsync(new() { RecordRequests = true });
        using var cli = Cli(emulator, Changed, await StateOfAsync(emulator));
        await FaultAsync(emulator);

        var run = await cli.RunAsync([command, cli.Manifest, .. Endpoint(emulator)]);

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Does.StartWith("error FP2551: mapping.m: Data Prep would reject the mapping to 'person.name.firstName': no such column\n")
            .And.Contain("flowplan.yaml:8:29\n").And.Contain("`--service-checks=false` leaves the check out"));
        Assert.That(emulator.Requests.Where(r => r.Method == "PUT"), Is.Empty);
    }

    [Test]
    public async Task The_document_shows_a_real_finding()
    {
        await using var emulator = await EmulatorHost.StartAsync(new() { RecordRequests = true });
        var state = await StateOfAsync(emulator);
        var schema = (string)JsonNode.Parse(state)!["resources"]!["schema.s"]!["id"]!;
        const string Sections = "mappings:\n  loyalty:\n    schema: members\n    fields:\n      person.name.firstName: a\n";
        await FaultAsync(emulator);
        using var cli = Cli(emulator, $"schemas:\n  members: {{ existing: {{ id: {schema} }} }}\n{Sections}", null);

        var plan = await cli.RunAsync(["plan", cli.Manifest, .. Endpoint(emulator)]);

        var shown = plan.Error.Replace(cli.Manifest + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
        Assert.That(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "mappings.md")), Does.Contain($"```\n{shown}```\n"), shown);
    }

    /// <summary>Applies the first manifest and returns its lockfile.</summary>
    private static async Task<byte[]> StateOfAsync(EmulatorHost emulator)
    {
        using var cli = Cli(emulator, First, null);
        var apply = await cli.RunAsync(["apply", cli.Manifest, .. Endpoint(emulator), "--auto-approve"]);
        Assert.That(apply.ExitCode, Is.Zero, apply.Error);
        Assert.That(Validations(emulator), Is.Zero);
        return await File.ReadAllBytesAsync(Directory.GetFiles(cli.Manifest, "*.lock.json").Single());
    }

    private static async Task FaultAsync(EmulatorHost emulator)
    {
        using var client = new HttpClient { BaseAddress = emulator.BaseAddress };
        using var response = await client.PutAsync(new Uri("__emulator/faults", UriKind.Relative), new StringContent($"[{Fault}]"));
        Assert.That(response.IsSuccessStatusCode, Is.True);
    }

    private static string[] Endpoint(EmulatorHost emulator) => ["--endpoint", emulator.BaseAddress.ToString()];

    private static int Validations(EmulatorHost emulator) => emulator.Requests.Count(r => r.PathAndQuery.EndsWith("/mappingSets/validate", StringComparison.Ordinal));

    private static InProcess Cli(EmulatorHost emulator, string manifest, byte[]? state)
    {
        var cli = new InProcess { OtherProviders = new AepProviderFactory() }.Write(manifest);
        foreach (var (name, value) in new[] { ("FLOWPLAN_ORG_ID", "O@AdobeOrg"), ("FLOWPLAN_ACCESS_TOKEN", "emulator-x"), ("FLOWPLAN_API_KEY", "k"), ("FLOWPLAN_IMS_URL", emulator.BaseAddress.ToString()) })
            cli.Variables[name] = value;
        if (state is not null)
            File.WriteAllBytes(Path.Combine(cli.Manifest, "flowplan.dev.lock.json"), state);
        return cli;
    }
}
