using FlowPlan.Cli.Hosting;

namespace FlowPlan.Cli.Tests;

public class CiJobTests
{
    [TestCase(null)]
    [TestCase("https://github.com/acme/flows/actions/runs/42", "GITHUB_SERVER_URL=https://github.com", "GITHUB_REPOSITORY=acme/flows", "GITHUB_RUN_ID=42")]
    [TestCase(null, "GITHUB_RUN_ID=42")]
    [TestCase("https://gitlab/acme/-/jobs/7", "CI_JOB_URL=https://gitlab/acme/-/jobs/7")]
    [TestCase("https://jenkins/job/7", "CI_JOB_URL=", "BUILD_URL=https://jenkins/job/7")]
    [TestCase(
        "https://dev.azure.com/acme/My%20Flows/_build/results?buildId=9",
        "SYSTEM_COLLECTIONURI=https://dev.azure.com/acme/", "SYSTEM_TEAMPROJECT=My Flows", "BUILD_BUILDID=9")]
    public void The_URL_of_the_job_is_made_of_what_the_CI_system_sets(string? expected, params string[] variables)
    {
        var environment = variables.Select(v => v.Split('=', 2)).ToDictionary(v => v[0], v => v[1]);
        Assert.That(LockRequests.Of("apply", TimeSpan.Zero, environment).Owner.JobUrl, Is.EqualTo(expected));
    }
}
