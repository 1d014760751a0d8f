using FlowPlan.Cli.Hosting;

namespace FlowPlan.Cli.Tests.Commands;

/// <summary><c>flowplan compare</c>.</summary>
public sealed class CompareTests
{
    private const string Manifest =
        """
        apiVersion: flowplan/v1
        project: shop
        variables: { secret: { sensitive: true } }
        environments:
          dev: { sandbox: dev }
          production: { sandbox: prod, overrides: { connections: { a: { description: D, auth: { params: { k: "{{ var.secret }}!" } } }, extra: { name: Extra, dataType: raw } } } }
        connections:
          a: { name: "A {{ environment.name }}", type: { id: 2b4b9cd6-30b0-4a8b-9d2e-1a2b3c4d5e6f }, auth: { specName: Access Key, params: { k: "{{ var.secret }}" } } }
          same: { name: Same, dataType: raw }
          b: { when: "{{ environment.name == 'dev' }}", name: B, dataType: raw }

        """;

    [Test]
    public async Task What_differs_is_shown_by_address_with_both_values()
    {
        using var cli = new InProcess { OtherProviders = new AepProviderFactory() };
        cli.Variables["FLOWPLAN_VAR_secret"] = "canary-s3cret";
        await File.WriteAllTextAsync(Path.Combine(cli.Manifest, "flowplan.yaml"), Manifest);
        var run = await cli.RunAsync("compare", "dev", "production", cli.Manifest);

        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, string.Empty)));
        Assert.That(run.Output, Is.EqualTo(
            """
            connection.a
              auth.params.k
                dev         (sensitive)
                production  (sensitive)
              description
                dev         (not set)
                production  "D"
              name
                dev         "A dev"
                production  "A production"

            connection.b
              only in dev

            connection.extra
              only in production

            1 resource differs, 1 only in dev, 1 only in production.

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public async Task Environments_that_declare_the_same_are_said_to()
    {
        using var cli = new InProcess().Declare("a", "b");
        var run = await cli.RunAsync("compare", "dev", "dev", cli.Manifest);
        Assert.That((run.ExitCode, run.Output), Is.EqualTo((0, "dev and dev declare the same 2 resources.\n")));
    }

    [Test]
    public async Task The_mistakes_of_both_environments_are_reported_at_once_and_a_common_one_once()
    {
        using var cli = new InProcess();
        await File.WriteAllTextAsync(
            Path.Combine(cli.Manifest, "flowplan.yaml"),
            """
            apiVersion: flowplan/v1
            project: shop
            environments:
              dev: { sandbox: dev, overrides: { bases: { y: {} } } }
              prod: { sandbox: prod, overrides: { bases: { z: {} } } }
            bases: { a: { name: "{{ nope }}" } }

            """);
        var run = await cli.RunAsync("compare", "dev", "prod", cli.Manifest);

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("flowplan.yaml:4:").And.Contain("flowplan.yaml:5:"));
        Assert.That(run.Error.Split("error FP"), Has.Length.EqualTo(4), run.Error);
    }

    [Test]
    public async Task An_environment_that_is_not_declared_is_an_error()
    {
        using var cli = new InProcess().Declare("a");
        var run = await cli.RunAsync("compare", "dev", "prod", cli.Manifest);
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("prod"));
    }
}
