using FlowPlan.State.Tests.Servers;

namespace FlowPlan.State.Tests;

/// <summary>Ends the servers that tests have started.</summary>
[SetUpFixture]
public sealed class EndOfRun
{
    [OneTimeTearDown]
    public void The_servers_end_with_the_run()
    {
        PostgresServer.End();
        AzuriteServer.End();
    }
}
