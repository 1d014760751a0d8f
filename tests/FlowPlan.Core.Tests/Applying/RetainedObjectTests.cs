using FlowPlan.Core.Tests.Support;
using static FlowPlan.Core.Tests.Support.Estate;

namespace FlowPlan.Core.Tests.Applying;

public sealed class RetainedObjectTests
{
    [Test]
    public async Task An_object_that_the_service_keeps_is_no_longer_managed_and_noted()
    {
        var estate = new Estate().Declare(Make("base.a"));
        await estate.ApplyAsync();
        var id = estate.Id("base.a");
        estate.Desired.Clear();
        estate.Platform.Retains = "the service does not delete it";

        var result = await estate.ApplyAsync();

        Assert.That(result.Complete, Is.True);
        Assert.That(result.Done.Single().Note, Is.EqualTo($"{id} remains on the platform: the service does not delete it"));
        Assert.That(estate.Lockfile!.Resources, Is.Empty);
    }
}
