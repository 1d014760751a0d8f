using FlowPlan.Aep.Kinds;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Dialect;

/// <summary><c>sourceConnections</c>, and what a flow's <c>source</c> stands for.</summary>
internal static class SourceConnectionSection
{
    public static void Expand(Expansion expansion, ResourceDeclaration declaration)
    {
        if (CommonParts.TryExisting(expansion, declaration))
            return;
        var (body, span, address) = (declaration.Body, declaration.KeySpan, Expansion.AddressOf(declaration));
        var connection = expansion.Refer(body, "connection", SectionNames.Connections);
        var (id, version) = body["type"] is null && connection is not null
            ? ConnectionSection.SpecificationOf(connection.Body)
            : ConnectionSection.SpecificationOf(body);
        IdForms.CheckSpecification(expansion.Found, body["type"] as Node.Mapping);
        var at = body["type"]?.Span ?? body["connection"]?.Span ?? span;
        var fields = new FieldBuilder()
            .Set(expansion.Required(address, body, span, "name"), body["name"]?.Span ?? span, "name")
            .Copy(body, "description")
            .Set(expansion.Reference(address, body, span, "connection", SectionNames.Connections), body["connection"]?.Span ?? span, "baseConnectionId")
            .Set(Value.Of(id), at, "spec", "id")
            .Set(Value.Of(version), at, "spec", "version")
            .Copy(body, "data")
            .Copy(body, "params");
        CommonParts.Add(expansion, declaration, fields);
    }
}

/// <summary><c>targetConnections</c>, and what a flow's <c>target</c> stands for.</summary>
internal static class TargetConnectionSection
{
    public static void Expand(Expansion expansion, ResourceDeclaration declaration)
    {
        if (CommonParts.TryExisting(expansion, declaration))
            return;
        var (body, span, address) = (declaration.Body, declaration.KeySpan, Expansion.AddressOf(declaration));
        var fields = new FieldBuilder()
            .Set(expansion.Required(address, body, span, "name"), body["name"]?.Span ?? span, "name")
            .Copy(body, "description");
        if (body["type"] is Node.Mapping type)
        {
            IdForms.CheckSpecification(expansion.Found, type);
            var (id, version) = ConnectionSection.SpecificationOf(body);
            fields.Set(Value.Of(id), type.Span, "spec", "id").Set(Value.Of(version), type.Span, "spec", "version").Copy(body, "data").Copy(body, "params");
        }
        else
        {
            AddDataset(expansion, address, declaration, fields);
        }

        CommonParts.Add(expansion, declaration, fields);
    }

    /// <summary>The schema that a target names itself, which it must where the dataset is only looked up.</summary>
    public static ResourceDeclaration? OwnSchemaOf(Expansion expansion, Node.Mapping target) =>
        expansion.Refer(target, "schema", SectionNames.Schemas);

    /// <summary>The schema of the dataset that a target writes into, where the manifest declares it.</summary>
    public static ResourceDeclaration? SchemaOf(Expansion expansion, Node.Mapping target)
    {
        var dataset = Expansion.TextOf(target, "dataset") is { } key ? expansion.Find(SectionNames.Datasets, key) : null;
        return Expansion.TextOf(dataset?.Body, "schema") is { } schema ? expansion.Find(SectionNames.Schemas, schema) : null;
    }

    private static void AddDataset(Expansion expansion, ResourceAddress address, ResourceDeclaration declaration, FieldBuilder fields)
    {
        var (body, span) = (declaration.Body, declaration.KeySpan);
        foreach (var other in body.Entries.Where(e => e.Key is "data" or "params"))
            expansion.Found.Add(DialectDiagnostics.NotTogether(other.KeySpan, other.Key, "'dataset'; it goes with 'type'"));
        var at = body["dataset"]?.Span ?? span;
        var (own, held) = (OwnSchemaOf(expansion, body), SchemaOf(expansion, body));
        if (own is not null && held is not null)
            SchemaAgreement.Check(expansion.Found, body["schema"]!.Span, address.ToString(), own, Expansion.TextOf(body, "dataset")!, held);
        var schema = own ?? held;
        var dataset = expansion.Reference(address, body, span, "dataset", SectionNames.Datasets);
        Value? schemaId = schema is not null
            ? new Value.Reference(Expansion.AddressOf(schema), "id")
            : dataset is null ? null : new Value.Reference(dataset.Address, "schemaId");
        fields
            .Set(Value.Of(WellKnown.DataLake), at, "spec", "id")
            .Set(Value.Of("1.0"), at, "spec", "version")
            .Set(dataset, at, "dataSetId")
            .Set(schemaId, body["schema"]?.Span ?? at, "schema", "id")
            .Set(Value.Of(SchemaSection.VersionOf(schema)), body["schema"]?.Span ?? at, "schema", "version");
    }
}
