using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests;

/// <summary>A plan of a changed mapping in Markdown shows what the change does to the sample records.</summary>
public sealed class MappingPlanTests
{
    [Test]
    public async Task The_records_of_the_tests_are_shown_before_and_after()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("quickstart");
        var apply = await platform.RunAsync(workspace, "apply", "--env", "dev", "--auto-approve");
        workspace.Write("flowplan.yaml", workspace.Read("flowplan.yaml").Replace("concat(firstName, \" \", lastName)", "concat(lastName, \", \", firstName)", StringComparison.Ordinal));

        var markdown = await platform.RunAsync(workspace, "plan", "--env", "dev", "--format", "markdown");
        var console = await platform.RunAsync(workspace, "plan", "--env", "dev");

        Assert.That((apply.ExitCode, markdown.ExitCode), Is.EqualTo((0, 0)), apply.All + markdown.All);
        Assert.That(markdown.Output, Does.Contain("#### `mapping.loyalty`: "));
        Assert.That(markdown.Output, Does.Contain("| `person.name.fullName` | `\"Ann Lee\"` | `\"Lee, Ann\"` |\n"));
        Assert.That(console.Output, Does.Not.Contain("sample record"));
    }
}
