using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Aep.Kinds.Schemas;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Manifests.Writing;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Datasets;

/// <summary>Datasets.</summary>
internal sealed class DatasetDefinition : KindDefinition
{
    public override KindDescription Description { get; } = new(
        "dataset",
        "datasets",
        [
            new("id", "the dataset's id"),
            new("name", "its name"),
            new("schemaId", "the $id of its schema"),
        ],
        [
            new("schema", FieldChangeEffect.Replace),
            new("profile/enabled", FieldChangeEffect.Update) { DefaultValue = Value.Of(false) },
            new("profile/upsert", FieldChangeEffect.Update)
            {
                DefaultValue = Value.Of(false),
                Consequence = "Profile is switched off for a moment; data that arrives meanwhile does not reach it",
            },
            new("identity/enabled", FieldChangeEffect.Update) { DefaultValue = Value.Of(false) },
            new("retention", FieldChangeEffect.Update)
            {
                LossOf = Retention.LossOf,
                OnRemove = FieldChangeEffect.Refuse,
                RemoveConsequence = "Catalog has no call that removes a retention: declare the one that you need",
            },
            new("tags/*", FieldChangeEffect.Update) { IsAtomic = true },
        ],
        [
            new("schema/id", "schema"),
        ])
    {
        Fields = ["name", "description", "schema/id", "schema/version", "profile/enabled", "profile/upsert", "identity/enabled", "retention/lake", "retention/profile", "tags/**"],
        IdFormat = IdFormats.Hexadecimal(24),
    };

    public override IReadOnlyList<DiagnosticDescriptor> Diagnostics => DatasetDescriptors.All;

    public override Value.Map Canonicalize(Value.Map fields) =>
        CanonicalForms.Rewrite(SchemaReference.WithMajorVersion(fields), "tags", tags => tags is Value.Map map
            ? Value.Map.Of(map.Entries.Select(e => KeyValuePair.Create(e.Key, CanonicalForms.Set(e.Value))))
            : tags);

    public override string? Permission => "manage-datasets";

    public override string? NaturalKey(Value.Map fields) => Keys.Of(FieldPath.Find(fields, "schema/id"), fields["name"]);

    public override string? DeleteConsequence(LiveObject live) => "the data in the dataset is lost";

    public override void Read(BlockReader block, FieldBuilder fields)
    {
        var schema = block.Reference("schema");
        fields
            .Set(block.Required("name"), block.SpanOf("name"), "name")
            .Copy(block.Body, "description")
            .Set(schema?.To(), block.SpanOf("schema"), "schema", "id")
            .Set(Value.Of(SchemaDefaults.VersionOf(schema).Split('.')[0]), block.SpanOf("schema"), "schema", "version")
            .Shorthand(block.Body["profile"], "profile", "enabled")
            .Shorthand(block.Body["identity"], "identity", "enabled")
            .Shorthand(block.Body[DatasetRetention.Field], DatasetRetention.Field, "lake");
        foreach (var tag in (block.Body["tags"] as Node.Mapping)?.Entries ?? [])
        {
            if (DatasetTags.IsReserved(tag.Key))
                block.Diagnostics.Add(DatasetDiagnostics.ReservedTag(tag.KeySpan, tag.Key));
            fields.Set(tag.Value, "tags", tag.Key);
        }
    }

    /// <summary>The schema of the dataset, which a target connection needs as well.</summary>
    public override Value.Map ReadDefaults(BlockReader block) => block.OptionalReference("schema") is { } schema
        ? Value.Map.Of((SchemaDefaults.Schema, schema.To()), (SchemaDefaults.Version, Value.Of(SchemaDefaults.VersionOf(schema))))
        : Value.Map.Empty;

    public override void Validate(DesiredResource self, DesiredGraph graph, DiagnosticBag diagnostics)
    {
        DatasetRetention.Check(self, graph, diagnostics);
        var inProfile = FieldPath.Find(self.Fields, "profile/enabled") == Value.Of(true);
        if (FieldPath.Find(self.Fields, "profile/upsert") == Value.Of(true) && !inProfile)
            diagnostics.Add(DatasetDiagnostics.UpsertWithoutProfile(self.FieldSpans["profile/upsert"]));
        if (inProfile && FieldPath.Find(self.Fields, "identity/enabled") is null)
            diagnostics.Add(DatasetDiagnostics.ProfileWithoutIdentity(self.FieldSpans["profile/enabled"], self.Address.Key));
        if (inProfile && graph.Follow(self, "schema/id") is { } schema && schema.Fields["profile"] != Value.Of(true))
            diagnostics.Add(DatasetDiagnostics.SchemaNotProfile(self.FieldSpans["profile/enabled"], self.Address.Key, schema.Address.Key));
    }

    public override void ValidateAll(IReadOnlyList<DesiredResource> resources, DesiredGraph graph, DiagnosticBag diagnostics) =>
        DatasetGuardrails.Check(resources, graph, diagnostics);

    /// <summary>The schema must be enabled for Profile first, also one that is managed elsewhere.</summary>
    public override IEnumerable<Diagnostic> CheckExisting(DesiredResource desired, Func<ResourceAddress, LiveObject?> existing)
    {
        if (FieldPath.Find(desired.Fields, "profile/enabled") == Value.Of(true)
            && FieldPath.Find(desired.Fields, "schema/id") is Value.Reference { Address: var schema }
            && existing(schema) is { } live
            && live.Fields["profile"] != Value.Of(true))
        {
            yield return DatasetDiagnostics.ExistingSchemaNotProfile(desired.FieldSpans["profile/enabled"], desired.Address, schema.Key, live.Id);
        }
    }

    public override void Write(LiveObject live, BlockWriter block)
    {
        // A tag that is not a list of strings is somebody else's: it is not declared and stays as it is.
        var tags = (live.Fields["tags"] as Value.Map ?? Value.Map.Empty).Entries
            .Where(t => t.Value is Value.List { Items: { IsEmpty: false } items } && items.All(i => i is Value.Text))
            .Select(t => new YamlEntry(t.Key, Yaml.Of(t.Value)))
            .ToList();
        block
            .Multiline()
            .Set("name", live.Fields["name"])
            .Set("description", live.Fields["description"])
            .Reference("schema")
            .Shorthand("profile", "enabled", live.Fields["profile"])
            .Shorthand("identity", "enabled", live.Fields["identity"])
            .Set("identity", IsProfileOnly(live) ? Value.Of(false) : null)
            .Set(DatasetRetention.Field, live.Fields[DatasetRetention.Field])
            .Set(tags.Count == 0 ? null : new YamlEntry("tags", new Yaml.Map(tags)));
    }

    /// <summary>Whether Identity must be written as off, because leaving it out of a Profile dataset is pointed out.</summary>
    private static bool IsProfileOnly(LiveObject live) =>
        FieldPath.Find(live.Fields, "profile/enabled") == Value.Of(true) && FieldPath.Find(live.Fields, "identity/enabled") != Value.Of(true);

    public override IResourceOperations Connect(AepServices services) => new DatasetOperations(this, services.Catalog);
}
