using FlowPlan.Cli.Policies;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Tests.Commands;

/// <summary>Rules over a plan.</summary>
public sealed class PolicyTests
{
    [TestCase("deny: no creates\n    actions: [create]", 7, "no creates: create base.a")]
    [TestCase("deny: no creates\n    actions: create\n    environments: [prod]", 0, "")]
    [TestCase("deny: no creates\n    actions: create\n    environments: dev", 7, "no creates: create base.b")]
    [TestCase("deny: no b\n    resources: base.b*", 7, "no b: create base.b")]
    [TestCase("deny: no b\n    resources: ['flow.*']", 0, "")]
    [TestCase("deny: names begin with ACME\n    field: name\n    matches: ^ACME", 7, "names begin with ACME: base.b has name \"Beta\"")]
    [TestCase("deny: small\n    field: size\n    atMost: 3", 7, "small: base.a has size 4")]
    [TestCase("deny: small\n    field: size\n    atMost: 4\n    atLeast: 1", 0, "")]
    [TestCase("deny: large\n    field: size\n    atLeast: 5", 7, "large: base.a has size 4")]
    [TestCase("deny: sizes\n    field: size\n    oneOf: [4, 8]", 0, "")]
    [TestCase("deny: sizes\n    field: size\n    oneOf: ['4']", 7, "sizes: base.a has size 4")]
    [TestCase("deny: names are durations\n    field: name\n    atMost: P90D\n    resources: base.long", 7, "names are durations: base.long has name \"P4M\"")]
    [TestCase("deny: names are durations\n    field: name\n    atMost: P120D\n    resources: base.long", 0, "")]
    [TestCase("deny: names are numbers\n    field: name\n    atMost: 3\n    resources: base.long", 7, "names are numbers: base.long has name \"P4M\"")]
    [TestCase("warn: many\n    maxCount: 1", 0, "many: 3 changes, the limit is 1")]
    [TestCase("warn: many\n    maxCount: 3", 0, "")]
    public void A_rule_denies_a_plan_or_warns(string rule, int exitCode, string finding)
    {
        var plan = Plans.Of(
            Plans.Action("base.a", ActionKind.Create, Plans.Field("name", null, Value.Of("ACME A")), Plans.Field("size", null, Value.Of(4))),
            Plans.Action("base.b", ActionKind.Create, Plans.Field("name", null, Value.Of("Beta")), Plans.Field("key", null, new Value.Secret(Value.Of("canary")))),
            Plans.Action("base.long", ActionKind.Create, Plans.Field("name", null, Value.Of("P4M"))),
            Plans.Action("base.same", ActionKind.NoOp));

        var findings = PolicyCheck.Of(plan, Read($"rules:\n  - {rule}\n").Single()).ToList();

        Assert.That(findings.Select(f => f.Code).Distinct(), finding.Length == 0 ? Is.Empty : Is.EqualTo(new[] { exitCode == 7 ? "FP7009" : "FP7010" }));
        Assert.That(findings.Select(f => f.Message), finding.Length == 0 ? Is.Empty : Has.Member(finding));
        Assert.That(findings.Select(f => f.Message), Has.None.Contains("canary"));
    }

    [TestCase("deny: no creates\n    actions: create", 7, "error FP7009: no creates: create base.a\n", "The plan is denied by 1 rule.")]
    [TestCase("warn: many\n    maxCount: 1", 0, "warning FP7010: many: 2 changes, the limit is 1\n", "The plan complies; 1 rule warns.")]
    [TestCase("deny: no deletes\n    actions: delete", 0, "", "The plan complies with 1 rule.")]
    public async Task The_exit_code_says_whether_a_saved_plan_complies(string rule, int exitCode, string finding, string summary)
    {
        using var cli = new InProcess().Declare("a", "b");
        var run = await RunAsync(cli, $"rules:\n  - {rule}\n");
        Assert.That((run.ExitCode, run.Output), Is.EqualTo((exitCode, summary + "\n")), run.Error);
        Assert.That(run.Error, finding.Length == 0 ? Is.Empty : Does.StartWith(finding));
    }

    [Test]
    public async Task A_plan_that_is_denied_is_neither_saved_nor_applied()
    {
        using var cli = new InProcess().Declare("a", "b");
        var (rules, saved) = (Path.Combine(cli.Manifest, "rules.yaml"), Path.Combine(cli.Manifest, "plan.json"));
        await File.WriteAllTextAsync(rules, "rules:\n  - deny: no creates\n    actions: create\n  - warn: many\n    maxCount: 1\n");

        var plan = await cli.RunAsync("plan", cli.Manifest, "--policy", rules, "--out", saved, "--detailed-exitcode");
        var apply = await cli.RunAsync("apply", cli.Manifest, "--policy", rules, "--auto-approve");
        await cli.RunAsync("plan", cli.Manifest, "--out", saved);
        var ofSaved = await cli.RunAsync("apply", saved, "--policy", rules);

        Assert.That((plan.ExitCode, apply.ExitCode, ofSaved.ExitCode), Is.EqualTo((7, 7, 7)), plan.Error + apply.Error + ofSaved.Error);
        Assert.That(plan.Error, Does.Contain("error FP7009: no creates: create base.a").And.Contain("warning FP7010: many: 2 changes").And.Contain("The plan is denied by 1 rule."));
        Assert.That(cli.Providers.Platform.Calls, Is.Empty);

        await File.WriteAllTextAsync(rules, "rules:\n  - deny: no deletes\n    actions: delete\n");
        var allowed = await cli.RunAsync("apply", cli.Manifest, "--policy", rules, "--auto-approve");
        Assert.That(allowed.ExitCode, Is.Zero, allowed.Error);
        Assert.That(allowed.Error, Is.EqualTo("The plan complies with 1 rule.\n"));
    }

    [TestCase("plan")]
    [TestCase("apply", "--auto-approve")]
    [TestCase("destroy", "--auto-approve")]
    public async Task A_comment_has_what_the_policy_says_whichever_command_asks(string command, params string[] options)
    {
        using var cli = new InProcess().Declare("a");
        await cli.RunAsync("apply", cli.Manifest, "--auto-approve");
        cli.Declare("a", "b");
        var rules = Path.Combine(cli.Manifest, "rules.yaml");
        await File.WriteAllTextAsync(rules, "rules:\n  - deny: no changes\n    maxCount: 0\n");
        var run = await cli.RunAsync([command, cli.Manifest, "--policy", rules, "--format", "markdown", .. options]);

        Assert.That(run.ExitCode, Is.EqualTo(7), run.Error);
        Assert.That(run.Output, Does.Contain("#### Policy\n\nThe plan is denied by 1 rule.\n"));
        Assert.That(run.Error, Does.Contain("error FP7009: no changes: 1 change, the limit is 0"));
    }

    [Test]
    public async Task A_policy_that_cannot_be_read_stops_a_plan_and_an_apply()
    {
        using var cli = new InProcess().Declare("a");

        var plan = await cli.RunAsync("plan", cli.Manifest, "--policy", "no-such.yaml");
        var apply = await cli.RunAsync("apply", cli.Manifest, "--policy", "no-such.yaml", "--auto-approve");

        Assert.That((plan.ExitCode, apply.ExitCode), Is.EqualTo((1, 1)));
        Assert.That(plan.Error, Does.Contain("no-such.yaml"));
        Assert.That(cli.Providers.Platform.Calls, Is.Empty);
    }

    [Test]
    public void A_comment_says_which_rules_are_broken()
    {
        var verdict = new PolicyVerdict(3, 1, 1, [
            Diagnostic.Of(FlowPlan.Cli.Reporting.CliDescriptors.PolicyDenies, "no *creates*: create base.a"),
            Diagnostic.Of(FlowPlan.Cli.Reporting.CliDescriptors.PolicyWarns, "many")]);

        Assert.That(PolicyMarkdown.Of(verdict), Is.EqualTo("""

            #### Policy

            The plan is denied by 1 rule.

            - **denied** FP7009: no \*creates\*: create base.a
            - warning FP7010: many

            """.ReplaceLineEndings("\n")));
    }

    [TestCase("rules: {}\n")]
    [TestCase("bogus: 1\nrules: []\n")]
    [TestCase("rules: [a]\n")]
    [TestCase("rules: [{ actions: create }]\n")]
    [TestCase("rules: [{ deny: a, warn: b }]\n")]
    [TestCase("rules: [{ deny: a, action: create }]\n")]
    [TestCase("rules: [{ deny: a, actions: destroy }]\n")]
    [TestCase("rules: [{ deny: a, field: name }]\n")]
    [TestCase("rules: [{ deny: a, atMost: 3 }]\n")]
    [TestCase("rules: [{ deny: a, field: name, matches: '(' }]\n")]
    [TestCase("rules: [{ deny: a, field: name, matches: '(?=a)' }]\n")]
    [TestCase("rules: [{ deny: a, field: 3, atMost: 3 }]\n")]
    [TestCase("rules: [{ deny: a, field: name, atMost: often }]\n")]
    [TestCase("rules: [{ deny: a, maxCount: 1.5 }]\n")]
    [TestCase("rules: [{ deny: a, maxCount: few }]\n")]
    [TestCase("rules: [{ deny: a, environments: }]\n")]
    [TestCase("rules: [{ deny: a, environments: [] }]\n")]
    [TestCase("rules: [{ deny: a, environments: '' }]\n")]
    [TestCase("rules: [{ deny: a, environments: [dev, 3] }]\n")]
    [TestCase("rules: [{ deny: a, environments: { dev: true } }]\n")]
    [TestCase("rules: [{ deny: a, resources: }]\n")]
    [TestCase("rules: [{ deny: a, resources: [] }]\n")]
    [TestCase("rules: [{ deny: a, resources: [[base.a]] }]\n")]
    [TestCase("rules: [{ deny: a, resources: { base: a } }]\n")]
    [TestCase("rules: [{ deny: a, actions: [] }]\n")]
    [TestCase("rules: [{ deny: a, actions: }]\n")]
    [TestCase("rules: [{ deny: a, field: name, oneOf: [] }]\n")]
    [TestCase("rules: [{ deny: a, field: name, oneOf: }]\n")]
    [TestCase("rules: [{ deny: a, field: name, matches: ^A, maxCount: 3 }]\n")]
    public async Task A_policy_of_the_wrong_form_is_reported_with_its_place(string policy)
    {
        using var cli = new InProcess().Declare("a");
        var run = await RunAsync(cli, policy);
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Does.StartWith("error FP7011: ").And.Contain("policy.yaml:"));
    }

    [Test]
    public async Task A_missing_policy_or_plan_is_an_error()
    {
        using var cli = new InProcess().Declare("a");
        var noPolicy = await cli.RunAsync("policy", Path.Combine(cli.Manifest, "plan.json"), "--rules", Path.Combine(cli.Manifest, "none.yaml"));
        await File.WriteAllTextAsync(Path.Combine(cli.Manifest, "policy.yaml"), "rules: []\n");
        var noPlan = await cli.RunAsync("policy", Path.Combine(cli.Manifest, "none.json"), "--rules", Path.Combine(cli.Manifest, "policy.yaml"));
        Assert.That((noPolicy.ExitCode, noPlan.ExitCode), Is.EqualTo((1, 1)), noPolicy.Error + noPlan.Error);
    }

    [TestCase("fields.email.expression", "fields.email.expression \"lower(mail)\"")]
    [TestCase("fields.*.expression", "fields.email.expression \"lower(mail)\"")]
    [TestCase("fields.acme.id.expression", "fields.acme.id.expression \"upper(id)\"")]
    [TestCase("fields/acme.id/expression", "fields.acme.id.expression \"upper(id)\"")]
    [TestCase("tags.*", "tags.1 \"bad\"")]
    [TestCase("friendlyName.values.*.text", "friendlyName.values.0.text \"bad\"")]
    public void A_rule_about_a_field_inside_of_a_value_is_checked(string field, string finding)
    {
        var plan = Plans.Of(Plans.Action(
            "mapping.m",
            ActionKind.Create,
            Plans.Field("fields/email", null, Value.Map.Of(("expression", Value.Of("lower(mail)")))),
            Plans.Field("fields/acme.id", null, Value.Map.Of(("expression", Value.Of("upper(id)")))),
            Plans.Field("fields/key", null, Value.Map.Of(("expression", new Value.Secret(Value.Of("canary"))))),
            Plans.Field("fields/later", null, Value.Map.Of(("expression", new Value.Reference(ResourceAddress.Parse("base.a"), "id")))),
            Plans.Field("tags", null, new Value.List([Value.Of("good"), Value.Of("bad")])),
            Plans.Field("friendlyName", null, Value.Map.Of(("values", new Value.List([Value.Map.Of(("text", Value.Of("bad")))]))))));

        var findings = PolicyCheck.Of(plan, Read($"rules:\n  - deny: good\n    field: {field}\n    oneOf: [good]\n").Single()).ToList();

        Assert.That(findings.Select(f => f.Message), Has.Member($"good: mapping.m has {finding}"));
        Assert.That(findings.Select(f => f.Message), Has.None.Contains("canary").And.None.Contains("base.a"));
    }

    private static IReadOnlyList<PolicyRule> Read(string policy)
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, policy);
        var read = PolicyReader.Read(path);
        File.Delete(path);
        Assert.That(read.Diagnostics, Is.Empty);
        return read.ValueOrThrow();
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(InProcess cli, string policy)
    {
        var (plan, rules) = (Path.Combine(cli.Manifest, "plan.json"), Path.Combine(cli.Manifest, "policy.yaml"));
        await cli.RunAsync("plan", cli.Manifest, "--out", plan);
        await File.WriteAllTextAsync(rules, policy);
        return await cli.RunAsync("policy", plan, "--rules", rules);
    }
}
