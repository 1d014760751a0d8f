using FlowPlan.EndToEnd.Tests.Support;
using FlowPlan.State.Tests.Servers;

namespace FlowPlan.EndToEnd.Tests;

/// <summary>Fails the run of all end-to-end tests when a secret got out anywhere in it.</summary>
[SetUpFixture]
public sealed class CanaryRun
{
    [OneTimeTearDown]
    public void No_secret_got_out_anywhere()
    {
        TestContext.Progress.WriteLine($"Searched {Canaries.Searched} outputs, files and emulators for secrets: {Canaries.Hits.Count} found.");
        Assert.That(Canaries.Hits, Is.Empty);
    }

    [OneTimeTearDown]
    public void The_servers_end_with_the_run()
    {
        PostgresServer.End();
        AzuriteServer.End();
    }
}
