using FlowPlan.Aep.Kinds;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Exporting;

/// <summary>The block of each object: what it takes to say in the manifest's words what the object is.</summary>
internal sealed class ObjectBlocks
{
    private readonly LiveEstate estate;
    private readonly Roles roles;
    private readonly HashSet<string> variables = new(StringComparer.Ordinal);
    private readonly List<SecretVariable> secrets = [];
    private readonly List<ExportedFile> definitions = [];
    private readonly SchemaVersions versions;

    public ObjectBlocks(LiveEstate estate, Roles roles)
    {
        this.estate = estate;
        this.roles = roles;
        Keys = new(estate, roles, FitsIntoFlow);
        versions = new(estate, roles);
    }

    public DraftKeys Keys { get; }

    /// <summary>The variables that the blocks written so far refer to.</summary>
    public IReadOnlyList<SecretVariable> Secrets => secrets;

    /// <summary>The files that the blocks written so far refer to.</summary>
    public IReadOnlyList<ExportedFile> Definitions => definitions;

    /// <summary>The block of an object under its key.</summary>
    public YamlEntry Of(ObjectKey key) => new(Keys[key], roles.Managed.Contains(key) ? Described(key) : Referred(key))
    {
        Object = key,
        Remark = roles.Managed.Contains(key) ? key.Id : estate.NameOf(key),
        Notes = key.Kind == "flow" && roles.Managed.Contains(key) ? FlowBlock.NotesOn(estate, key) : [],
    };

    private Yaml.Map Referred(ObjectKey key) => key.Kind == "schema"
        ? Yaml.Map.Of(new YamlEntry("ref", Yaml.Text(key.Id)), VersionOf(key))
        : Yaml.Map.Of(new YamlEntry("existing", Yaml.Map.Of(new YamlEntry("id", Yaml.Text(key.Id)))));

    private Yaml.Map Described(ObjectKey key)
    {
        var fields = estate[key].Fields;
        return key.Kind switch
        {
            "connection" => Connection(key, fields),
            "schema" => Schema(key, fields),
            "dataset" => Dataset(fields),
            "mapping" => MappingOf(fields),
            "sourceConnection" => Source(key, fields, []),
            "targetConnection" => Target(fields, []),
            "flow" => new FlowBlock(estate, roles, this, key).Write(),
            _ => throw new InvalidOperationException($"There is no section for a {key.Kind}."),
        };
    }

    private Yaml.Map Connection(ObjectKey key, Value.Map fields)
    {
        var httpApi = FieldPath.Find(fields, "type/id") == Value.Of(WellKnown.HttpApi);
        var (name, sourceId, streamName) = (fields["name"], fields["sourceId"], fields["streamName"]);

        // Who gives a source id gives the stream that name; the name is both where neither is given.
        var givesSourceId = httpApi && !Equals(sourceId, name) && streamName is not null;
        return Yaml.Map.Of(
            YamlEntry.Optional("name", name),
            YamlEntry.Optional("description", fields["description"]),
            Type(fields["type"] as Value.Map, httpApi ? WellKnown.HttpApi : null),
            httpApi ? YamlEntry.Optional("dataType", fields["dataType"]) : null,
            httpApi ? YamlEntry.Optional("authenticationRequired", fields["authenticationRequired"]) : null,
            givesSourceId ? YamlEntry.Optional("sourceId", sourceId) : null,
            httpApi && !Equals(streamName, givesSourceId ? sourceId : name) ? YamlEntry.Optional("streamName", streamName) : null,
            httpApi ? null : Authentication(key, fields),
            httpApi ? null : YamlEntry.Optional("params", fields["params"])) with
        { Tall = true };
    }

    private YamlEntry? Authentication(ObjectKey key, Value.Map fields)
    {
        if (FieldPath.Find(fields, "auth/specName") is not Value.Text name)
            return null;
        var parameters = estate.Facts.ParametersOf(key.Id).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p =>
        {
            var variable = ObjectKeys.Variable(Keys[key], p.Key, variables);
            secrets.Add(new(variable, p.Value, new("connection", Keys[key]), p.Key));
            return new YamlEntry(p.Key, Yaml.Word($"{{{{ var.{variable} }}}}"));
        }).ToList();
        return new("auth", Yaml.Map.Of(
            new YamlEntry("specName", Yaml.Of(name)),
            parameters.Count == 0 ? null : new YamlEntry("params", new Yaml.Map(parameters))));
    }

    private Yaml.Map Schema(ObjectKey key, Value.Map fields)
    {
        var file = new ExportedFile(ManifestDraft.PathOfDefinition(Keys[key]), SchemaDefinitionText.Of(fields));
        definitions.Add(file);
        return Yaml.Map.Of(new YamlEntry("definition", Yaml.Word(file.Path)), VersionOf(key));
    }

    private YamlEntry? VersionOf(ObjectKey schema) => versions.Of(schema) is var version && version != "1.0" ? new("version", Yaml.Text(version)) : null;

    private Yaml.Map Dataset(Value.Map fields)
    {
        bool Is(string path) => FieldPath.Find(fields, path) == Value.Of(true);
        Yaml? profile = !Is("profile/enabled") ? null
            : Is("profile/upsert") ? Yaml.Map.Of(new YamlEntry("enabled", Yaml.Of(true)), new YamlEntry("upsert", Yaml.Of(true)))
            : Yaml.Of(true);

        // A tag that is no list of texts is somebody else's: it is not declared and stays as it is.
        var tags = (fields["tags"] as Value.Map ?? Value.Map.Empty).Entries
            .Where(t => t.Value is Value.List { Items: { IsEmpty: false } items } && items.All(i => i is Value.Text))
            .Select(t => new YamlEntry(t.Key, Yaml.Of(t.Value)))
            .ToList();
        return Yaml.Map.Of(
            YamlEntry.Optional("name", fields["name"]),
            YamlEntry.Optional("description", fields["description"]),
            ReferenceTo("schema", "schema", FieldPath.Find(fields, "schema/id")),
            profile is null ? null : new YamlEntry("profile", profile),
            Is("identity/enabled") ? new YamlEntry("identity", Yaml.Of(true)) : null,
            tags.Count == 0 ? null : new YamlEntry("tags", new Yaml.Map(tags))) with
        { Tall = true };
    }

    private Yaml.Map MappingOf(Value.Map fields) => Yaml.Map.Of(
        YamlEntry.Optional("name", fields["name"]),
        ReferenceTo("schema", "schema", FieldPath.Find(fields, "schema/id")),
        new YamlEntry("fields", new Yaml.Map([.. (fields["fields"] as Value.Map ?? Value.Map.Empty).Entries.Select(f => new YamlEntry(f.Key, Field(f.Value)))]) { Tall = true })) with
    { Tall = true };

    /// <summary>A field of a mapping: what goes in first, and nothing besides where that says it all.</summary>
    private static Yaml Field(Value field) => field switch
    {
        Value.Map { Entries: [{ Key: "source", Value: Value.Text only }] } => Yaml.Of(only),
        Value.Map map => new Yaml.Map([.. map.Entries.OrderBy(e => e.Key == "identity").Select(e => new YamlEntry(e.Key, Yaml.Of(e.Value)))]),
        _ => Yaml.Of(field),
    };

    /// <summary>A source connection; within a flow the flow's name stands for its own.</summary>
    public Yaml.Map Source(ObjectKey key, Value.Map fields, IReadOnlyCollection<string> implied) => Yaml.Map.Of(
        Named(fields, implied),
        YamlEntry.Optional("description", fields["description"]),
        ReferenceTo("connection", "connection", fields["baseConnectionId"]),
        FitsIntoFlow(key) ? null : Type(fields["spec"] as Value.Map, null),
        YamlEntry.Optional("data", fields["data"]),
        YamlEntry.Optional("params", fields["params"]));

    /// <summary>A target connection; within a flow the flow's name stands for its own.</summary>
    public Yaml.Map Target(Value.Map fields, IReadOnlyCollection<string> implied)
    {
        if (!IsDataset(fields))
        {
            return Yaml.Map.Of(
                Named(fields, implied),
                YamlEntry.Optional("description", fields["description"]),
                Type(fields["spec"] as Value.Map, null),
                YamlEntry.Optional("data", fields["data"]),
                YamlEntry.Optional("params", fields["params"]));
        }

        var dataset = new ObjectKey("dataset", fields.TextOf("dataSetId") ?? string.Empty);
        return Yaml.Map.Of(
            Named(fields, implied),
            YamlEntry.Optional("description", fields["description"]),
            ReferenceTo("dataset", "dataset", fields["dataSetId"]),
            roles.Managed.Contains(dataset) ? null : ReferenceTo("schema", "schema", FieldPath.Find(fields, "schema/id")));
    }

    /// <summary>A reference by key; none where there is no object, which the check of the draft then says.</summary>
    public YamlEntry? ReferenceTo(string word, string kind, Value? id) =>
        id is Value.Text(var text) && Keys.All.Contains(new(kind, text)) ? new(word, Yaml.Word(Keys[new(kind, text)])) : null;

    /// <summary>Whether a connection can be written within a flow, which has no word for a specification.</summary>
    private bool FitsIntoFlow(ObjectKey key)
    {
        var fields = estate[key].Fields;
        if (key.Kind == "targetConnection")
            return IsDataset(fields);
        var connection = new ObjectKey("connection", fields.TextOf("baseConnectionId") ?? string.Empty);
        var expected = roles.Managed.Contains(connection)
            ? estate[connection].Fields["type"]
            : Value.Map.Of(("id", Value.Of(WellKnown.HttpApi)), ("version", Value.Of("1.0")));
        return Equals(fields["spec"], expected);
    }

    private static bool IsDataset(Value.Map fields) => FieldPath.Find(fields, "spec/id") == Value.Of(WellKnown.DataLake);

    private static YamlEntry? Named(Value.Map fields, IReadOnlyCollection<string> implied) =>
        implied.Contains(fields.TextOf("name")) ? null : YamlEntry.Optional("name", fields["name"]);

    /// <summary>A specification; none where it is the one that goes without saying.</summary>
    public static YamlEntry? Type(Value.Map? type, string? implied, string word = "type")
    {
        var version = type?["version"];
        var usual = version is null || version == Value.Of("1.0");
        return type?["id"] is not { } id || (usual && id == Value.Of(implied ?? string.Empty))
            ? null
            : new(word, Yaml.Map.Of(new YamlEntry("id", Yaml.Of(id)), usual ? null : YamlEntry.Optional("version", version)));
    }
}
