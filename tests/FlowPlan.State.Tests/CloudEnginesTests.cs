using FlowPlan.Core.Diagnostics;
using FlowPlan.State.Locations;

namespace FlowPlan.State.Tests;

/// <summary>A build without the clients of S3 and Azure says so.</summary>
[NonParallelizable]
internal sealed class CloudEnginesTests
{
    private const string Switch = "FlowPlan.State.CloudEngines";

    [TearDown]
    public void TurnOn() => AppContext.SetSwitch(Switch, true);

    [TestCase("s3://bucket/prefix")]
    [TestCase("azblob://account/container")]
    public void What_is_left_out_is_refused_with_what_to_do(string url)
    {
        AppContext.SetSwitch(Switch, false);
        var location = StateLocation.Parse(url, SourceSpan.OfFile("FLOWPLAN_STATE"));

        var refused = Assert.Throws<DiagnosticException>(
            () => new StateStoreFactory(new Dictionary<string, string>(), TimeProvider.System).Open(location, new("p", "dev", "/")))!.Diagnostic;

        Assert.That(refused.Code, Is.EqualTo("FP6403"));
        Assert.That(refused.Help, Does.Contain("CloudStateEngines=true"));
    }
}
