namespace FlowPlan.Cli.Hosting;

/// <summary>Finds the URL of the CI job that runs this process, so that those who wait for a lock can look at its holder.</summary>
internal static class CiJob
{
    /// <summary>The variables that hold a whole URL: GitLab's, then Jenkins's.</summary>
    private static readonly string[] Whole = ["CI_JOB_URL", "BUILD_URL"];

    /// <summary>The job's URL; null outside of CI, and where the variables do not give a URL.</summary>
    public static string? UrlOf(IReadOnlyDictionary<string, string> environment)
    {
        string? Get(string name) => environment.TryGetValue(name, out var text) && text.Length > 0 ? text : null;

        if (Get("GITHUB_RUN_ID") is { } run && Get("GITHUB_SERVER_URL") is { } server && Get("GITHUB_REPOSITORY") is { } repository)
            return $"{server.TrimEnd('/')}/{repository}/actions/runs/{run}";

        // Azure Pipelines.
        if (Get("SYSTEM_COLLECTIONURI") is { } collection && Get("SYSTEM_TEAMPROJECT") is { } project && Get("BUILD_BUILDID") is { } build)
            return $"{collection.TrimEnd('/')}/{Uri.EscapeDataString(project)}/_build/results?buildId={build}";
        return Whole.Select(Get).FirstOrDefault(url => url is not null);
    }
}
