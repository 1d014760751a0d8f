using System.IO.Compression;
using System.Text.Json.Nodes;

namespace FlowPlan.EndToEnd.Tests.Pipelines;

/// <summary>A CI system with its example: how scripts run there, and its API.</summary>
/// <param name="Name">The folder below examples/ci.</param>
/// <param name="Shell">The command that runs a script.</param>
/// <param name="ScriptsOf">The scripts of <c>validate</c>, <c>plan</c>, <c>apply</c> and <c>drift</c>.</param>
/// <param name="Variables">The variables that the system sets, given its address.</param>
/// <param name="Serve">Answers its API from comments and issues.</param>
internal sealed record CiSystem(
    string Name,
    string[] Shell,
    Func<string, IReadOnlyList<string>> ScriptsOf,
    Func<string, Dictionary<string, string>> Variables,
    Action<CiServer, CiObjects> Serve)
{
    public static readonly CiSystem[] All =
    [
        new("github", ["bash", "-e", "-c"], job => CiScripts.GitHub(File("github", "flowplan.yml"), job), GitHubVariables, ServeGitHub),
        new("gitlab", ["bash", "-e", "-o", "pipefail", "-c"], job => CiScripts.GitLab(File("gitlab", ".gitlab-ci.yml"), job), GitLabVariables, ServeGitLab),
        new("azure-devops", ["bash", "-c"], job => job == "validate" ? [] : CiScripts.Azure(File("azure-devops", "azure-pipelines.yml"), job), AzureVariables, ServeAzure),
        new("jenkins", ["sh", "-xe", "-c"], JenkinsScripts, address => new(GitHubVariables(address)) { ["CHANGE_ID"] = "7" }, ServeGitHub),
    ];

    public override string ToString() => Name;

    private static string File(string system, string name) => Path.Combine(Repository.Root, "examples", "ci", system, name);

    private static IReadOnlyList<string> JenkinsScripts(string job)
    {
        var file = File("jenkins", "Jenkinsfile");
        var stages = job switch { "plan" => new[] { "Plan", "Comment" }, "apply" => ["Apply"], "drift" => ["Drift"], _ => ["Validate"] };
        return [.. stages.SelectMany(stage => CiScripts.Jenkins(file, stage))];
    }

    private static Dictionary<string, string> GitHubVariables(string address) => new()
    {
        ["GITHUB_API_URL"] = address,
        ["GITHUB_REPOSITORY"] = "acme/flows",
        ["GITHUB_SHA"] = "merged",
        ["GH_TOKEN"] = "token",
        ["PULL_REQUEST"] = "7",
        ["TEXT"] = "plan.md",
    };

    private static Dictionary<string, string> GitLabVariables(string address) => new()
    {
        ["CI_API_V4_URL"] = address + "/api/v4",
        ["CI_PROJECT_ID"] = "3",
        ["CI_MERGE_REQUEST_IID"] = "7",
        ["CI_COMMIT_SHA"] = "merged",
        ["CI_COMMIT_BRANCH"] = "main",
        ["FLOWPLAN_GITLAB_TOKEN"] = "token",
    };

    private static Dictionary<string, string> AzureVariables(string address) => new()
    {
        ["SYSTEM_COLLECTIONURI"] = address + "/acme/",
        ["SYSTEM_TEAMPROJECTID"] = "flows",
        ["BUILD_REPOSITORY_ID"] = "repo",
        ["SYSTEM_PULLREQUEST_PULLREQUESTID"] = "7",
        ["SYSTEM_ACCESSTOKEN"] = "token",
    };

    private static void ServeGitHub(CiServer server, CiObjects objects)
    {
        server.Answers.Add(("^GET /repos/acme/flows/issues/7/comments", _ => objects.Comments.List(c => new() { ["id"] = c.Id, ["body"] = c.Text })));
        server.Answers.Add(("^POST /repos/acme/flows/issues/7/comments$", r => objects.Comments.Add(r.Body!["body"])));
        server.Answers.Add(("^PATCH /repos/acme/flows/issues/comments/", r => objects.Comments.Change(r.Path, r.Body!["body"])));
        server.Answers.Add(("^GET /repos/acme/flows/commits/merged/pulls$", _ => new JsonArray(new JsonObject { ["merged_at"] = "2026-11-27", ["head"] = new JsonObject { ["sha"] = "head" } })));
        server.Answers.Add((@"^GET /repos/acme/flows/actions/artifacts\?name=plan-head$", _ => new JsonObject { ["artifacts"] = new JsonArray(new JsonObject { ["expired"] = false, ["archive_download_url"] = server.Address + "/zip" }) }));
        server.Answers.Add(("^GET /zip$", _ => Zip("plan.json", objects.Plan)));
        server.Answers.Add((@"^GET /repos/acme/flows/issues\?state=open&labels=flowplan-drift$", _ => objects.Issues.List(i => new() { ["number"] = i.Id, ["title"] = i.Title })));
        server.Answers.Add(("^POST /repos/acme/flows/issues$", r => objects.Issues.Add(r.Body!["body"], r.Body!["title"])));
        server.Answers.Add(("^PATCH /repos/acme/flows/issues/", r => objects.Issues.Change(r.Path, r.Body!["body"])));
    }

    private static void ServeGitLab(CiServer server, CiObjects objects)
    {
        const string Project = "/api/v4/projects/3";
        server.Answers.Add(($"^GET {Project}/merge_requests/7/notes", _ => objects.Comments.List(c => new() { ["id"] = c.Id, ["body"] = c.Text })));
        server.Answers.Add(($"^POST {Project}/merge_requests/7/notes$", r => objects.Comments.Add(r.Body!["body"])));
        server.Answers.Add(($"^PUT {Project}/merge_requests/7/notes/", r => objects.Comments.Change(r.Path, r.Body!["body"])));
        server.Answers.Add(($"^GET {Project}/repository/commits/merged/merge_requests$", _ => new JsonArray(new JsonObject { ["state"] = "merged", ["iid"] = 7 })));
        server.Answers.Add(($@"^GET {Project}/jobs/artifacts/refs%2Fmerge-requests%2F7%2Fhead/raw/plan.json\?job=plan$", _ => objects.Plan));
        server.Answers.Add(($"^GET {Project}/issues", _ => objects.Issues.List(i => new() { ["iid"] = i.Id, ["title"] = i.Title })));
        server.Answers.Add(($"^POST {Project}/issues$", r => objects.Issues.Add(r.Body!["description"], r.Body!["title"])));
        server.Answers.Add(($"^PUT {Project}/issues/", r => objects.Issues.Change(r.Path, r.Body!["description"])));
    }

    private static void ServeAzure(CiServer server, CiObjects objects)
    {
        const string Threads = "/acme/flows/_apis/git/repositories/repo/pullRequests/7/threads";
        server.Answers.Add(($@"^GET {Threads}\?api-version=7.1$", _ => new JsonObject { ["value"] = objects.Comments.List(c => new() { ["id"] = c.Id, ["comments"] = new JsonArray(new JsonObject { ["content"] = c.Text }) }) }));
        server.Answers.Add(($@"^POST {Threads}\?api-version=7.1$", r => objects.Comments.Add(r.Body!["comments"]![0]!["content"])));
        server.Answers.Add(($@"^PATCH {Threads}/\d+/comments/1\?api-version=7.1$", r => objects.Comments.Change(r.Path.Split("/comments/")[0], r.Body!["content"])));
        server.Answers.Add((@"^POST /acme/flows/_apis/wit/wiql\?api-version=7.1$", _ => new JsonObject { ["workItems"] = objects.Issues.List(i => new() { ["id"] = i.Id }) }));
        server.Answers.Add((@"^POST /acme/flows/_apis/wit/workitems/\$Issue\?api-version=7.1$", r => objects.Issues.Add(r.Body![1]!["value"], r.Body![0]!["value"])));
        server.Answers.Add((@"^PATCH /acme/flows/_apis/wit/workitems/\d+\?api-version=7.1$", r => objects.Issues.Change(r.Path.Split('?')[0], r.Body![1]!["value"])));
    }

    private static byte[] Zip(string name, byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(content);
        }

        return bytes.ToArray();
    }
}
