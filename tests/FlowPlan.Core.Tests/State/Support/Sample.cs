using System.Collections.Immutable;
using FlowPlan.Core.State;
using FlowPlan.Core.State.FileStore;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.State.Support;

/// <summary>Lockfiles, stores and entries for tests.</summary>
internal static class Sample
{
    public const string Lineage = "3f9d6f0a";

    public static LockRequest AtOnce { get; } = Request("apply", TimeSpan.Zero);

    public static Lockfile Empty { get; } = new()
    {
        Lineage = Lineage,
        Serial = 1,
        Scope = new("acme-streaming", "dev", "ACME@AdobeOrg", "dev"),
    };

    /// <summary>One of everything that a lockfile can hold.</summary>
    public static Lockfile Full { get; } = Empty with
    {
        Serial = 7,
        Resources = ImmutableSortedDictionary<ResourceAddress, ResourceState>.Empty
            .Add(new("flow", "loyalty"), new ResourceState
            {
                Id = "f-1",
                Etag = "\"0500\"",
                Fields = Value.Map.Of(
                    ("name", Value.Of("ACME \"Streaming\" <Dataflow> – ü 🚀")),
                    ("enabled", Value.Of(true)),
                    ("rate", Value.Of(1.50m)),
                    ("nothing", Value.NullValue),
                    ("steps", new Value.List([Value.Of(1), Value.Of("two")])),
                    ("token", new Value.SecretDigest("00ff")),
                    ("source", new Value.Reference(new("connection", "web.main"), "id")),
                    ("part", Value.Map.Of(("$ref", Value.Of("https://ns.adobe.com/xdm/x"))))),
                Attributes = Value.Map.Of(("state", Value.Of("enabled"))),
                Dependencies = [new("connection", "web.main")],
                PreventDestroy = true,
            })
            .Add(new("flow", "loyalty", "f-0"), State("f-0"))
            .Add(new("connection", "web.main"), State("c-1")),
        Outputs = Value.Map.Of(("inlet", Value.Of("https://dcs.example/collection/c-1"))),
    };

    public static ResourceState State(string id) => new()
    {
        Id = id,
        Fields = Value.Map.Of(("name", Value.Of("name of " + id))),
        Attributes = Value.Map.Empty,
    };

    public static ResourceAddress Address(int number) => new("connection", $"c{number}");

    public static JournalIntent Create(int number) =>
        new(Address(number), OperationKind.Create, $"key {number}", ["old-1", "old-2"], null);

    public static FileStateStore Store(TestFolder folder) => new(folder.Path, "dev", TimeProvider.System);

    public static Task<IStateSession> OpenAsync(TestFolder folder) => OpenAsync(folder, AtOnce);

    public static async Task<IStateSession> OpenAsync(TestFolder folder, LockRequest request) =>
        (await Store(folder).OpenAsync(request, CancellationToken.None)).ValueOrThrow();

    public static LockRequest Request(string command, TimeSpan timeout, string? job = null) => new(command, timeout, new("jane", System.Environment.ProcessId, "agent-1", job));

    public static async Task SaveAsync(TestFolder folder, Lockfile lockfile)
    {
        await using var session = await OpenAsync(folder);
        await session.SaveAsync(lockfile, CancellationToken.None);
    }

    /// <summary>A lockfile of many connections.</summary>
    public static Lockfile Of(int resources) => Empty with
    {
        Resources = Enumerable.Range(0, resources).ToImmutableSortedDictionary(Address, n => State($"id-{n}")),
    };
}
