using FlowPlan.Cli.Beginning;
using FlowPlan.Cli.Hosting;

namespace FlowPlan.Cli.Tests.Commands;

/// <summary><c>flowplan init</c>.</summary>
public sealed class InitTests
{
    [Test]
    public async Task It_writes_a_manifest_that_is_valid_formatted_and_planned_against_the_emulator()
    {
        using var cli = new InProcess { OtherProviders = new AepProviderFactory() };
        cli.Variables["FLOWPLAN_ORG_ID"] = "ACME@AdobeOrg";
        cli.Variables["FLOWPLAN_ACCESS_TOKEN"] = cli.Variables["FLOWPLAN_API_KEY"] = "any";
        var folder = Path.Combine(cli.Manifest, "Acme Flows");

        var init = await cli.RunAsync("init", folder);
        var format = await cli.RunAsync("fmt", folder, "--check");
        var validate = await cli.RunAsync("validate", folder);
        var plan = await cli.RunAsync("plan", folder, "--emulator");

        Assert.That((init.ExitCode, init.Error), Is.EqualTo((0, string.Empty)));
        Assert.That(init.Output, Is.EqualTo(
            $"Wrote {folder}/flowplan.yaml\nWrote {folder}/.gitignore\n\nNext:\n  flowplan validate {folder}\n  flowplan plan {folder} --emulator    # try it without a sandbox\n  flowplan plan {folder}               # needs credentials, see 'flowplan plan --help'\n"));
        Assert.That(Read(folder, "flowplan.yaml"), Does.StartWith("apiVersion: flowplan/v1\nproject: Acme-Flows\n\nenvironments:\n  dev: { sandbox: dev }\n"));
        Assert.That((format.ExitCode, format.Output), Is.EqualTo((0, string.Empty)));
        Assert.That((validate.ExitCode, validate.Error), Is.EqualTo((0, "Valid: Acme-Flows (dev) declares 7 resources.\n")));
        Assert.That((plan.ExitCode, plan.Output), Is.EqualTo((0, plan.Output)), plan.Error);
        Assert.That(plan.Output, Does.Contain("7 to create"));
    }

    [TestCase("github", ".github/workflows/flowplan.yml", "  FLOWPLAN_ENV: live\n", "concurrency: flowplan-live\n")]
    [TestCase("gitlab", ".gitlab-ci.yml", "  FLOWPLAN_ENV: live\n", "resource_group: flowplan-live\n")]
    [TestCase("azure-devops", "azure-pipelines.yml", "- group: flowplan-live\n", "environment: live\n")]
    [TestCase("jenkins", "Jenkinsfile", "FLOWPLAN_ENV = 'live'\n", "stage('Drift')")]
    public async Task It_writes_the_pipeline_of_a_CI_system_for_the_environment(string ci, string file, params string[] texts)
    {
        using var cli = new InProcess();
        var run = await cli.RunAsync("init", cli.Manifest, "--project", "1", "--env", "live", "--sandbox", "true", "--ci", ci);

        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, string.Empty)));
        Assert.That(Read(cli.Manifest, "flowplan.yaml"), Does.StartWith("apiVersion: flowplan/v1\nproject: \"1\"\n\nenvironments:\n  live: { sandbox: \"true\" }\n"));
        foreach (var text in texts)
            Assert.That(Read(cli.Manifest, file), Does.Contain(text).And.Not.Contain("prod"));
    }

    [Test]
    public async Task At_a_terminal_it_asks_and_asks_again_for_what_is_not_valid()
    {
        using var cli = new InProcess { Answer = "shop\nProd\nprod\n\ngithub" };
        var run = await cli.RunAsync("init", cli.Manifest);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.StartWith($"Name of the project [{NewProject.ProjectOf(cli.Manifest)}]: Name of the environment [dev]: Name of the environment [dev]: Sandbox of the environment [prod]: Pipeline (github, gitlab, azure-devops, jenkins, none) [none]: Wrote "));
        Assert.That(run.Error, Is.EqualTo("Prod: an environment's name has letters, digits, dashes and underscores, and starts with a lower-case letter\n"));
        Assert.That(Read(cli.Manifest, "flowplan.yaml"), Does.StartWith("apiVersion: flowplan/v1\nproject: shop\n\nenvironments:\n  prod: { sandbox: prod }\n"));
        Assert.That(File.Exists(Path.Combine(cli.Manifest, ".github/workflows/flowplan.yml")), Is.True);
    }

    [TestCase("prod_eu", "prod_eu: { sandbox: prod-eu }")]
    [TestCase("prodEU", "prodEU: { sandbox: prodeu }")]
    [TestCase("on", "\"on\": { sandbox: \"on\" }")]
    public async Task The_sandbox_has_the_name_of_the_environment_unless_it_is_given(string environment, string written)
    {
        using var cli = new InProcess { OtherProviders = new AepProviderFactory() };
        var run = await cli.RunAsync("init", cli.Manifest, "--project", "True", "--env", environment);

        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, string.Empty)));
        Assert.That(Read(cli.Manifest, "flowplan.yaml"), Does.StartWith($"apiVersion: flowplan/v1\nproject: \"True\"\n\nenvironments:\n  {written}\n"));
        Assert.That((await cli.RunAsync("validate", cli.Manifest)).Error, Is.EqualTo($"Valid: True ({environment}) declares 7 resources.\n"));
    }

    [TestCase("flowplan.yaml")]
    [TestCase(".gitlab-ci.yml")]
    public async Task It_overwrites_nothing(string taken)
    {
        using var cli = new InProcess();
        await File.WriteAllTextAsync(Path.Combine(cli.Manifest, taken), "mine");
        var run = await cli.RunAsync("init", cli.Manifest, "--ci", "gitlab");

        Assert.That(run.ExitCode, Is.EqualTo(7));
        Assert.That(run.Error, Does.StartWith("error FP7008: ").And.Contain(taken));
        Assert.That(Directory.GetFiles(cli.Manifest).Select(f => (Path.GetFileName(f), File.ReadAllText(f))), Is.EqualTo(new[] { (taken, "mine") }));
    }

    [Test]
    public async Task What_git_ignores_already_stays()
    {
        using var cli = new InProcess();
        await File.WriteAllTextAsync(Path.Combine(cli.Manifest, ".gitignore"), "bin/\nplan.json");
        await cli.RunAsync("init", cli.Manifest);
        Assert.That(Read(cli.Manifest, ".gitignore"), Is.EqualTo("bin/\nplan.json\nplan.md\n*.lock.json.backup\n*.lock.json.journal\n*.lock.json.hold\n*.lock.json*.tmp-*\n"));
    }

    [TestCase("--project", "a b")]
    [TestCase("--sandbox", "Prod")]
    [TestCase("--env", "Prod")]
    [TestCase("--ci", "travis")]
    public async Task A_name_of_the_wrong_form_is_an_invalid_command_line(string option, string value)
    {
        using var cli = new InProcess();
        var run = await cli.RunAsync("init", cli.Manifest, option, value);
        Assert.That(run.ExitCode, Is.EqualTo(64));
        Assert.That(run.Error, Does.Contain(value));
        Assert.That(Directory.GetFiles(cli.Manifest), Is.Empty);
    }

    private static string Read(string folder, string name) => File.ReadAllText(Path.Combine(folder, name));
}
