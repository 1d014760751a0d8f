using FlowPlan.Cli.SavedPlans;
using FlowPlan.Core.Planning;

namespace FlowPlan.Cli.Tests;

/// <summary>A plan that an earlier FlowPlan saved is read: see <c>tests/Compatibility/v1</c>.</summary>
public class SavedPlanVersion1Tests
{
    [Test]
    public void A_saved_plan_of_version_1_is_read_whole()
    {
        var path = Path.Combine(Repository.Root, "tests", "Compatibility", "v1", "saved-plan.json");
        var read = PlanJsonReader.Read(path, File.ReadAllBytes(path));
        Assert.That(read.Diagnostics, Is.Empty);
        var plan = read.Value!.Plan;
        Assert.That(read.Value.Manifest, Is.EqualTo("."));
        Assert.That(plan.Binding.Serial, Is.EqualTo(2));
        Assert.That(plan.Actions.Where(a => a.Kind == ActionKind.Replace).Select(a => a.Address.ToString()), Is.EqualTo(new[]
        {
            "sourceConnection.nightly", "targetConnection.nightly", "flow.nightly",
        }));
        var source = plan.Actions.Single(a => a.Address.Key == "nightly" && a.Address.Kind == "sourceConnection");
        Assert.That(source.CreateBeforeDestroy, Is.True);
        Assert.That(source.SavedFingerprint, Is.Not.Null);
        Assert.That(source.Differences.Single().Path.ToString(), Is.EqualTo("params"));
        Assert.That(plan.Outputs.Single().Name, Is.EqualTo("flow"));
    }
}
