using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Components.Fields;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Aep.Kinds.Mappings.Bodies;
using FlowPlan.Aep.Kinds.Mappings.Checks;
using FlowPlan.Aep.Kinds.Schemas;
using FlowPlan.Aep.Kinds.Schemas.Trees;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Manifests.Writing;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Mappings;

/// <summary>Mapping sets. A change is a new version of the whole set, to which the flow is then pointed.</summary>
internal sealed class MappingDefinition : KindDefinition, IExportNeeds
{
    public override KindDescription Description { get; } = new(
        "mapping",
        "mappings",
        [
            new("id", "the mapping set's id"),
            new("name", "its name"),
            new("version", "its version, which rises with each change", ChangedByUpdate: true),
        ],
        [
            new("schema", FieldChangeEffect.Replace),
            new(MappingFields.InputSchema, FieldChangeEffect.Update),
            new("fields/*", FieldChangeEffect.Update) { IsAtomic = true },
            .. MappingFields.Flags.Select(f => new FieldRule(f, FieldChangeEffect.Update) { DefaultValue = Value.Of(false) }),
        ],
        [
            new("schema/id", "schema"),
            new($"{MappingFields.InputSchema}/id", "schema") { Key = MappingFields.InputSchema },
        ])
    {
        CreateBeforeDestroy = true,
        Fields = ["name", "schema/id", "schema/version", "inputSchema/id", "inputSchema/version", "strictMapping", "allowNullValues", "fields/**", "names/**", "descriptions/**"],
        IdFormat = IdFormats.Hexadecimal(32),
    };

    public override IReadOnlyList<DiagnosticDescriptor> Diagnostics => MappingDescriptors.All;

    public override Value.Map Canonicalize(Value.Map fields)
    {
        var complete = SchemaReference.WithFullVersion(SchemaReference.WithFullVersion(fields), MappingFields.InputSchema);
        var tenant = MappingTenant.TenantIn(fields);
        foreach (var group in MappingFields.Groups)
        {
            complete = CanonicalForms.Rewrite(complete, group, declared => declared is Value.Map map
                ? Value.Map.Of(map.Entries.Select(e => KeyValuePair.Create(FieldName.WithTenant(e.Key, tenant), MappingFields.Canonicalize(e.Value, group))))
                : declared);
        }

        return complete;
    }

    public override string? NaturalKey(Value.Map fields) => Keys.Of(fields["name"]);

    public override void Read(BlockReader block, FieldBuilder fields)
    {
        var schema = block.Reference("schema");
        fields
            .Set(block.Body["name"]?.ToValue() ?? Value.Of(block.Key), block.SpanOf("name"), "name")
            .Set(schema?.To(), block.SpanOf("schema"), "schema", "id")
            .Set(Value.Of(SchemaDefaults.VersionOf(schema)), block.SpanOf("schema"), "schema", "version");
        if (block.OptionalReference(MappingFields.InputSchema) is { } input)
        {
            fields
                .Set(input.To(), block.SpanOf(MappingFields.InputSchema), MappingFields.InputSchema, "id")
                .Set(Value.Of(SchemaDefaults.VersionOf(input)), block.SpanOf(MappingFields.InputSchema), MappingFields.InputSchema, "version");
        }

        foreach (var flag in MappingFields.Flags)
            fields.Set(block.Body[flag]?.ToValue(), block.SpanOf(flag), flag);
        var declared = MappingFieldFiles.Of(block);
        if (declared.Count == 0 && block.Body[MappingFieldFiles.Key] is null)
        {
            block.ReportMissing($"fields' or '{MappingFieldFiles.Key}");
            return;
        }

        var functions = LiveFunctions.Of(block.Declarations.Manifest, block.Diagnostics);
        foreach (var field in declared)
        {
            fields.Set(ReadField(block.Diagnostics, field.Value, functions), field.Value.Span, "fields", field.Key);
            foreach (var (group, key) in MappingFields.Texts)
                fields.Set((field.Value as Node.Mapping)?[key]?.ToValue(), field.Value.Span, group, field.Key);
            fields.AddPlaces(field.Value, FieldPath.Of("fields", field.Key));
            fields.Mark(field.KeySpan, "fields", field.Key, TargetRules.Place);
        }
    }

    public override void Validate(DesiredResource self, DesiredGraph graph, DiagnosticBag diagnostics)
    {
        if (self.Existing is not null)
            return;
        var schema = TargetSchema.Of(self, "schema/id", graph);
        new TargetRules(self, diagnostics).Check(schema, SchemaTree.Of(schema, graph));
    }

    /// <summary>The copies of the schemas that mappings fill must be usable.</summary>
    public override void ValidateAll(IReadOnlyList<DesiredResource> resources, DesiredGraph graph, DiagnosticBag diagnostics) =>
        LiveTargets.ReportUnusable(resources, graph, diagnostics);

    public override void Write(LiveObject live, BlockWriter block)
    {
        var tenant = MappingTenant.TenantIn(live.Fields);

        // What is only copied comes first: it is easy to read.
        List<KeyValuePair<string, Value>> fields =
        [
            .. (live.Fields["fields"] as Value.Map ?? Value.Map.Empty).Entries
                .Select(f => KeyValuePair.Create(FieldName.WithoutTenant(f.Key, tenant), MappingFields.WithTexts(live.Fields, f.Key, f.Value)))
                .OrderBy(f => (f.Value as Value.Map)?["expression"] is not null),
        ];
        block.Multiline().Set("name", live.Fields["name"]).Reference("schema");
        if (Needs(live, block.Scope.IsManaged).Any(r => r.Key == MappingFields.InputSchema))
            block.Reference(MappingFields.InputSchema);
        foreach (var flag in MappingFields.Flags.Where(f => live.Fields[f] == Value.Of(true)))
            block.Set(flag, live.Fields[flag]);
        if (block.Scope.WritesCsv && fields.Count > 0 && CsvText.Of(fields) is { } csv)
            block.File(MappingFieldFiles.Key, $"mappings/{block.Key}.csv", csv);
        else
            block.Set(new YamlEntry("fields", new Yaml.Map([.. fields.Select(f => new YamlEntry(f.Key, WriteField(f.Value)))]) { Multiline = true }));
    }

    /// <summary>An input schema that the manifest does not manage need not be named: an update keeps it.</summary>
    public IEnumerable<ReferenceField> Needs(LiveObject live, Func<ObjectKey, bool> isManaged) =>
        SchemaReference.In(live.Fields, MappingFields.InputSchema).Id is Value.Text(var input) && isManaged(new("schema", input))
            ? Description.References
            : Description.References.Where(r => r.Key != MappingFields.InputSchema);

    public override IResourceOperations Connect(AepServices services) => new MappingOperations(
        this, services.DataPrep, MappingSetFormat.Of(services.Settings), new(services.SchemaRegistry), services.Settings.Parallelism);

    private static Value.Map ReadField(DiagnosticBag diagnostics, Node node, LiveFunctions? functions)
    {
        if (node is not Node.Mapping parts)
            return Value.Map.Of(("source", node.ToValue()));
        if (parts["expression"] is Node.Scalar expression)
            diagnostics.AddRange(ExpressionFindings.In(expression, functions));
        var identity = parts["identity"]?.ToValue();
        return Value.Map.Of(
            ("source", parts["source"]?.ToValue()),
            ("expression", parts["expression"]?.ToValue()),
            ("static", parts["static"]?.ToValue()),
            ("identity", identity == Value.Of(true) ? identity : null));
    }

    /// <summary>A field of a mapping: what goes in first, and nothing else where that says it all.</summary>
    private static Yaml WriteField(Value field) => field switch
    {
        Value.Map { Entries: [{ Key: "source", Value: Value.Text only }] } => Yaml.Of(only),
        Value.Map map => new Yaml.Map([.. map.Entries.OrderBy(e => Array.IndexOf(MappingFields.Order, e.Key)).Select(e => new YamlEntry(e.Key, e.Value is Value.Text(var text) ? Yaml.LongText(text) : Yaml.Of(e.Value)))]),
        _ => Yaml.Of(field),
    };
}
