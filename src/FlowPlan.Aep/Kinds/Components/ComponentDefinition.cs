using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Components.Fields;
using FlowPlan.Aep.Kinds.Components.Lookup;
using FlowPlan.Aep.Kinds.Components.Reading;
using FlowPlan.Aep.Kinds.Components.References;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Manifests.Writing;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Components;

/// <summary>What field groups, data types and classes have in common: a title and fields, in the manifest or in a JSON file.</summary>
internal abstract class ComponentDefinition : KindDefinition
{
    /// <summary>The collection of the registry.</summary>
    public abstract string Collection { get; }

    /// <summary>The part of ids that names the collection.</summary>
    public abstract string IdFolder { get; }

    /// <summary>Whether the fields are in the object of the organization.</summary>
    public abstract bool HasTenant { get; }

    /// <summary>What else than fields the kind has, as the registry writes it.</summary>
    public abstract IComponentPart Part { get; }

    public override string? Permission => "manage-schemas";

    public override string? NaturalKey(Value.Map fields) => Keys.Of(fields["title"]);

    public override string? DeleteConsequence(LiveObject live) => "schemas that use it lose its fields; the service refuses while one uses it";

    public override Value.Map ReadDefaults(BlockReader block) => block.TextOf("title") is { } title
        ? Value.Map.Of((ComponentKinds.Title, Value.Of(title)))
        : Value.Map.Empty;

    public override Value.Map Canonicalize(Value.Map fields) => Part.Canonicalize(fields);

    public override void Read(BlockReader block, FieldBuilder fields)
    {
        var body = block.Body;
        if (body["definition"] is Node.Scalar file)
        {
            block.Reject(["title", "description", "fields", .. Part.ManifestKeys], "'definition': the file holds all of it");
            if (DefinitionFile.Read(block, file, span => ComponentDiagnostics.BadComponent(span, $"there is no file '{file.Value}'", "paths start at the manifest's folder")) is not { } read)
            {
                block.Abandon();
                return;
            }

            body = read;
        }

        var references = new ComponentReferences(block.Declarations, block.Diagnostics);
        if (body["title"] is Node.Scalar { Value: not Value.Null } title)
            fields.Set(title.Value, title.Span, "title");
        else
            block.ReportMissing(body == block.Body ? "title' or 'definition" : "title");
        fields.Copy(body, "description");
        if (Part.Read(body, references, block.Diagnostics, fields) is { } missing)
        {
            if (body == block.Body)
                block.ReportMissing(missing);
            else
                block.Diagnostics.Add(ComponentDiagnostics.BadComponent(body.Span, $"the definition has no '{missing}'", "add it"));
        }

        if (body["fields"] is Node.Mapping declared)
            new ComponentFields(HasTenant, references, block.Diagnostics).Read(declared, fields);
        else if (body != block.Body)
            new ComponentJson(HasTenant, references, block.Diagnostics).Read(body, fields);
    }

    public override void Validate(DesiredResource self, DesiredGraph graph, DiagnosticBag diagnostics)
    {
        ComponentTitles.Check(self, graph, diagnostics);
        UnknownComponents.Warn(self, diagnostics);
    }

    public override void Write(LiveObject live, BlockWriter block)
    {
        block.Multiline().Set("title", live.Fields["title"]).Set("description", live.Fields["description"]);
        Part.Write(live.Fields, block);
        var fields = (live.Fields["fields"] as Value.Map ?? Value.Map.Empty).Entries
            .Select(f => new YamlEntry(f.Key, FieldYaml.Of((Value.Map)f.Value, id => block.KeyOrId(ComponentKinds.DataType, id))))
            .ToList();
        if (fields.Count > 0)
            block.Set(new YamlEntry("fields", new Yaml.Map(fields) { Multiline = true }));
    }

    public override IResourceOperations Connect(AepServices services) =>
        new ComponentOperations(this, services.SchemaRegistry.For(Collection), new(new(services.SchemaRegistry, services.Catalog)));

    /// <summary>The description of a kind of components.</summary>
    protected static KindDescription Describe(string name, string section, string folder, IEnumerable<FieldRule> rules, IEnumerable<ReferenceField> references, IEnumerable<FieldPattern> fields) => new(
        name,
        section,
        [
            new("altId", "the short id (meta:altId)"),
            new("id", "the $id"),
            new("title", "its title"),
        ],
        [
            .. rules,
            new("fields", FieldChangeEffect.Update) { IsTree = true },
            new("fields/*/values", FieldChangeEffect.Update) { IsAtomic = true, IsTree = true },
        ],
        [
            .. references,
            new("fields/*/ref", ComponentKinds.DataType) { Refers = XdmIds.IsOwn },
            new("fields/*/items/ref", ComponentKinds.DataType) { Refers = XdmIds.IsOwn },
        ])
    {
        NameField = "title",
        IsUsedByMany = true,
        Fields = ["title", "description", .. fields, "fields/**"],
        IdFormat = new(
            $"https://ns.adobe.com/<tenant>/{folder}/… or _<tenant>.{folder}.…",
            text => XdmIds.IsComponentId(text) && (text.Contains($"/{folder}/", StringComparison.Ordinal) || text.Contains($".{folder}.", StringComparison.Ordinal))),
    };
}
