using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests;

/// <summary>Objects that another project manages, or that share a name: nothing is guessed.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class AmbiguousObjectTests
{
    [Test]
    public async Task A_flow_to_export_whose_name_two_flows_have_must_be_given_by_id()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = await Exports.ApplyAwkwardAsync(platform);
        await Exports.EditAsync(platform, "flows", "Two", flow => new() { ["name"] = "One" });

        var export = await Exports.ExportAsync(platform, workspace, "out", "--flow", "One");

        Assert.That(export.ExitCode, Is.EqualTo(1), export.All);
        Assert.That(export.Error, Does.Contain("FP8104"));
        Assert.That(Directory.Exists(workspace.PathOf("out")), Is.False);
    }

    [Test]
    public async Task An_object_that_another_project_has_marked_is_not_taken_by_adopt_all()
    {
        await using var platform = await Platform.StartAsync();
        using var theirs = Workspace.OfExample("xdm-open");
        await platform.RunAsync(theirs, "apply", "--auto-approve");
        using var ours = Workspace.OfExample("xdm-open");
        ours.Write("flowplan.yaml", ours.Read("flowplan.yaml").Replace("\nproject: ", "\nproject: not-", StringComparison.Ordinal));

        var adopt = await platform.RunAsync(ours, "import", "--all");

        Assert.That(adopt.Error, Does.Contain("FP4211"), adopt.All);
        Assert.That(File.Exists(ours.PathOf("flowplan.dev.lock.json")), Is.False, "nothing was imported, the objects that serve the dataset neither");
    }
}
