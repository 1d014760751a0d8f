using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Manifests.Writing;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Exporting;

/// <summary>Writes the block of each object and collects the variables and files that the blocks need.</summary>
internal sealed class ExportContext : IExportContext
{
    private readonly SandboxSnapshot snapshot;
    private readonly Roles roles;
    private readonly ILookup<ObjectKey, (ObjectKey Key, LiveObject Live, ReferenceField Field)> referrers;
    private readonly HashSet<string> variables = new(StringComparer.Ordinal);
    private readonly List<SecretVariable> secrets = [];
    private readonly SortedDictionary<string, (ObjectKey Owner, string Text)> files = new(StringComparer.Ordinal);

    public ExportContext(SandboxSnapshot snapshot, Roles roles, bool writesCsv)
    {
        WritesCsv = writesCsv;
        this.snapshot = snapshot;
        this.roles = roles;
        referrers = roles.Managed
            .Order()
            .SelectMany(k => snapshot.ReferencesOf(k).Select(r => (r.Target, Key: k, Live: snapshot[k], r.Field)))
            .ToLookup(r => r.Target, r => (r.Key, r.Live, r.Field));
        Keys = new(snapshot, roles, this);
    }

    public DraftKeys Keys { get; }

    public bool WritesCsv { get; }

    public KindSet Kinds => snapshot.Kinds;

    /// <summary>The variables that the blocks written so far refer to.</summary>
    public IReadOnlyList<SecretVariable> Secrets => secrets;

    /// <summary>The files that the blocks written so far refer to, by path.</summary>
    public IReadOnlyDictionary<string, (ObjectKey Owner, string Text)> Files => files;

    /// <summary>The block of an object under its key.</summary>
    public YamlEntry BlockOf(ObjectKey key)
    {
        var (block, kind, managed) = (new BlockWriter(this, key), Kinds[key.Kind], IsManaged(key));
        if (managed)
            Write(kind, key, block);
        else
            kind.WriteExisting(snapshot[key], block);
        return new(Keys[key], block.ToYaml())
        {
            Subject = key,
            TrailingComment = managed ? key.Id : snapshot.NameOf(key),
            Notes = block.Notes,
        };
    }

    /// <summary>Writes an object and, by keys of its block, its parts.</summary>
    private void Write(KindDefinition kind, ObjectKey key, BlockWriter block)
    {
        kind.Write(snapshot[key], block);
        foreach (var part in Keys.PartsOf(key))
        {
            var inner = new BlockWriter(this, part);
            Kinds[part.Kind].Write(snapshot[part], inner);
            block.Set(inner.ToYaml().Entries.FirstOrDefault(e => e.Key == Kinds[part.Kind].Description.PartOf!.Key));
        }
    }

    public LiveObject? Find(ObjectKey key) => snapshot.Has(key) ? snapshot[key] : null;

    public bool IsManaged(ObjectKey key) => roles.Managed.Contains(key);

    public IEnumerable<(ObjectKey Key, LiveObject Live, ReferenceField Field)> ReferrersOf(ObjectKey key) => referrers[key];

    public bool HasKey(ObjectKey key) => Keys.Has(key);

    public string KeyOf(ObjectKey key) => Keys[key];

    public bool IsWritten(ObjectKey key, ObjectKey within) => Keys.OuterOf(key) == within;

    public ObjectKey? Resolve(ReferenceField field, LiveObject live) =>
        field.TextsIn(live.Fields).Select(text => (ObjectKey?)snapshot.Resolve(field, text)).FirstOrDefault();

    public ObjectKey? FindByName(string kind, string name) => snapshot.FindByName(kind, name);

    public string AddVariable(ObjectKey key, string name, string path, string type)
    {
        var variable = ObjectKeys.Variable(Keys[key], name, variables);
        secrets.Add(new(variable, type, new ResourceAddress(key.Kind, Keys[key]), path));
        return variable;
    }

    public void AddFile(ObjectKey key, string path, string text) => files.Add(path, (key, text));
}
