using FlowPlan.Cli.Hosting;

namespace FlowPlan.Cli.Tests.Commands;

/// <summary>Commands and variables for those who write manifests.</summary>
public sealed class AuthoringTests
{
    private const string Reused =
        """
        variables: { brand: { default: ACME }, secret: { sensitive: true, default: "" } }
        defaults: { bases: { size: 3 } }
        components: { pair: { inputs: { n: {} }, bases: { one: { name: "{{ input.n }} one" } } } }
        bases:
          a:
            name: "{{ var.brand }} A"
        instances: { p: { component: pair, forEach: [x], inputs: { n: "{{ each.key }}" } } }
        outputs: { id: 'component.p["x"].base.one.id', text: { text: "{{ var.brand }}" } }

        """;

    [Test]
    public async Task Render_shows_the_manifest_written_out_and_where_each_value_comes_from()
    {
        using var cli = new InProcess().Write(Reused);
        var run = await cli.RunAsync("render", cli.Manifest);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Contain("    name: ACME A  # flowplan.yaml:10 {{ var.brand }} A\n"));
        Assert.That(run.Output, Does.Contain("    size: 3  # flowplan.yaml:6\n"));
        Assert.That(run.Output, Does.Contain("'p[\"x\"]':").Or.Contain("p[\"x\"]:").Or.Contain("\"p[\\\"x\\\"]\":"));
    }

    [Test]
    public async Task What_render_shows_is_a_manifest_that_renders_to_the_same()
    {
        using var cli = new InProcess().Write(Reused);
        var run = await cli.RunAsync("render", cli.Manifest, "--origins=false");
        await File.WriteAllTextAsync(Path.Combine(cli.Manifest, "flowplan.yaml"), run.Output);
        var again = await cli.RunAsync("render", cli.Manifest, "--origins=false");

        Assert.That((again.ExitCode, again.Error), Is.EqualTo((0, string.Empty)));
        Assert.That(again.Output, Is.EqualTo(run.Output));
    }

    [TestCase("password: hunter2-secret", "password: \"(sensitive)\"  # flowplan.yaml:8\n")]
    [TestCase("password: hunter2-secret, user: hunter2-user", "user: \"(sensitive)\"  # flowplan.yaml:8\n")]
    [TestCase("password: \"AccountKey=hunter2-secret;{{ var.s }}\"", "password: \"(sensitive)\"  # flowplan.yaml:8\n")]
    [TestCase("password: \"{{ 'hunter2-secret' + var.s }}\"", "password: \"(sensitive)\"  # flowplan.yaml:8\n")]
    [TestCase("password: \"{{ var.s }}\"", "password: \"(sensitive)\"  # flowplan.yaml:8 {{ var.s }}\n")]
    [TestCase("password: \"{{ 'hunter2-secret' + environment.name }}\"", "password: \"(sensitive)\"  # flowplan.yaml:8\n")]
    public async Task Render_shows_no_secret(string credential, string shown)
    {
        using var cli = new InProcess { OtherProviders = new AepProviderFactory() }.Write(
            $"variables: {{ s: {{ sensitive: true }} }}\nconnections:\n  c: {{ type: {{ id: 2b4b9cd6-30b0-4a8b-9d2e-1a2b3c4d5e6f }}, name: \"C {{{{ project }}}}\", auth: {{ specName: Access Key, params: {{ \n    {credential} }} }},\n    description: D }}\n");
        cli.Variables["FLOWPLAN_VAR_s"] = "canary-s3cret";

        var run = await cli.RunAsync("render", cli.Manifest);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Contain(shown).And.Not.Contain("hunter2").And.Not.Contain("canary-s3cret"));
        Assert.That(run.Output, Does.Contain("name: C shop").And.Contain("description: D"));
    }

    [Test]
    public async Task Render_shows_no_text_that_stands_beside_a_secret()
    {
        using var cli = new InProcess().Write("variables: { s: { sensitive: true } }\nbases: { a: { name: \"hunter2-secret {{ var.s }}\", other: \"{{ var.s }}\" } }\n");
        cli.Variables["FLOWPLAN_VAR_s"] = "canary-s3cret";

        var run = await cli.RunAsync("render", cli.Manifest);

        Assert.That(run.Output, Does.Contain("other: \"(sensitive)\"  # flowplan.yaml:6 {{ var.s }}\n").And.Not.Contain("hunter2").And.Not.Contain("canary-s3cret"), run.Error);
    }

    [TestCase("var.brand | string.downcase", "\"acme\"\n", 0)]
    [TestCase("[1, 2]", "[1, 2]\n", 0)]
    [TestCase("environment.name", "\"dev\"\n", 0)]
    [TestCase("var.nothing", "", 1)]
    [TestCase("1 +", "", 1)]
    public async Task Console_evaluates_an_expression(string expression, string output, int exit)
    {
        using var cli = new InProcess().Write(Reused);
        var run = await cli.RunAsync("console", expression, cli.Manifest);
        Assert.That((run.ExitCode, run.Output), Is.EqualTo((exit, output)), run.Error);
    }

    [Test]
    public async Task Validate_checks_all_environments_and_reports_a_common_mistake_once()
    {
        using var cli = new InProcess();
        await File.WriteAllTextAsync(
            Path.Combine(cli.Manifest, "flowplan.yaml"),
            "apiVersion: flowplan/v1\nproject: shop\nenvironments:\n  dev: { sandbox: dev }\n  prod: { sandbox: prod, overrides: { bases: { z: {} } } }\nbases: { a: { name: \"{{ nope }}\" } }\n");

        var run = await cli.RunAsync("validate", cli.Manifest);

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error.Split("error FP").Length - 1, Is.EqualTo(2), run.Error);
        Assert.That((await cli.RunAsync("validate", cli.Manifest, "--env", "dev")).Error.Split("error FP").Length - 1, Is.EqualTo(1));
    }

    [Test]
    public async Task The_environment_can_come_from_the_process_and_an_option_wins()
    {
        using var cli = new InProcess();
        await File.WriteAllTextAsync(
            Path.Combine(cli.Manifest, "flowplan.yaml"),
            "apiVersion: flowplan/v1\nproject: shop\nenvironments: { dev: { sandbox: dev }, prod: { sandbox: prod } }\nbases: {}\n");
        cli.Variables["FLOWPLAN_ENV"] = "prod";

        Assert.That((await cli.RunAsync("console", "environment.name", cli.Manifest)).Output, Is.EqualTo("\"prod\"\n"));
        Assert.That((await cli.RunAsync("console", "environment.name", cli.Manifest, "--env", "dev")).Output, Is.EqualTo("\"dev\"\n"));
    }

    [Test]
    public async Task Validate_and_the_state_need_no_variables()
    {
        using var cli = new InProcess().Write("variables: { name: {}, items: { type: list } }\nbases: { a: { name: \"{{ var.name }}\" }, b: { forEach: \"{{ var.items }}\", name: \"{{ each.key }}\" } }\n");

        var validate = await cli.RunAsync("validate", cli.Manifest);

        Assert.That(validate.ExitCode, Is.Zero, validate.Error);
        Assert.That(validate.Error, Does.Contain("Valid: shop (dev) declares 2 resources (not fully checked: no values for items, name)."));
        Assert.That((await cli.RunAsync("state", "list", cli.Manifest)).Error, Does.Contain("there is no lockfile yet"));
        Assert.That((await cli.RunAsync("plan", cli.Manifest)).Error, Does.Contain("FP1204"));
    }

    [TestCase("FLOWPLAN_VAR_BRAND")]
    [TestCase("FLOWPLAN_VAR_brand")]
    public async Task A_variable_of_the_process_may_be_upper_case(string name)
    {
        using var cli = new InProcess().Write(Reused);
        cli.Variables[name] = "Other";
        Assert.That((await cli.RunAsync("console", "var.brand", cli.Manifest)).Output, Is.EqualTo("\"Other\"\n"));
    }

    [Test]
    public async Task A_plan_to_destroy_is_shown_saved_and_applied()
    {
        using var cli = new InProcess().Declare("a", "b");
        Assert.That((await cli.RunAsync("apply", cli.Manifest, "--auto-approve")).ExitCode, Is.Zero);
        var saved = Path.Combine(cli.Manifest, "destroy.plan");

        var plan = await cli.RunAsync("plan", cli.Manifest, "--destroy", "--out", saved);
        Assert.That(plan.Output, Does.Contain("2 to delete"), plan.Error);
        var apply = await cli.RunAsync("apply", saved, "--allow-delete");
        Assert.That(apply.ExitCode, Is.Zero, apply.Error);
        Assert.That((await cli.RunAsync("plan", cli.Manifest)).Output, Does.Contain("2 to create"));
    }
}
