using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlowPlan.Emulator;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests.Crash;

/// <summary>
/// A folder with a manifest and, in a file of its own, the world that an emulator serves. Copying one is how many runs
/// begin from the same state.
/// </summary>
internal sealed class Estate : IDisposable
{
    /// <summary>What the manifest of most tests declares, one of each.</summary>
    public static readonly string[] Kinds = ["connections", "schemas", "dataSets", "sourceConnections", "targetConnections", "mappingSets", "flows"];

    private static readonly string[] AllKinds = ["identities", "datatypes", "classes", "fieldgroups", "descriptors", "expirations", "datasetLabels", .. Kinds];

    private readonly Workspace workspace = new();

    private Estate()
    {
    }

    public string Folder => workspace.Folder;

    public static Estate New(string manifest)
    {
        var estate = new Estate();
        estate.Declare(manifest);
        return estate;
    }

    public Estate Copy()
    {
        var copy = new Estate();
        foreach (var file in Directory.EnumerateFiles(Folder))
            File.Copy(file, copy.workspace.PathOf(Path.GetFileName(file)));
        return copy;
    }

    /// <summary>The manifest alone, as a fresh checkout has it.</summary>
    public Estate Clone() => New(workspace.Read("flowplan.yaml"));

    public void Declare(string manifest) => workspace.Write("flowplan.yaml", manifest);

    public Task<EmulatorHost> ServeAsync(string? faults = null) => EmulatorHost.StartAsync(new EmulatorOptions
    {
        DataFile = workspace.PathOf("world.db"),
        FaultScript = faults,
    });

    /// <summary>The ID that the lockfile has for each address; deposed objects are under an address of their own.</summary>
    public IReadOnlyDictionary<string, string> Recorded()
    {
        var path = workspace.PathOf("flowplan.dev.lock.json");
        if (!File.Exists(path))
            return new Dictionary<string, string>();
        var root = JsonNode.Parse(File.ReadAllText(path))!;
        var current = root["resources"]!.AsObject().Select(r => KeyValuePair.Create(r.Key, (string)r.Value!["id"]!));
        var deposed = root["deposed"]?.AsObject().SelectMany(r => r.Value!.AsArray().Select(o => (string)o!["id"]!).Select(id => KeyValuePair.Create($"{r.Key} (deposed {id})", id)));
        return new Dictionary<string, string>(current.Concat(deposed ?? []));
    }

    public void ForgetLockfile() => File.Delete(workspace.PathOf("flowplan.dev.lock.json"));

    /// <summary>What an interrupted run leaves beside lockfile, backup and manifest.</summary>
    public IEnumerable<string> LeftBehind() => Directory.EnumerateFiles(Folder)
        .Select(f => Path.GetFileName(f)!)
        .Where(f => f.Contains(".lock.json", StringComparison.Ordinal) && f is not ("flowplan.dev.lock.json" or "flowplan.dev.lock.json.backup"));

    public static async Task<IReadOnlyList<WorldObject>> ObjectsAsync(EmulatorHost host)
    {
        using var client = new HttpClient { BaseAddress = host.BaseAddress };
        return [.. JsonNode.Parse(await client.GetStringAsync("__emulator/objects"))!.AsArray()
            .Select(o => new WorldObject((string)o!["kind"]!, (string)o["id"]!, o["body"]!.AsObject()))
            .Where(o => AllKinds.Contains(o.Kind))];
    }

    public void Dispose() => workspace.Dispose();
}

/// <summary>An object of the emulated world.</summary>
internal sealed record WorldObject(string Kind, string Id, JsonObject Body)
{
    public string Name => (string?)Body["name"] ?? (string?)Body["title"] ?? (string?)Body["displayName"] ?? (IsDescriptor ? $"{Body["@type"]} of {Body["xdm:sourceProperty"]}" : Body["labels"]?.ToJsonString() ?? "(no name)");

    /// <summary>Whether it is a part of a schema, which the lockfile does not have on its own.</summary>
    public bool IsDescriptor => Kind == "descriptors";

    /// <summary>Whether it only remains as a record of what was: a cancelled expiration, or the emptied labels of a dataset.</summary>
    public bool IsOver => (string?)Body["status"] == "cancelled" || Body["labels"] is JsonArray { Count: 0 };

    /// <summary>The id by which others refer to it, and by which a lockfile has it.</summary>
    public string ReferredBy => (string?)Body["$id"] ?? Id;
}

/// <summary>What a world holds, as text without what differs from run to run: ids, times, etags, inlets.</summary>
internal static partial class WorldText
{
    private static readonly string[] Volatile =
        ["etag", "createdAt", "updatedAt", "created", "updated", "createdDate", "modifiedDate", "inletId", "inletUrl", "meta:altId", "meta:registryMetadata", "statsCache", "@id", "createTime", "updateTime"];

    /// <param name="objects">The objects.</param>
    /// <param name="versions">Whether the versions of mapping sets count: one that is written twice has a higher one, and is the same otherwise.</param>
    public static string Of(IReadOnlyList<WorldObject> objects, bool versions = true)
    {
        var names = objects.ToDictionary(o => o.ReferredBy, o => $"<{o.Kind} {o.Name}>");
        var lines = objects
            .Select(o => $"{o.Kind} {o.Name}: {Id().Replace(Stable(o.Body)!.ToJsonString(), m => names.GetValueOrDefault(m.Value, "<id>"))}")
            .Select(line => versions ? line : MappingVersion().Replace(line, "$1"))
            .Order(StringComparer.Ordinal);
        return string.Join('\n', lines);
    }

    /// <summary>The lines that only one of two worlds has; empty when they are the same.</summary>
    public static IReadOnlyList<string> Differences(string found, string wanted)
    {
        var (left, right) = (found.Split('\n'), wanted.Split('\n'));
        return [.. left.Except(right).Select(l => "found:  " + l), .. right.Except(left).Select(l => "wanted: " + l)];
    }

    private static JsonNode? Stable(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map
            .Where(p => !Volatile.Contains(p.Key) && !IsEtag(p) && !IsNumberedId(p))
            .OrderBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => KeyValuePair.Create(p.Key, Stable(p.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Stable)]),
        _ => node?.DeepClone(),
    };

    /// <summary>The version of most objects is an etag; that of a mapping set is a number, and counts.</summary>
    private static bool IsEtag(KeyValuePair<string, JsonNode?> property) =>
        property is { Key: "version", Value: JsonValue value } && value.GetValueKind() == System.Text.Json.JsonValueKind.String
        && (value.ToString().Contains('"', StringComparison.Ordinal) || value.ToString().Count(c => c == '.') == 2);

    /// <summary>The ids of identity namespaces are numbers.</summary>
    private static bool IsNumberedId(KeyValuePair<string, JsonNode?> property) =>
        property is { Key: "id", Value: JsonValue value } && value.GetValueKind() == System.Text.Json.JsonValueKind.Number;

    [GeneratedRegex("""("(?:mappingVersion|version)":)[0-9]+""")]
    private static partial Regex MappingVersion();

    [GeneratedRegex("""https://ns\.adobe\.com/[\w/]+/(?:schemas|mixins|datatypes|classes)/[0-9a-f]+|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[0-9a-f]{24,}\b""")]
    private static partial Regex Id();
}
