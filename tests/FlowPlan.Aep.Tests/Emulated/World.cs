using FlowPlan.Aep.Settings;
using FlowPlan.Aep.Tests.Support;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;
using FlowPlan.Emulator;
using FlowPlan.Emulator.Settings;
using static FlowPlan.Aep.Tests.Support.Make;

namespace FlowPlan.Aep.Tests.Emulated;

/// <summary>A provider over real HTTP against an emulator of its own.</summary>
internal sealed class World : IAsyncDisposable
{
    public const string ProfileClass = "https://ns.adobe.com/xdm/context/profile";

    private World(EmulatorHost emulator, AepProvider provider) => (Emulator, Provider) = (emulator, provider);

    public EmulatorHost Emulator { get; }

    public AepProvider Provider { get; }

    public static async Task<World> StartAsync(
        EmulatorSettings? emulatorSettings = null, string? faults = null, Func<AepSettings, AepSettings>? change = null)
    {
        var emulator = await EmulatorHost.StartAsync(new() { RecordRequests = true, Settings = emulatorSettings ?? new(), FaultScript = faults });
        var settings = Providers.Settings(emulator.BaseAddress) with { Credentials = Providers.ServerToServer, ApiKey = "client-id" };
        return new(emulator, Providers.Create(change?.Invoke(settings) ?? settings));
    }

    public BoundKind Kind(string name) => Provider.Kind(name);

    /// <summary>Creates an object as an apply does, and reads it back.</summary>
    public async Task<LiveObject> CreateAsync(string kindName, Value.Map fields, string key = "a")
    {
        var kind = Kind(kindName);
        var created = await kind.CreateAsync(new(new(kindName, key), "acme", kind.Canonicalize(fields)), CancellationToken.None);
        return (await kind.ReadAsync(created.Id, CancellationToken.None))!;
    }

    /// <summary>Changes the fields that differ, as an apply does, and reads the object back.</summary>
    public async Task<LiveObject> UpdateAsync(string kindName, LiveObject live, Value.Map fields)
    {
        var kind = Kind(kindName);
        var canonical = kind.Canonicalize(fields);
        var changes = Leaves.Of(kind, canonical)
            .Where(l => !l.Value.Equals(FieldPath.Find(live.Fields, l.Path)))
            .Select(l => new FieldWrite(l.Path, l.Value))
            .ToList();
        await kind.UpdateAsync(new(new(kindName, "a"), "acme", live, canonical, changes), CancellationToken.None);
        return (await kind.ReadAsync(live.Id, CancellationToken.None))!;
    }

    public Task<LiveObject> SchemaAsync(string title = "Loyalty") => CreateAsync("schema", Map(
        ("title", Text(title)), ("description", Text("Members")), ("class", Text(ProfileClass))));

    public Task<LiveObject> DatasetAsync(LiveObject schema, string name = "Loyalty") => CreateAsync("dataset", Dataset(schema, name));

    public static Value.Map Dataset(LiveObject schema, string name = "Loyalty") => Map(
        ("name", Text(name)), ("schema", Map(("id", Text(schema.Id)), ("version", Text("1.0")))));

    public static Value.Map Connection(string name = "ACME", string dataType = "raw") => Map(
        ("name", Text(name)),
        ("type", Map(("id", Text("bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb")), ("version", Text("1.0")))),
        ("dataType", Text(dataType)));

    public static Value.Map Source(LiveObject connection) => Map(
        ("name", Text("Source")),
        ("baseConnectionId", Text(connection.Id)),
        ("spec", Map(("id", Text("bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb")), ("version", Text("1.0")))));

    public static Value.Map Target(LiveObject schema, LiveObject dataset) => Map(
        ("name", Text("Target")),
        ("spec", Map(("id", Text("c604ff05-7f1a-43c0-8e18-33bf874cb11c")), ("version", Text("1.0")))),
        ("dataSetId", Text(dataset.Id)),
        ("schema", Map(("id", Text(schema.Id)), ("version", Text("1.0")))));

    public static Value.Map Mapping(LiveObject schema, string source = "firstName") => Map(
        ("name", Text("Names")),
        ("schema", Map(("id", Text(schema.Id)), ("version", Text("1.0")))),
        ("fields", Map(
            ("person.name.firstName", Text(source)),
            ("person.name.fullName", Map(("expression", Text("concat(firstName, lastName)")))))));

    public static Value.Map Flow(LiveObject source, LiveObject target, LiveObject mapping, bool enabled = true) => Map(
        ("name", Text("Flow")),
        ("flowSpec", Map(("id", Text("c1a19761-d2c7-4702-b9fa-fe91f0613e81")), ("version", Text("1.0")))),
        ("sourceConnectionId", Text(source.Id)),
        ("targetConnectionId", Text(target.Id)),
        ("mapping", Map(("id", Text(mapping.Id)), ("version", mapping.Attributes["version"]))),
        ("enabled", Value.Of(enabled)));

    /// <summary>No declared field differs from what is live: the next plan would be empty.</summary>
    public void AssertSettled(string kindName, LiveObject live, Value.Map declared)
    {
        var kind = Kind(kindName);
        var canonical = kind.Canonicalize(declared);
        foreach (var (path, value) in Leaves.Of(kind, canonical))
            Assert.That(FieldPath.Find(live.Fields, path), Is.EqualTo(value), $"{kindName} {path}");
        Assert.That(kind.NaturalKey(live.Fields), Is.EqualTo(kind.NaturalKey(canonical)));
    }

    public async ValueTask DisposeAsync()
    {
        await Provider.DisposeAsync();
        await Emulator.DisposeAsync();
    }
}
