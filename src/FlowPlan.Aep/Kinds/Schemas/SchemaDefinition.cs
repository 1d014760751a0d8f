using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Components.References;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Aep.Kinds.IdentityNamespaces;
using FlowPlan.Aep.Kinds.Schemas.Copies;
using FlowPlan.Aep.Kinds.Schemas.Descriptors;
using FlowPlan.Aep.Kinds.Schemas.Writing;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Manifests.Writing;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Schemas;

/// <summary>Schemas. They can only grow: field groups are added, and Profile is enabled for good.</summary>
internal sealed class SchemaDefinition : KindDefinition
{
    private const string PrimaryIsFixed = "the primary identity of a schema that is enabled for Profile cannot be changed";
    private static readonly string[] WithRef = ["ref", "version"];
    private static readonly string[] ShortForm = ["title", "description", "class", "fieldGroups"];

    public override KindDescription Description { get; } = new(
        DescriptorTypes.SchemaKind,
        DescriptorTypes.SchemaSection,
        [
            new("altId", "the short id (meta:altId)"),
            new("id", "the schema's $id"),
            new("title", "its title"),
            new("version", "the version that datasets and mappings refer to"),
        ],
        [
            new("class", FieldChangeEffect.Refuse) { Consequence = "the class of a schema cannot be changed; create a new schema" },
            new("fieldGroups", FieldChangeEffect.Update)
            {
                IsSet = true,
                OnRemove = FieldChangeEffect.Update,
                RemoveConsequence = "its fields are no longer in the schema; the service refuses once the schema is in use",
            },
            new("profile", FieldChangeEffect.Update)
            {
                OnRemove = FieldChangeEffect.Refuse,
                Consequence = "this cannot be undone: a schema cannot be disabled for Profile again",
                RemoveConsequence = "a schema cannot be disabled for Profile again",
            },
            new("identities/*/namespace", FieldChangeEffect.Update) { IgnoresCase = true },
            new("identities/*/primary", FieldChangeEffect.Update) { DefaultValue = Value.Of(false) },
            new("relationships/*/namespace", FieldChangeEffect.Update) { IgnoresCase = true },
            new("friendlyNames/*/values", FieldChangeEffect.Update) { IsAtomic = true },
            new("deprecated", FieldChangeEffect.Update) { IsSet = true },
        ],
        [
            new("class", ComponentKinds.Class) { Refers = XdmIds.IsOwn },
            new("fieldGroups/*", ComponentKinds.FieldGroup) { Refers = XdmIds.IsOwn },
            new("identities/*/namespace", IdentityNamespaceDefinition.Kind, "code") { Refers = code => !StandardNamespaces.Contains(code) },
            new("relationships/*/namespace", IdentityNamespaceDefinition.Kind, "code") { Refers = code => !StandardNamespaces.Contains(code) },
            new("relationships/*/schema", DescriptorTypes.SchemaKind) { Refers = XdmIds.IsOwn },
        ])
    {
        NameField = "title",
        HasSharedObjects = true,
        Fields = ["title", "description", "class", "fieldGroups/**", "profile", "identities/**", "relationships/**", "friendlyNames/**", "deprecated/**"],
        IdFormat = SchemaIds.Format,
    };

    public override IReadOnlyList<DiagnosticDescriptor> Diagnostics => [.. SchemaDescriptors.All, .. GuardrailDescriptors.All, .. CopyDescriptors.All];

    public override Value.Map Canonicalize(Value.Map fields)
    {
        // A schema starts outside Profile; once it is in, leaving is refused like leaving the field out.
        var canonical = fields["profile"] is Value.Bool { IsTrue: false } or Value.Null ? fields.Without("profile") : fields;
        canonical = CanonicalForms.Rewrite(canonical, "class", XdmIds.ToUri);
        return ComponentSets.Canonicalize(canonical, "fieldGroups");
    }

    public override string? Permission => "manage-schemas";

    public override string? NaturalKey(Value.Map fields) => Keys.Of(fields["title"]);

    public override string? DeleteConsequence(LiveObject live) =>
        "datasets and mappings of the schema can no longer be created; the service refuses once it is in use";

    public override string? KeptReason(LiveObject live) =>
        live.Fields["profile"] == Value.Of(true) ? "a schema that is enabled for Profile cannot be deleted" : null;

    public override void Read(BlockReader block, FieldBuilder fields)
    {
        new DescriptorReader(block.Declarations, block.Diagnostics).Read(block.Body, fields);
        if (block.Body["profile"] is Node.Scalar { Value: Value.Bool { IsTrue: true } } profile)
            fields.Set(profile.Value, profile.Span, "profile");
        var references = new ComponentReferences(block.Declarations, block.Diagnostics);
        if (block.Body["definition"] is { } definition)
        {
            block.Reject(ShortForm, "'definition', which holds it");
            if (new SchemaDefinitionReader(block.Declarations.Source, block.Declarations.Directory, block.Declarations.Expressions, references).Read(definition, fields, block.Diagnostics))
                return;
        }
        else if (ShortForm.Any(k => block.Body[k] is not null))
        {
            if (new SchemaDefinitionReader(block.Declarations.Source, block.Declarations.Directory, block.Declarations.Expressions, references).ReadBlock(block, fields))
                return;
        }
        else
        {
            block.ReportMissing("ref' or 'definition");
        }

        block.Abandon();
    }

    /// <summary>A <c>ref</c> is an id or a title.</summary>
    public override ExistingReference? ReadExisting(BlockReader block)
    {
        if (block.Body["ref"] is not { } reference)
            return null;
        var text = reference.ToValue().ToString();
        var criteria = SchemaIds.IsId(text) ? ExistingCriteria.ById(text) : ExistingCriteria.ByName(text);
        return new(criteria with { Key = "ref" }, WithRef, "'ref': the schema is not managed here");
    }

    /// <summary>
    /// The version is not a field of the schema: it is what datasets, mappings and targets refer to. The copy of a schema that is only referred to is
    /// for those that check against it.
    /// </summary>
    public override Value.Map ReadDefaults(BlockReader block)
    {
        var version = block.TextOf("version") is { } declared ? Value.Map.Of((SchemaDefaults.Version, Value.Of(declared))) : Value.Map.Empty;
        return CriteriaOf(block) is { } criteria ? SchemaCopyFile.With(version, SchemaCopyFile.Read(block, criteria)) : version;
    }

    /// <summary>What a schema that is only referred to is found by; null for one that is managed.</summary>
    private ExistingCriteria? CriteriaOf(BlockReader block) => block.Body["existing"] is Node.Mapping existing
        ? new((existing["id"] as Node.Scalar)?.Value.ToString(), (existing["name"] as Node.Scalar)?.Value.ToString())
        : ReadExisting(block)?.Criteria;

    public override void Write(LiveObject live, BlockWriter block)
    {
        block.File("definition", $"schemas/{block.Key}.json", SchemaDefinitionText.Of(live.Fields, block.NameOf)).Set(VersionOf(block));
        DescriptorYaml.Write(live.Fields, block);
    }

    public override void Validate(DesiredResource self, DesiredGraph graph, DiagnosticBag diagnostics) => new SchemaRules(self, graph, diagnostics).Check();

    public override string? WhyFixed(FieldPath path, Value.Map declared, Value.Map live, DateTimeOffset now) =>
        live["profile"] == Value.Of(true)
        && path.Keys is [DescriptorTypes.Identities, var field, ..]
        && FieldPath.Find(live, FieldPath.Of(DescriptorTypes.Identities, field, "primary")) == Value.Of(true)
            ? PrimaryIsFixed
            : null;

    public override void WriteExisting(LiveObject live, BlockWriter block) =>
        block.Set(new YamlEntry("ref", Yaml.EscapedText(live.Id))).Set(VersionOf(block));

    public override void ValidateAll(IReadOnlyList<DesiredResource> resources, DesiredGraph graph, DiagnosticBag diagnostics) =>
        SchemaGuardrails.CheckAll(resources, graph.OfKind(DescriptorTypes.DescriptorKind).Count(), diagnostics);

    public override IResourceOperations Connect(AepServices services) => new SchemaOperations(this, services.SchemaRegistry, services.Descriptors, new(services.Catalog), services.Time);

    private static YamlEntry? VersionOf(BlockWriter block) =>
        SchemaVersionVote.Of(block) is var version && version != SchemaReference.DefaultVersion ? new("version", Yaml.EscapedText(version)) : null;
}
