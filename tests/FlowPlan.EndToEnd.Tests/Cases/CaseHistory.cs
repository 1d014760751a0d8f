using System.Text;
using System.Text.Json.Nodes;
using FlowPlan.Core.State;
using FlowPlan.Core.State.FileStore;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests.Cases;

/// <summary>Brings the platform and the lockfile to where a case begins, by doing what its history says.</summary>
internal sealed class CaseHistory(CaseFolder folder, Platform platform, CaseClock clock, Workspace workspace) : IDisposable
{
    /// <summary>New lockfiles draw their lineage; secrets are hashed with it. A case begins with one that stays the same.</summary>
    private const string Lineage = "0ca5e000-0000-4000-8000-000000000001";

    private readonly Dictionary<string, Workspace> others = new(StringComparer.Ordinal);
    private readonly HttpClient client = new() { BaseAddress = platform.Host.BaseAddress };
    private long applied;

    public async Task HappenAsync()
    {
        foreach (var step in folder.Case.History)
        {
            await HappenAsync(step);
            clock.NextDay();
        }
    }

    public void Dispose()
    {
        client.Dispose();
        foreach (var other in others.Values)
            other.Dispose();
    }

    private Task HappenAsync(CaseStep step) => step switch
    {
        { Apply: { } manifest } => ApplyOursAsync(step, manifest),
        { Elsewhere: { } manifest } => ApplyElsewhereAsync(step, manifest),
        { Edit: { } address } => EditAsync(step, address),
        { Delete: { } address } => SendAsync(HttpMethod.Delete, address, string.Empty, null),
        { LoseLockfile: true } => Task.Run(() => File.Delete(workspace.PathOf(folder.LockfileName))),
        _ => throw new InvalidDataException($"A step of the history of {folder.Name} says nothing that can be done."),
    };

    private async Task ApplyOursAsync(CaseStep step, string manifest)
    {
        CopyManifest(manifest, workspace);
        await SettleAsync(found => found ?? NewLockfile());
        var before = workspace.Read(folder.LockfileName);
        await ApplyAsync(step, workspace);

        // How often a run saves the lockfile on its way is a matter of time. A killed one may not have done so at all:
        // its journal says the same. One that ended counts as one.
        if (step.Killed)
            workspace.Write(folder.LockfileName, before);
        else
            await SettleAsync(found => found! with { Serial = ++applied });
        foreach (var file in folder.FilesOf(manifest))
            File.Delete(workspace.PathOf(file));
    }

    private async Task ApplyElsewhereAsync(CaseStep step, string manifest)
    {
        var other = others[manifest] = new Workspace();
        CopyManifest(manifest, other);
        await ApplyAsync(step, other);
    }

    private async Task ApplyAsync(CaseStep step, Workspace where)
    {
        string[] options = ["--auto-approve", "--allow-delete", "--endpoint", platform.Target];
        var environment = CaseFolder.EnvironmentWith(step.Secrets);
        await FaultsAsync(step.Faults);
        if (step.Killed)
        {
            await KillWhenStruckAsync(where, environment, folder.Arguments(["apply", .. options]));
            await FaultsAsync(null);
            return;
        }

        var apply = await FlowPlanInside.RunAsync(environment, folder.Arguments(["apply", where.Folder, .. options]));
        await FaultsAsync(null);
        Assert.That(apply.ExitCode, Is.EqualTo(step.Exit), apply.All);
    }

    private async Task KillWhenStruckAsync(Workspace where, IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        var injected = platform.Host.FaultsInjected;
        using var process = FlowPlanProcess.Start(where.Folder, environment, arguments);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (platform.Host.FaultsInjected == injected)
            await Task.Delay(10, limit.Token);
        process.Kill();
        await process.WaitForExitAsync();
    }

    private async Task FaultsAsync(string? script)
    {
        var place = new Uri("__emulator/faults", UriKind.Relative);
        using var body = new StringContent(script ?? "[]", Encoding.UTF8, "application/json");
        using var answer = await client.PutAsync(place, body);
        answer.EnsureSuccessStatusCode();
    }

    private async Task EditAsync(CaseStep step, string address)
    {
        using var body = new StringContent(Typed(step.Set)!.ToJsonString(), Encoding.UTF8, "application/json");
        await SendAsync(HttpMethod.Post, address, $"&user={step.By}", body);
    }

    private async Task SendAsync(HttpMethod method, string address, string query, HttpContent? body)
    {
        var (kind, id) = Find(address);
        var place = $"__emulator/objects/{kind}/{id}?organization={Platform.Organization}&sandbox={folder.Sandbox}{query}";
        using var request = new HttpRequestMessage(method, place) { Content = body };
        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The emulator's kind and id of what a lockfile has at an address.</summary>
    private (string Kind, string Id) Find(string address)
    {
        var slash = address.IndexOf('/', StringComparison.Ordinal);
        var place = slash < 0 ? workspace : others[address[..slash]];
        var resource = address[(slash + 1)..];
        var id = (string)JsonNode.Parse(place.Read(folder.LockfileName))!["resources"]![resource]!["id"]!;
        var kind = resource.Split('.')[0];
        return (EmulatorCollections.Of(kind), id.Split('/')[^1]);
    }

    private async Task SettleAsync(Func<Lockfile?, Lockfile> settled)
    {
        var store = new FileStateStore(workspace.Folder, folder.Environment, TimeProvider.System);
        await using var session = (await store.OpenAsync(new LockRequest("case", TimeSpan.Zero, new("test", Environment.ProcessId, "host", null)), CancellationToken.None)).ValueOrThrow();
        await session.SaveAsync(settled(session.Snapshot.Lockfile), CancellationToken.None);
    }

    private Lockfile NewLockfile() => new()
    {
        Lineage = Lineage,
        Serial = 0,
        Scope = new(folder.Project, folder.Environment, Platform.Organization, folder.Sandbox),
    };

    private void CopyManifest(string manifest, Workspace where)
    {
        foreach (var file in folder.FilesOf(manifest))
            where.Write(file, File.ReadAllText(Path.Combine(folder.Path, manifest, file)));
    }

    /// <summary>YAML's plain scalars as JSON's numbers and truths: the reader of the case file leaves them texts.</summary>
    private static JsonNode? Typed(object? value) => value switch
    {
        IDictionary<object, object> map => new JsonObject(map.Select(e => KeyValuePair.Create((string)e.Key, Typed(e.Value)))),
        IDictionary<string, object?> map => new JsonObject(map.Select(e => KeyValuePair.Create(e.Key, Typed(e.Value)))),
        IList<object> list => new JsonArray([.. list.Select(Typed)]),
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        string text when long.TryParse(text, out var number) => JsonValue.Create(number),
        null => null,
        _ => JsonValue.Create(value.ToString()),
    };
}
