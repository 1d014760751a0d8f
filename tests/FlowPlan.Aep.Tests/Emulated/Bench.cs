using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Dialect;
using FlowPlan.Aep.Exporting;
using FlowPlan.Aep.Http;
using FlowPlan.Aep.Kinds;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Aep.Tests.Support;
using FlowPlan.Core.Applying;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Deciding;
using FlowPlan.Core.Planning.Diffing;
using FlowPlan.Core.Planning.Review;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.State.FileStore;
using FlowPlan.Core.Values;
using FlowPlan.Emulator;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Settings;

namespace FlowPlan.Aep.Tests.Emulated;

/// <summary>A manifest in a folder of its own, its lockfile, and an emulator: plans, applies and looks for drift as the program does, in this process.</summary>
internal sealed class Bench : IAsyncDisposable, IHttpTrace
{
    private static readonly Dictionary<string, string> Collections = new()
    {
        ["connection"] = "connections",
        ["identityNamespace"] = "identities",
        ["class"] = "classes",
        ["dataType"] = "datatypes",
        ["fieldGroup"] = "fieldgroups",
        ["schema"] = "schemas",
        ["descriptor"] = "descriptors",
        ["dataset"] = "dataSets",
        ["datasetExpiration"] = "expirations",
        ["datasetLabels"] = "datasetLabels",
        ["sourceConnection"] = "sourceConnections",
        ["targetConnection"] = "targetConnections",
        ["mapping"] = "mappingSets",
        ["flow"] = "flows",
    };

    private readonly string folder;
    private readonly EmulatorHost emulator;
    private readonly HttpClient client;
    private readonly FileStateStore store;
    private bool stopped;
    private ImmutableArray<MovedDeclaration> moved = [];

    private Bench(string folder, EmulatorHost emulator, IReadOnlyList<KindDefinition> kinds)
    {
        this.folder = folder;
        Dialect = new(kinds);
        this.emulator = emulator;
        client = new() { BaseAddress = emulator.BaseAddress };
        store = new(folder, "default", TimeProvider.System);
        Provider = AepProvider.Create(
            Providers.Settings(emulator.BaseAddress) with { Credentials = Providers.ServerToServer, ApiKey = "client-id" }, new VirtualTime(), kinds, this);
    }

    public AepProvider Provider { get; }

    public AepDialect Dialect { get; }

    /// <summary>Told of each call that has been answered, before the program sees the answer.</summary>
    public Action<HttpTraceEntry>? Answered { get; set; }

    public string Manifest { get; set; } = string.Empty;

    /// <summary>The environment of the manifest.</summary>
    public string? Environment { get; set; }

    /// <summary>Whether plans ask the services, as commands do.</summary>
    public bool ServiceChecks { get; set; }

    /// <summary>Values of variables, as <c>name=value</c>.</summary>
    public IReadOnlyList<string> Variables { get; set; } = [];

    public Lockfile Lockfile { get; private set; } = null!;

    /// <summary>The writing calls since the last <see cref="Forget"/>, in order.</summary>
    public IReadOnlyList<RecordedRequest> Writes =>
        [.. emulator.Requests.Where(r => r.Method != "GET" && r.PathAndQuery.StartsWith("/data/", StringComparison.Ordinal))];

    public static async Task<Bench> StartAsync(string manifest, IReadOnlyList<KindDefinition>? kinds = null) =>
        new(NewFolder(), await EmulatorHost.StartAsync(new() { RecordRequests = true }), kinds ?? AepKinds.All) { Manifest = manifest };

    /// <summary>Starts with services that behave as these settings say.</summary>
    public static async Task<Bench> StartAsync(string manifest, EmulatorSettings settings) =>
        new(NewFolder(), await EmulatorHost.StartAsync(new() { RecordRequests = true, Settings = settings }), AepKinds.All) { Manifest = manifest };

    /// <summary>Starts in the sandbox of an organization with a tenant ID of its own.</summary>
    public static async Task<Bench> StartAsync(string manifest, string tenant) =>
        new(NewFolder(), await EmulatorHost.StartAsync(new() { RecordRequests = true, Settings = new() { TenantId = tenant } }), AepKinds.All) { Manifest = manifest };

    /// <summary>Starts with the files of another bench; the emulator keeps its objects in one of them.</summary>
    public static async Task<Bench> StartAsync(string manifest, IReadOnlyDictionary<string, byte[]> files)
    {
        var folder = NewFolder();
        foreach (var (name, content) in files)
            await File.WriteAllBytesAsync(Path.Combine(folder, name), content);
        var emulator = await EmulatorHost.StartAsync(new() { RecordRequests = true, DataFile = Path.Combine(folder, "emulator.db") });
        var bench = new Bench(folder, emulator, AepKinds.All) { Manifest = manifest };
        bench.Lockfile = (await bench.store.LoadAsync(CancellationToken.None)).ValueOrThrow().Lockfile!;
        return bench;
    }

    /// <summary>Stops, and returns the files of the folder.</summary>
    public async Task<IReadOnlyDictionary<string, byte[]>> StopAsync()
    {
        await ReleaseAsync();
        return Directory.GetFiles(folder).ToDictionary(f => Path.GetFileName(f), File.ReadAllBytes);
    }

    /// <summary>The reading calls since the last <see cref="Forget"/>, in order.</summary>
    public IReadOnlyList<string> Reads =>
        [.. emulator.Requests.Where(r => r.Method == "GET" && r.PathAndQuery.StartsWith("/data/", StringComparison.Ordinal)).Select(r => r.PathAndQuery)];

    public void Forget() => emulator.ClearRequests();

    /// <summary>Exports the sandbox as the project of the manifest.</summary>
    public Task<Outcome<ExportedSandbox>> ExportAsync(bool takeOver = false) =>
        new SandboxExporter(Provider, Dialect).ExportAsync(new() { Project = "acme", Environment = "dev", Sandbox = "dev", TakeOver = takeOver }, CancellationToken.None);

    public string Id(string address) => Lockfile.Resources[ResourceAddress.Parse(address)].Id;

    public async Task<Outcome<Plan>> TryPlanAsync(PlanOptions? options = null)
    {
        var desired = Desired();
        return desired.Succeeded
            ? await PlannerOf().PlanAsync(Input(desired.Value!) with { Options = options ?? new() }, CancellationToken.None)
            : Outcome<Plan>.Failed(desired.Diagnostics);
    }

    public async Task<Plan> PlanAsync()
    {
        var planned = await TryPlanAsync();
        AssertNoFindings(planned);
        return planned.Value!;
    }

    public async Task<Plan> DriftAsync()
    {
        var desired = Desired().Value!;
        var planned = await PlannerOf().PlanAsync(Input(Drift.DesiredFromState(Lockfile, desired)) with { Options = new PlanOptions { Mode = PlanMode.Drift } }, CancellationToken.None);
        AssertNoFindings(planned);
        return Drift.WithConflicts(planned.Value!, desired, Provider);
    }

    public async Task<ApplyResult> TryApplyAsync(Plan plan)
    {
        await using var session = (await store.OpenAsync(new LockRequest("apply", TimeSpan.Zero, new("test", System.Environment.ProcessId, "host", null)), CancellationToken.None)).ValueOrThrow();
        var recovered = session.Snapshot.Lockfile ?? new Lockfile
        {
            Lineage = "lineage",
            Serial = 0,
            Scope = new(plan.Binding.Project, plan.Binding.Environment, plan.Binding.Organization, plan.Binding.Sandbox),
        };
        var executor = new PlanExecutor(Provider, session, MatcherOf(recovered), TimeProvider.System, _ => { });
        var result = await executor.ExecuteAsync(plan, recovered, new ApplyOptions(4), CancellationToken.None, CancellationToken.None);
        Lockfile = result.Lockfile;
        return result;
    }

    public async Task ApplyAsync()
    {
        var result = await TryApplyAsync(await PlanAsync());
        Assert.That(result.Failed.Select(f => $"{f.Address} {f.Reason.Code} {f.Reason.Message} {string.Join("; ", f.Reason.Details)}"), Is.Empty);
        Assert.That(result.Complete, Is.True);
    }

    /// <summary>Loads a fault script into the emulator.</summary>
    public async Task InjectAsync(string script)
    {
        using var response = await client.PutAsync(new Uri("__emulator/faults", UriKind.Relative), new StringContent(script));
        Assert.That(response.IsSuccessStatusCode, Is.True);
    }

    /// <summary>Changes an object past the service, as somebody else would.</summary>
    public void Edit(string address, string changes)
    {
        var parsed = ResourceAddress.Parse(address);
        var path = $"__emulator/objects/{Collections[parsed.Kind]}/{Id(address).Split('/')[^1]}?organization={Provider.Organization}&sandbox=dev&user=jane@acme.com";
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(changes, Encoding.UTF8, "application/json") };
        using var response = client.Send(request);
        Assert.That(response.IsSuccessStatusCode, Is.True, $"{address} cannot be edited: {(int)response.StatusCode}");
    }

    /// <summary>The stored objects of a collection.</summary>
    public async Task<IReadOnlyList<JsonObject>> ObjectsAsync(string collection)
    {
        var all = JsonNode.Parse(await client.GetStringAsync(new Uri("__emulator/objects", UriKind.Relative)))!.AsArray();
        return [.. all.Where(o => (string?)o!["kind"] == collection).Select(o => o!["body"]!.AsObject())];
    }

    /// <summary>Changes an object that is not a resource of its own, as somebody else would.</summary>
    public async Task EditObjectAsync(string collection, string id, string changes)
    {
        using var response = await client.PostAsync(ObjectPath(collection, id), new StringContent(changes, Encoding.UTF8, "application/json"));
        Assert.That(response.IsSuccessStatusCode, Is.True);
    }

    /// <summary>Adds an object as somebody else would.</summary>
    public async Task AddObjectAsync(string collection, string body, string? id = null)
    {
        var item = new JsonObject { ["kind"] = collection, ["body"] = JsonNode.Parse(body) };
        if (id is not null)
            item["id"] = id;
        using var response = await client.PostAsync(
            new Uri($"__emulator/objects?organization={Provider.Organization}&sandbox=dev", UriKind.Relative),
            new StringContent(new JsonArray(item).ToJsonString(), Encoding.UTF8, "application/json"));
        Assert.That(response.IsSuccessStatusCode, Is.True, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Deletes such an object.</summary>
    public async Task DeleteObjectAsync(string collection, string id)
    {
        using var response = await client.DeleteAsync(ObjectPath(collection, id));
        Assert.That(response.IsSuccessStatusCode, Is.True);
    }

    private Uri ObjectPath(string collection, string id) =>
        new($"__emulator/objects/{collection}/{id}?organization={Provider.Organization}&sandbox=dev&user=jane@acme.com", UriKind.Relative);

    /// <summary>Writes a file beside the manifest.</summary>
    public void Write(string file, string text)
    {
        var path = Path.Combine(folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>Forgets what was applied, as when the lockfile is lost.</summary>
    public void LoseLockfile()
    {
        Lockfile = null!;
        foreach (var file in Directory.GetFiles(folder, "*.lock.json"))
            File.Delete(file);
    }

    /// <summary>What is found in the manifest before any call.</summary>
    public IReadOnlyList<Diagnostic> ManifestFindings() => Desired().Diagnostics;

    public void Completed(HttpTraceEntry entry) => Answered?.Invoke(entry);

    public async ValueTask DisposeAsync()
    {
        await ReleaseAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>What a command would start from.</summary>
    public PlanInput Input() => Input(Desired().Value!);

    private static void AssertNoFindings(Outcome<Plan> planned) =>
        Assert.That(planned.Diagnostics.Where(d => d.Severity != Severity.Info).Select(d => $"{d.Code} {d.Message}"), Is.Empty);

    private static string NewFolder() => Directory.CreateTempSubdirectory("flowplan-bench-").FullName;

    private async Task ReleaseAsync()
    {
        if (stopped)
            return;
        stopped = true;
        await Provider.DisposeAsync();
        client.Dispose();
        await emulator.DisposeAsync();
    }

    private Outcome<DesiredResources> Desired()
    {
        File.WriteAllText(Path.Combine(folder, "flowplan.yaml"), Manifest);
        var read = ManifestReader.Read(new ManifestRequest { Path = folder, Environment = Environment, Variables = [.. Variables] }, Dialect.Vocabulary);
        moved = read.Value?.Moved ?? [];
        return read.Succeeded ? Dialect.Expand(read.Value) : Outcome<DesiredResources>.Failed(read.Diagnostics);
    }

    private Planner PlannerOf() => new(Provider, MatcherOf(Lockfile));

    private PlanInput Input(DesiredResources desired) => new()
    {
        Scope = new("acme", "default", Provider.Organization, "dev"),
        Desired = desired,
        Moved = moved,
        Prior = Lockfile,
        ServiceChecks = ServiceChecks,
        Now = TimeProvider.System.GetUtcNow(),
    };

    private static SecretMatcher MatcherOf(Lockfile? lockfile) => lockfile is null
        ? (_, _, _, _) => false
        : (address, path, secret, digest) => new SecretHasher(lockfile.Lineage).Matches(address, path, secret, digest);
}
