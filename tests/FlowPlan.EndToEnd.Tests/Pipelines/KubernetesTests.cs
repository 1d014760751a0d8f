using System.Diagnostics;
using FlowPlan.EndToEnd.Tests.SharedState;
using FlowPlan.EndToEnd.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace FlowPlan.EndToEnd.Tests.Pipelines;

/// <summary>
/// The example <c>examples/kubernetes</c>: its resources have what Kubernetes requires of them, and its containers are run: the executable with the
/// command, arguments and variables of each, on folders that are mounted as Kubernetes mounts them.
/// </summary>
[Platform("Linux")]
public sealed class KubernetesTests
{
    private static readonly Dictionary<string, string> Versions = new() { ["ConfigMap"] = "v1", ["Secret"] = "v1", ["Job"] = "batch/v1", ["CronJob"] = "batch/v1" };

    private static IEnumerable<string> Jobs() => KubernetesFiles.All.Where(r => KubernetesFiles.Text(r, "kind") is "Job" or "CronJob").Select(r => KubernetesFiles.Text(r, "metadata", "name")!);

    [Test]
    public void Each_resource_has_its_version_and_a_name()
    {
        foreach (var resource in KubernetesFiles.All)
        {
            Assert.That(KubernetesFiles.Text(resource, "apiVersion"), Is.EqualTo(Versions[KubernetesFiles.Text(resource, "kind")!]));
            Assert.That(KubernetesFiles.Text(resource, "metadata", "name"), Does.Match("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$"));
        }

        Assert.That(KubernetesFiles.All.Select(r => KubernetesFiles.Text(r, "metadata", "name")), Is.Unique);
        Assert.That(KubernetesFiles.Text(KubernetesFiles.Resource("CronJob", "flowplan-drift"), "spec", "schedule"), Does.Match(@"^\S+ \S+ \S+ \S+ \S+$"));
        Assert.That(KubernetesFiles.Text(KubernetesFiles.Resource("Job", "flowplan-presync"), "metadata", "annotations", "argocd.argoproj.io/hook"), Is.EqualTo("PreSync"));
    }

    [TestCaseSource(nameof(Jobs))]
    public void A_pod_is_restricted_and_finds_all_that_it_names(string name)
    {
        var resource = KubernetesFiles.All.Single(r => KubernetesFiles.Text(r, "metadata", "name") == name);
        var pod = KubernetesFiles.PodOf(resource);
        Assert.That(KubernetesFiles.Text(pod, "restartPolicy"), Is.EqualTo("Never"));
        Assert.That(KubernetesFiles.Text(pod, "automountServiceAccountToken"), Is.EqualTo("false"));
        Assert.That((KubernetesFiles.Text(pod, "securityContext", "runAsNonRoot"), KubernetesFiles.Text(pod, "securityContext", "seccompProfile", "type")), Is.EqualTo(("true", "RuntimeDefault")));
        var volumes = KubernetesFiles.Maps(pod, "volumes").ToDictionary(v => KubernetesFiles.Text(v, "name")!);
        foreach (var map in volumes.Values.Select(v => KubernetesFiles.Text(v, "configMap", "name")).OfType<string>())
            Assert.That(KubernetesFiles.Resource("ConfigMap", map), Is.Not.Null);
        foreach (var container in KubernetesFiles.Maps(pod, "containers").Concat(KubernetesFiles.Maps(pod, "initContainers")))
        {
            Assert.That(KubernetesFiles.Text(container, "image"), Does.Match(@"^[^:\s]+:[^:\s]+$"));
            Assert.That((KubernetesFiles.Text(container, "securityContext", "readOnlyRootFilesystem"), KubernetesFiles.Text(container, "securityContext", "allowPrivilegeEscalation")), Is.EqualTo(("true", "false")));
            Assert.That(KubernetesFiles.List(container, "securityContext", "capabilities", "drop"), Is.EqualTo(new[] { "ALL" }));
            foreach (var resources in new[] { "requests", "limits" })
                Assert.That(KubernetesFiles.Texts((YamlMappingNode)KubernetesFiles.Node(container, "resources", resources)!).Select(r => r.Key), Is.EqualTo(new[] { "cpu", "memory" }));
            Assert.That(KubernetesFiles.Maps(container, "volumeMounts").Select(m => KubernetesFiles.Text(m, "name")), Is.SubsetOf(volumes.Keys));
        }

        Assert.That(KubernetesFiles.Maps(KubernetesFiles.ContainerOf(resource), "volumeMounts").Select(m => KubernetesFiles.Text(m, "readOnly")), Has.All.EqualTo("true"), "FlowPlan writes no file");
    }

    [Test]
    public async Task The_jobs_apply_find_drift_and_apply_again_without_a_disk_or_a_home()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = new Workspace();
        var state = new PostgresState("acme-orders");
        using var disk = Environment.IsPrivilegedProcess ? SmallDisk.Over(workspace.Folder) : null;
        MountConfigMap(workspace.PathOf("manifest"));
        MountRepository(workspace.PathOf("repository"));
        Directory.CreateDirectory(workspace.PathOf("work"));
        disk?.MakeReadOnly();
        var before = Entries(workspace);

        var apply = await RunAsync(workspace, platform, state, "Job", "flowplan-apply");
        var none = await RunAsync(workspace, platform, state, "CronJob", "flowplan-drift");
        var id = (await state.LoadAsync("prod")).Lockfile!.Resources.Single(r => r.Key.Kind == "connection").Value.Id;
        await platform.EditAsync("connections", id, """{"name": "By hand"}""", sandbox: "prod");
        var drift = await RunAsync(workspace, platform, state, "CronJob", "flowplan-drift");
        var again = await RunAsync(workspace, platform, state, "Job", "flowplan-presync");

        Assert.That((apply.ExitCode, none.ExitCode, drift.ExitCode, again.ExitCode), Is.EqualTo((0, 0, 3, 0)), apply.All + none.All + drift.All + again.All);
        Assert.That(apply.Output, Does.Contain("Apply complete: 6 resources (6 created)."));
        Assert.That(drift.Output, Does.Contain("By hand"));
        Assert.That(again.Output, Does.Contain("Apply complete: 1 resource (1 updated)."));
        Assert.That(Entries(workspace), Is.EqualTo(before));
        disk?.MakeWritable();
    }

    private static List<string> Entries(Workspace workspace) => [.. Directory.EnumerateFileSystemEntries(workspace.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    /// <summary>A ConfigMap is mounted as links to the files of its present version.</summary>
    private static void MountConfigMap(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "..2026_11_27"));
        Directory.CreateSymbolicLink(Path.Combine(folder, "..data"), "..2026_11_27");
        foreach (var (file, text) in KubernetesFiles.Texts((YamlMappingNode)KubernetesFiles.Node(KubernetesFiles.Resource("ConfigMap", "flowplan-manifest"), "data")!))
        {
            File.WriteAllText(Path.Combine(folder, "..2026_11_27", file), text);
            File.CreateSymbolicLink(Path.Combine(folder, file), $"..data/{file}");
        }
    }

    /// <summary>git-sync keeps a worktree for each commit, and a link to the present one.</summary>
    private static void MountRepository(string folder)
    {
        var commit = Path.Combine(folder, ".worktrees", "4d3e73a");
        Directory.CreateDirectory(commit);
        File.WriteAllText(Path.Combine(commit, ".git"), "gitdir: ../../.git/worktrees/4d3e73a\n");
        File.WriteAllText(Path.Combine(commit, "flowplan.yaml"), KubernetesFiles.Text(KubernetesFiles.Resource("ConfigMap", "flowplan-manifest"), "data", "flowplan.yaml")!);
        Directory.CreateSymbolicLink(Path.Combine(folder, "current"), ".worktrees/4d3e73a");
    }

    private static async Task<ProcessResult> RunAsync(Workspace workspace, Platform platform, PostgresState state, string kind, string name)
    {
        var container = KubernetesFiles.ContainerOf(KubernetesFiles.Resource(kind, name));
        Assert.That(KubernetesFiles.List(container, "command"), Is.EqualTo(new[] { "/usr/local/bin/flowplan" }));
        var mounts = KubernetesFiles.Maps(container, "volumeMounts").Select(m => KubernetesFiles.Text(m, "mountPath")!).ToList();
        var arguments = KubernetesFiles.List(container, "args").Select(a => mounts.Exists(m => a == m || a.StartsWith(m + "/", StringComparison.Ordinal)) ? workspace.PathOf(a[1..]) : a);
        var start = new ProcessStartInfo(FlowPlanProcess.Command[0]) { WorkingDirectory = workspace.PathOf("work"), RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in FlowPlanProcess.Command.Skip(1).Concat(arguments))
            start.ArgumentList.Add(argument);

        // A container has no variables but its own.
        var path = Environment.GetEnvironmentVariable("PATH");
        start.Environment.Clear();
        start.Environment["PATH"] = path;
        var variables = KubernetesFiles.VariablesOf(container);
        Assert.That(variables.Keys, Is.SupersetOf(new[] { "FLOWPLAN_ORG_ID", "FLOWPLAN_CLIENT_ID", "FLOWPLAN_CLIENT_SECRET", "FLOWPLAN_SCOPES", "FLOWPLAN_STATE", "PGUSER", "PGPASSWORD" }));
        foreach (var (variable, value) in variables)
            start.Environment[variable] = value;

        // What is this test's own: where the services are, and their passwords.
        foreach (var (variable, value) in PostgresServer.Variables.Append(new("FLOWPLAN_STATE", state.Location)).Append(new("FLOWPLAN_ENDPOINT", platform.Target)).Append(new("FLOWPLAN_ORG_ID", Platform.Organization)))
            start.Environment[variable] = value;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await error);
    }
}
