using FlowPlan.Core.Manifests.Writing;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Definitions;

/// <summary>Writes the block of one object, entry by entry. Mirrors <see cref="BlockReader"/>.</summary>
/// <param name="context">What the whole export shares.</param>
/// <param name="key">The object.</param>
/// <param name="impliedName">The name that goes without saying because the block stands within another resource; null elsewhere.</param>
internal sealed class BlockWriter(IExportContext context, ObjectKey key, string? impliedName = null)
{
    private readonly KindDescription description = context.Kinds[key.Kind].Description;
    private readonly LiveObject live = context.Find(key) ?? throw new InvalidOperationException($"There is no {key.Kind} {key.Id}.");
    private readonly List<YamlEntry> entries = [];
    private readonly List<string> notes = [];
    private readonly List<string> ignored = [];
    private bool multiline;

    /// <summary>The other objects of the export.</summary>
    public IExportScope Scope => context;

    /// <summary>The object.</summary>
    public ObjectKey Object => key;

    /// <summary>The resource's key in its section.</summary>
    public string Key => context.KeyOf(key);

    /// <summary>Comments that precede the block.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>Writes a value; nothing where it is null or empty, or the name that goes without saying.</summary>
    public BlockWriter Set(string name, Value? value)
    {
        if (name == description.NameField && impliedName is not null && value == Value.Of(impliedName))
            return this;
        return Set(YamlEntry.Optional(name, value));
    }

    /// <summary>Writes an entry; nothing where it is null.</summary>
    public BlockWriter Set(YamlEntry? entry)
    {
        if (entry is not null)
            entries.Add(entry);
        return this;
    }

    /// <summary>Writes a word of the manifest's language, such as a path or a key.</summary>
    public BlockWriter Literal(string name, string text) => Set(new YamlEntry(name, Yaml.Literal(text)));

    /// <summary>Writes a boolean where it is true, or a map where more than that one key is.</summary>
    public BlockWriter Shorthand(string name, string flag, Value? value)
    {
        var parts = (value as Value.Map ?? Value.Map.Empty).Entries.Where(e => e.Value == Value.Of(true)).ToList();
        if (!parts.Exists(p => p.Key == flag))
            return this;
        return Set(new YamlEntry(name, parts.Count == 1 ? Yaml.Of(true) : new Yaml.Map([.. parts.Select(p => new YamlEntry(p.Key, Yaml.Of(true)))])));
    }

    /// <summary>Writes a specification; nothing where it is the one that goes without saying.</summary>
    public BlockWriter SpecificationAt(string name, Value? specification, string? implied)
    {
        var (id, version) = ((specification as Value.Map)?["id"], (specification as Value.Map)?["version"]);
        var usual = version is null || version == Value.Of(Specification.DefaultVersion);
        return id is null || (usual && id == Value.Of(implied ?? string.Empty))
            ? this
            : Set(new YamlEntry(name, Yaml.Map.Of(new YamlEntry("id", Yaml.Of(id)), usual ? null : YamlEntry.Optional("version", version))));
    }

    /// <summary>
    /// Writes a reference by key, or the block of the other object where that is written within this one. Nothing where there
    /// is not an object, which the round-trip check then reports.
    /// </summary>
    public BlockWriter Reference(string name)
    {
        var field = description.References.First(r => r.Key == name);
        if (context.Resolve(field, live) is not { } other)
            return this;
        if (field.Inline is not { } inline || !context.IsWritten(other, within: key))
            return context.HasKey(other) ? Literal(name, context.KeyOf(other)) : this;
        var block = new BlockWriter(context, other, live.Fields.TextOf(description.NameField) + inline.NameSuffix);
        context.Kinds[other.Kind].Write(context.Find(other)!, block);
        return Set(new YamlEntry(inline.Key, block.ToYaml()) { TrailingComment = other.Id });
    }

    /// <summary>What the manifest calls an object: its key, or its id where it has none.</summary>
    public string NameOf(string kind, string id) => context.HasKey(new(kind, id)) ? context.KeyOf(new(kind, id)) : id;

    /// <summary>As <see cref="NameOf"/>, to be written.</summary>
    public Yaml KeyOrId(string kind, string id) => context.HasKey(new(kind, id)) ? Yaml.Literal(context.KeyOf(new(kind, id))) : Yaml.EscapedText(id);

    /// <summary>The key of the object of a kind that has a name; null where the manifest has none.</summary>
    public string? KeyOf(string kind, string name) => context.FindByName(kind, name) is { } found && context.HasKey(found) ? context.KeyOf(found) : null;

    /// <summary>Writes a block that only refers to an existing object.</summary>
    public BlockWriter Existing(string id) => Set(new YamlEntry("existing", Yaml.Map.Of(new YamlEntry("id", Yaml.EscapedText(id)))));

    /// <summary>An entry whose value is a new variable, for a secret that the service does not return.</summary>
    /// <param name="name">The entry's key.</param>
    /// <param name="path">The field that it fills.</param>
    /// <param name="type">The variable's type.</param>
    public YamlEntry SecretVariable(string name, string path, string type) =>
        new(name, Yaml.Literal($"{{{{ var.{context.AddVariable(key, name, path, type)} }}}}"));

    /// <summary>Adds a file of the export, below the manifest's folder, and an entry that names it.</summary>
    public BlockWriter File(string name, string path, string text)
    {
        context.AddFile(key, path, text);
        return Literal(name, path);
    }

    /// <summary>Writes the block over several lines however short it is.</summary>
    public BlockWriter Multiline()
    {
        multiline = true;
        return this;
    }

    /// <summary>Adds a comment before the block.</summary>
    public BlockWriter Note(string text)
    {
        notes.Add(text);
        return this;
    }

    /// <summary>Leaves differences of a field alone.</summary>
    public BlockWriter IgnoreChanges(string path)
    {
        ignored.Add(path);
        return this;
    }

    /// <summary>The block.</summary>
    public Yaml.Map ToYaml() => new(ignored.Count == 0
        ? entries
        : [.. entries, new("lifecycle", Yaml.Map.Of(new YamlEntry("ignoreChanges", new Yaml.List([.. ignored.Select(Yaml.Literal)]))))])
    {
        Multiline = multiline,
    };
}
