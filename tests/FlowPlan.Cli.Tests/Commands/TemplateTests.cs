using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Tests.Commands;

/// <summary><c>--template</c>.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class TemplateTests
{
    private const string Whole = "{{ document | object.to_json }}";

    private static IEnumerable<string[]> Commands() =>
    [
        ["plan", "."], ["drift", "."], ["validate", "."], ["show", "."], ["show", "plan.json"], ["state", "list", "."], ["state", "show", "base.a", "."], ["state", "pull", "."],
        ["output", "."], ["output", "first", "."], ["render", "."], ["graph", "."], ["compare", "dev", "dev", "."], ["fmt", ".", "--check"], ["policy", "plan.json", "--rules", "rules.yaml"],
        ["version"], ["explain"], ["plan", "nothing"], ["plan", ".", "."],
    ];

    [TestCaseSource(nameof(Commands))]
    public async Task A_template_sees_the_document_of_the_JSON_format(params string[] command)
    {
        using var cli = new InProcess().Declare("a", "b");
        await cli.RunAsync("apply", cli.Manifest, "--auto-approve", "--only", "base.a");
        await cli.RunAsync("plan", cli.Manifest, "--out", Path.Combine(cli.Manifest, "plan.json"));
        await File.WriteAllTextAsync(Path.Combine(cli.Manifest, "rules.yaml"), "rules:\n  - warn: many\n    maxCount: 0\n");
        string[] arguments = [.. command.Select(a => a switch { "." => cli.Manifest, "plan.json" or "rules.yaml" or "nothing" => Path.Combine(cli.Manifest, a), _ => a })];

        var json = await cli.RunAsync([.. arguments, "--format", "json"]);
        var rendered = await cli.RunAsync([.. arguments, "--template", Template(cli, Whole)]);

        Assert.That((rendered.ExitCode, rendered.Error), Is.EqualTo((json.ExitCode, json.Error)));
        var expected = command is ["plan", ".", "."] ? $"[{string.Join(',', json.Output.TrimEnd('\n').Split('\n'))}]" : json.Output;
        Assert.That(Timeless(rendered.Output), Is.EqualTo(Timeless(expected)), rendered.Output);
    }

    [Test]
    public async Task The_document_of_an_apply_is_the_list_of_its_events()
    {
        using var cli = new InProcess().Declare("a");
        var run = await cli.RunAsync("apply", cli.Manifest, "--auto-approve", "--template", Template(cli, "{{ document | array.map 'type' | array.join ' ' }}"));

        Assert.That((run.ExitCode, run.Output), Is.EqualTo((0, "plan started completed ended outputs")), run.Error);
    }

    [Test]
    public async Task A_command_that_fails_renders_the_document_of_the_failure()
    {
        using var cli = new InProcess();
        var run = await cli.RunAsync("plan", Path.Combine(cli.Manifest, "nothing"), "--template", Template(cli, "{{ document.exitCode }} {{ document.diagnostics[0].code }}{{ document.actions }}"));

        Assert.That((run.ExitCode, run.Output), Is.EqualTo((1, "1 FP1001")), run.Error);
    }

    [TestCase("console")]
    [TestCase("markdown")]
    public async Task Another_format_is_a_usage_error(string format)
    {
        using var cli = new InProcess().Declare("a");
        var run = await cli.RunAsync("plan", cli.Manifest, "--template", Template(cli, Whole), "--format", format);

        Assert.That((run.ExitCode, run.Error), Is.EqualTo((64, $"error FP9002: --template renders the JSON document: leave out '--format {format}'\nTry 'flowplan plan --help'.\n")));
    }

    [Test]
    public async Task An_option_that_prints_something_else_is_a_usage_error()
    {
        using var cli = new InProcess().Declare("a");
        var run = await cli.RunAsync("output", "first", cli.Manifest, "--raw", "--template", Template(cli, Whole));

        Assert.That(run.ExitCode, Is.EqualTo(64));
        Assert.That(run.Error, Does.StartWith("error FP9002: --template renders the JSON document, which --raw does not print: leave out one of them\n"));
    }

    [TestCase("a\n{{ for x in document }}", "FP7016", 2, 22)]
    [TestCase("a\n {{ document | }}", "FP7016", 2, 16)]
    [TestCase("a\n{{ document", "FP7016", 2, 1)]
    [TestCase("a\n{{ documnt.actions }}", "FP7017", 2, 4)]
    [TestCase("{{ document.actions | array.frist }}", "FP7017", 1, 23)]
    [TestCase("{{ include 'flowplan.yaml' }}", "FP7017", 1, 4)]
    [TestCase("{{ document.actions.x = 1 }}", "FP7017", 1, 4)]
    [TestCase("{{ document.summary = 1 }}", "FP7017", 1, 4)]
    [TestCase("{{ date.now }}", "FP7017", 1, 4)]
    [TestCase("{{ for i in 1..99999999 }}{{ end }}", "FP7017", 1, 14)]
    [TestCase("{{ func f(n); f(n + 1); end; f(0) }}", "FP7017", 1, 15)]
    [TestCase("{{ for i in 1..100000 }}{{ 'x' | string.pad_left 1000 }}{{ end }}", "FP7017", 1, 23)]
    public async Task An_error_in_a_template_is_one_finding_with_its_place(string template, string code, int line, int column)
    {
        using var cli = new InProcess().Declare("a");
        var file = Template(cli, template);
        var run = await cli.RunAsync("plan", cli.Manifest, "--template", file);

        Assert.That((run.ExitCode, run.Output), Is.EqualTo((1, string.Empty)), run.Error);
        Assert.That(run.Error, Does.StartWith($"error {code}: ").And.Contain($"--> {file}:{line}:{column}\n"));
        Assert.That(run.Error.Split("error FP"), Has.Length.EqualTo(2), run.Error);
    }

    [Test]
    public async Task A_template_that_is_not_valid_or_not_there_stops_the_command_before_its_first_call()
    {
        using var cli = new InProcess().Declare("a");
        var invalid = await cli.RunAsync("apply", cli.Manifest, "--auto-approve", "--template", Template(cli, "{{ for }}"));
        var missing = await cli.RunAsync("apply", cli.Manifest, "--auto-approve", "--template", "no-such-file.sbn");
        var folder = await cli.RunAsync("apply", cli.Manifest, "--auto-approve", "--template", cli.Manifest);

        Assert.That((invalid.ExitCode, missing.ExitCode, folder.ExitCode), Is.EqualTo((1, 1, 1)));
        Assert.That(missing.Error, Does.StartWith("error FP7016: cannot read the template 'no-such-file.sbn': there is no such file\n"));
        Assert.That(folder.Error, Does.StartWith($"error FP7016: cannot read the template '{cli.Manifest}': it is a folder\n"));
        Assert.That(cli.Providers.Platform.Calls, Is.Empty);
    }

    [Test]
    public async Task An_apply_whose_template_fails_is_done_and_exits_with_1()
    {
        using var cli = new InProcess().Declare("a");
        var run = await cli.RunAsync("apply", cli.Manifest, "--auto-approve", "--template", Template(cli, "{{ documents }}"));
        var again = await cli.RunAsync("plan", cli.Manifest, "--detailed-exitcode");

        Assert.That((run.ExitCode, again.ExitCode), Is.EqualTo((1, 0)), run.Error);
        Assert.That(run.Error, Does.Contain("help: did you mean 'document'?"));
    }

    [TestCase("plan", "--detailed-exitcode", 2)]
    [TestCase("drift", "--quiet", 3)]
    public async Task An_exit_code_that_says_something_about_the_document_stays_only_if_it_is_rendered(string command, string option, int code)
    {
        using var cli = new InProcess().Declare("a");
        await cli.RunAsync("apply", cli.Manifest, "--auto-approve");
        cli.Providers.Platform.Fake("base").Objects["id-0001"] = (Value.Map.Of(("name", Value.Of("changed"))), 9);
        cli.Declare("a", "b");
        var rendered = await cli.RunAsync(command, cli.Manifest, option, "--template", Template(cli, "{{ document.hasChanges }}"));
        var failed = await cli.RunAsync(command, cli.Manifest, option, "--template", Template(cli, "{{ nothing }}"));

        Assert.That((rendered.ExitCode, rendered.Output, failed.ExitCode), Is.EqualTo((code, "true", 1)), rendered.Error + failed.Error);
    }

    [Test]
    public async Task What_the_document_holds_cannot_control_a_terminal_or_a_CI_system()
    {
        using var cli = new InProcess().Declare("a");
        await cli.RunAsync("apply", cli.Manifest, "--auto-approve");
        cli.Providers.Platform.Fake("base").Objects["id-0001"] = (Value.Map.Of(("name", Value.Of("a\u001b[2J\n::error::b ##vso[c]\r"))), 9);
        var run = await cli.RunAsync("drift", cli.Manifest, "--template", Template(cli, "::notice::{{ document.actions[0].fields[0].before }}\n"));

        Assert.That(run.Output, Is.EqualTo("::notice::a\\e[2J\n\\u003a:error::b #\\u0023vso[c]\\r\n"), run.Error);
    }

    [Test]
    public async Task A_secret_is_in_no_rendering()
    {
        using var cli = new InProcess().Declare("a");
        cli.Variables["FLOWPLAN_CLIENT_SECRET"] = "canary-4711";
        var run = await cli.RunAsync("plan", cli.Manifest, "--only", "base.canary-4711", "--template", Template(cli, Whole + "canary-4711"));

        Assert.That(run.Output, Does.EndWith("(sensitive)").And.Not.Contain("canary"), run.Error);
    }

    [TestCase("slack.sbn")]
    [TestCase("deletes.csv.sbn")]
    public async Task The_example_templates_print_what_their_golden_files_say(string template)
    {
        using var cli = new InProcess().Declare("a", "b", "c");
        await cli.RunAsync("apply", cli.Manifest, "--auto-approve");
        cli.Declare("a", "d");
        var path = Path.Combine(Repository.Root, "examples", "templates", template);
        var plan = await cli.RunAsync("plan", cli.Manifest, "--template", path);
        var failed = await cli.RunAsync("plan", Path.Combine(cli.Manifest, "nothing"), "--template", path);

        Assert.That((plan.ExitCode, failed.ExitCode), Is.EqualTo((0, 1)), plan.Error + failed.Error);
        Golden.Match(Path.Combine("templates", Path.ChangeExtension(template, ".txt")), $"{Regex.Replace(plan.Output, "id-[0-9]+", "id")}---- failed\n{failed.Output}");
        if (template == "slack.sbn")
            Assert.That((string)JsonNode.Parse(plan.Output)!["text"]!, Does.Contain("2 to delete"));
    }

    private static string Template(InProcess cli, string text)
    {
        var path = Path.Combine(cli.Manifest, "template.sbn");
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>The JSON with its keys in one order and without the times of events.</summary>
    private static string Timeless(string json) => Sorted(JsonNode.Parse(json))!.ToJsonString();

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Where(e => e.Key != "time").OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => KeyValuePair.Create(e.Key, Sorted(e.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
