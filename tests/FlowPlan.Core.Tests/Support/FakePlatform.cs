using System.Globalization;
using System.Runtime.CompilerServices;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Support;

/// <summary>
/// A platform in memory with a few kinds that refer to each other in a row: <c>base</c>, <c>middle</c> (refers to base),
/// <c>top</c> (refers to middle, and to base's version), <c>pair</c>, which is one unit with the two middles that it joins, and <c>mark</c>, whose ID is
/// made of that of its base. It adds defaults of its own, as real services do.
/// </summary>
internal sealed class FakePlatform : IResourceProvider
{
    private readonly SortedDictionary<string, FakeKind> kinds;
    private int lastId;

    public FakePlatform() => kinds = new(
        new[]
        {
            new FakeKind(this, "base", []),
            new FakeKind(this, "middle", ["base"]),
            new FakeKind(this, "top", ["middle", "baseVersion"]),
            new FakeKind(this, "pair", ["left", "right"]),
            new FakeKind(this, "mark", ["base"]),
        }.ToDictionary(k => k.Name), StringComparer.Ordinal);

    /// <summary>Every writing call in order, such as <c>create base.a</c>.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Whether lists come in reverse, as a service may well do.</summary>
    public bool ReverseLists { get; set; }

    /// <summary>Makes a writing call fail, by its text in <see cref="Calls"/>.</summary>
    public Func<string, ProviderException?> Fail { get; set; } = _ => null;

    /// <summary>Makes a writing call fail after it was carried out, as when its answer is lost.</summary>
    public Func<string, ProviderException?> FailAfter { get; set; } = _ => null;

    /// <summary>How often a list is given without the objects that were made by a call whose answer was lost.</summary>
    public int ListsThatLag { get; set; }

    /// <summary>Runs during each read by ID.</summary>
    public Func<Task> Reading { get; set; } = () => Task.CompletedTask;

    /// <summary>Why objects remain on the platform when they are deleted; null if they do not.</summary>
    public string? Retains { get; set; }

    /// <summary>Makes a list fail.</summary>
    public Func<string, ProviderException?> FailList { get; set; } = _ => null;

    /// <summary>The objects that lists do not show as long as they lag.</summary>
    public HashSet<string> Late { get; } = [];

    public string Organization => "org";

    public IReadOnlyList<string> KindNames => [.. kinds.Keys];

    /// <summary>Held by whoever reads or changes objects.</summary>
    public Lock Gate { get; } = new();

    public IReadOnlyList<(string Kind, string Id, Value.Map Fields)> Objects
    {
        get
        {
            lock (Gate)
                return [.. kinds.Values.SelectMany(k => k.Objects.Select(o => (k.Name, o.Key, o.Value.Fields)))];
        }
    }

    public FakeKind Fake(string name) => kinds[name];

    public BoundKind Kind(string name) => new(kinds[name], kinds[name]);

    public Task<IReadOnlyList<Diagnostic>> CheckPermissionsAsync(IReadOnlyCollection<string> kinds, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Diagnostic>>([]);

    public Task<string?> ReadTenantAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public Task CheckAccessAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public string NextId() => "id-" + Interlocked.Increment(ref lastId).ToString("D4", CultureInfo.InvariantCulture);

    public void Record(string call)
    {
        lock (Calls)
            Calls.Add(call);
        if (Fail(call) is { } failure)
            throw failure;
    }

    public void Answer(string call)
    {
        if (FailAfter(call) is { } failure)
            throw failure;
    }
}

internal sealed class FakeKind(FakePlatform platform, string name, string[] references) : IResourceKind, IResourceOperations
{
    public SortedDictionary<string, (Value.Map Fields, int Version)> Objects { get; } = new(StringComparer.Ordinal);

    /// <summary>The fields that the service accepts and does not keep.</summary>
    public HashSet<string> Forgets { get; } = [];

    /// <summary>Whether objects cannot be read by ID, as long as the service has not made them visible.</summary>
    public bool Hides { get; set; }

    /// <summary>Whether a list shows its first object again at its end, as it may when objects are added while it is paged.</summary>
    public bool ListsFirstTwice { get; set; }

    /// <summary>How many lists were read.</summary>
    public int Lists { get; private set; }

    /// <summary>What the service makes of the fields of an object when it is read.</summary>
    public Func<Value.Map, Value.Map> Answers { get; set; } = fields => fields;

    /// <summary>A part of each object that the kind does not support; null for none.</summary>
    public string? Unsupported { get; set; }

    /// <summary>Why the service never deletes an object; null where it does.</summary>
    public string? KeptBecause { get; set; }

    /// <summary>What is lost with an object that is replaced; null for nothing.</summary>
    public string? ReplacedBecause { get; set; }

    public string Name => Description.Name;

    public KindDescription Description { get; } = new(
        name,
        name + "s",
        [new("id", "its id"), new("version", "its version", ChangedByUpdate: true)],
        [
            new("color", FieldChangeEffect.Update) { DefaultValue = Value.Of("none") },
            new("size", FieldChangeEffect.Replace) { Consequence = "everything in it is lost" },
            new("sealed", FieldChangeEffect.Refuse) { Consequence = "it is sealed" },
            new("secret", FieldChangeEffect.Update) { WriteOnly = true },
            new("sticky", FieldChangeEffect.Update) { OnRemove = FieldChangeEffect.Replace, Consequence = "it changes", RemoveConsequence = "it is lost" },
            new("kept", FieldChangeEffect.Update) { LossOf = (live, planned) => live is Value.Number(var days) && planned is Value.Number(var fewer) && fewer < days ? "older rows are deleted" : null },
            new("tags", FieldChangeEffect.Update) { IsSet = true },
            new("middle", FieldChangeEffect.Replace),
            new("base", FieldChangeEffect.Replace),
            new("left", FieldChangeEffect.Replace),
            new("right", FieldChangeEffect.Replace),
            new("params", FieldChangeEffect.Replace) { IsFreeForm = true },
            new("options", FieldChangeEffect.Update) { IsFreeForm = true },
        ],
        [new("left", "middle") { SameUnit = true }, new("right", "middle") { SameUnit = true }])
    {
        Fields = ["**"],
        IdFormat = new("of a number", _ => true),
        CreateBeforeDestroy = name != "base",
        IsFoundById = name == "mark",
    };

    public int PageSize => 10;

    public IReadOnlyList<string> References { get; } = references;

    public Value.Map Canonicalize(Value.Map fields) => fields;

    public string? NaturalKey(Value.Map fields) => !Description.IsFoundById
        ? fields.TextOf("name")
        : fields["base"] is Value.Text(var id) ? "of-" + id : null;

    public async Task<LiveObject?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        await platform.Reading();
        lock (platform.Gate)
            return !Hides && Objects.TryGetValue(id, out var found) ? Live(id, found.Fields, found.Version) : null;
    }

    public async IAsyncEnumerable<LiveObject> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        if (platform.FailList(Name) is { } failure)
            throw failure;
        List<LiveObject> all;
        lock (platform.Gate)
        {
            Lists++;
            var late = platform.Late.Count > 0 && platform.ListsThatLag-- > 0;
            all = [.. Objects.Where(o => !late || !platform.Late.Contains(o.Key)).Select(o => Live(o.Key, o.Value.Fields, o.Value.Version))];
        }

        if (platform.ReverseLists)
            all.Reverse();
        if (ListsFirstTwice)
            all.AddRange([.. all.Take(1)]);
        foreach (var live in all)
            yield return live;
    }

    public async Task<IReadOnlyList<LiveObject>> LookupAsync(ExistingCriteria criteria, CancellationToken cancellationToken)
    {
        var found = new List<LiveObject>();
        await foreach (var live in ListAsync(cancellationToken))
        {
            if (live.Id == criteria.Id || (live.Name is not null && live.Name == criteria.Name))
                found.Add(live);
        }

        return found;
    }

    public Task<CreatedObject> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        platform.Record($"create {request.Address}");
        CheckReferences(request.Fields);
        var id = Description.IsFoundById ? NaturalKey(request.Fields)! : platform.NextId();
        ProviderException? lost;
        lock (platform.Gate)
        {
            if (Objects.ContainsKey(id))
                throw new ProviderException(Finding.Error("FAKE", $"{id} is there already"), CallEffect.PreconditionFailed);

            // What nobody declared the service fills in by itself.
            var fields = Kept(Reveal(request.Fields));
            Objects[id] = (fields["color"] is null ? fields.With("color", Value.Of("none")) : fields, 0);
            lost = platform.FailAfter($"create {request.Address}");
            if (lost is not null)
                platform.Late.Add(id);
        }

        if (lost is not null)
            throw lost;
        return Task.FromResult(new CreatedObject(id, "0"));
    }

    public Task<UpdatedObject> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        platform.Record($"update {request.Address}");
        lock (platform.Gate)
        {
            var (fields, version) = Objects[request.Live.Id];
            if (request.Live.Etag != version.ToString(CultureInfo.InvariantCulture))
                throw new ProviderException(Finding.Error("FAKE", "it moved"), CallEffect.PreconditionFailed);
            foreach (var change in request.Changes)
                fields = Set(fields, change.Path.Keys, change.Value is null ? null : Reveal(change.Value));
            Objects[request.Live.Id] = (Kept(fields), version + 1);
            platform.Answer($"update {request.Address}");
            return Task.FromResult(new UpdatedObject((version + 1).ToString(CultureInfo.InvariantCulture)));
        }
    }

    public Task<DeletedObject> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        platform.Record($"delete {Name} {id}");
        foreach (var (kind, other, fields) in platform.Objects)
        {
            if (fields.Entries.Any(e => e.Key is "base" or "middle" or "left" or "right" && e.Value == Value.Of(id)))
                throw new ProviderException(Finding.Error("FAKE", $"{id} is used by {kind} {other}"), CallEffect.None);
        }

        lock (platform.Gate)
            Objects.Remove(id);
        platform.Answer($"delete {Name} {id}");
        return Task.FromResult(platform.Retains is { } reason ? new DeletedObject { RetainedReason = reason } : DeletedObject.Deleted);
    }

    /// <summary>Changes an object as somebody else would.</summary>
    public void Edit(string id, string field, Value value)
    {
        lock (platform.Gate)
            Objects[id] = (Objects[id].Fields.With(field, value), Objects[id].Version + 1);
    }

    public string? CreateKey(Value.Map fields) => NaturalKey(fields);

    public string? KeptReason(LiveObject live) => KeptBecause;

    public IEnumerable<Diagnostic> CheckExisting(DesiredResource desired, Func<ResourceAddress, LiveObject?> existing) => [];

    public string? AlternateKey(Value.Map fields) => null;

    /// <summary>The option <c>start</c> can be changed until that time.</summary>
    public string? WhyFixed(FieldPath path, Value.Map declared, Value.Map live, DateTimeOffset now) =>
        path == "options/start" && FieldPath.Find(live, path) is Value.Number(var start) && DateTimeOffset.FromUnixTimeSeconds((long)start) <= now
            ? "it has started"
            : null;

    public string? DeleteConsequence(LiveObject live) => null;

    public string? ReplaceConsequence(LiveObject live) => ReplacedBecause;

    public IReadOnlyList<string> DescribeCalls(CallPurpose purpose) => [$"{purpose} {Name}"];

    private static Value.Map Set(Value.Map map, System.Collections.Immutable.ImmutableArray<string> path, Value? value)
    {
        if (path.Length > 1)
            return map.With(path[0], Set(map[path[0]] as Value.Map ?? Value.Map.Empty, path[1..], value));
        return value is null ? map.Without(path[0]) : map.With(path[0], value);
    }

    private Value.Map Kept(Value.Map fields) => Forgets.Aggregate(fields, (kept, name) => kept.Without(name));

    private static void CheckReferences(Value.Map fields)
    {
        if (Value.ReferencesIn(fields) is [var open, ..])
            throw new InvalidOperationException($"The reference {open} was not resolved.");
    }

    private static Value.Map Reveal(Value.Map fields) => (Value.Map)Reveal((Value)fields);

    private static Value Reveal(Value value) => value switch
    {
        Value.Secret(var inner) => inner,
        Value.Map map => Value.Map.Of(map.Entries.Select(e => KeyValuePair.Create(e.Key, Reveal(e.Value)))),
        _ => value,
    };

    private LiveObject Live(string id, Value.Map fields, int version) => new()
    {
        Id = id,
        Etag = version.ToString(CultureInfo.InvariantCulture),
        Name = fields.TextOf("name"),
        Unsupported = Unsupported,
        Fields = Answers(fields).With("createdAt", Value.Of(1)),
        Attributes = Value.Map.Of(("id", Value.Of(id)), ("version", Value.Of(version))),
    };
}
