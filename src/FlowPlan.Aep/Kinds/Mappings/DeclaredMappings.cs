using System.Collections.Immutable;
using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Components.Fields;
using FlowPlan.Aep.Kinds.Mappings.Bodies;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;
using FlowPlan.DataPrep.Mapping;

namespace FlowPlan.Aep.Kinds.Mappings;

/// <summary>The mappings of a manifest, to be evaluated.</summary>
public static class DeclaredMappings
{
    private const string Sensitive = "it uses a sensitive variable, which is not evaluated";

    private static readonly string Kind = new MappingDefinition().Description.Name;
    private static readonly string Section = new MappingDefinition().Description.Section;

    /// <summary>The fields of each mapping, by its key, in the order of the manifest. Mappings that are only referred to are left out.</summary>
    public static IReadOnlyDictionary<string, CompiledMapping> Of(DesiredResources desired)
    {
        ArgumentNullException.ThrowIfNull(desired);
        return desired.Items.Where(d => d.Address.Kind == Kind && d.Existing is null).ToDictionary(
            d => d.Address.Key,
            d => Of(d.Fields),
            StringComparer.Ordinal);
    }

    /// <summary>The mapping that the fields of a resource describe, with <c>_tenant</c> in its targets.</summary>
    public static CompiledMapping Of(Value.Map fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return new(FieldsIn(fields).Select(f => FieldOf(f.Key, f.Value)));
    }

    /// <summary>
    /// The live mapping of a planned action, with <c>_tenant</c> in its targets. The service returns secrets in the clear, so a field that is
    /// sensitive where it is declared, or was when it was last applied, is hidden.
    /// </summary>
    public static CompiledMapping LiveOf(PlannedAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        var sensitive = FieldsIn(action.Fields).Concat(FieldsIn(action.Prior?.Fields ?? Value.Map.Empty)).Where(f => Secrets.In(f.Value)).Select(f => f.Key).ToHashSet(StringComparer.Ordinal);
        return new(FieldsIn(action.Live?.Fields ?? Value.Map.Empty).Select(f => sensitive.Contains(f.Key) ? new(f.Key, null, null, Sensitive) : FieldOf(f.Key, f.Value)));
    }

    /// <summary>The targets, with <c>_tenant</c>, of the fields that a planned action writes or removes.</summary>
    public static IReadOnlySet<string> TargetsWrittenBy(PlannedAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        var tenant = MappingTenant.TenantIn(action.Live?.Fields ?? action.Fields);
        return action.Differences.Where(d => d.Path.Keys is ["fields", _, ..]).Select(d => FieldName.WithoutTenant(d.Path.Keys[1], tenant)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The resource that the schema of a mapping is; null where its id is given.</summary>
    public static ResourceAddress? SchemaOf(Value.Map fields) => SchemaReference.In(fields).Id is Value.Reference(var schema, _) ? schema : null;

    /// <summary>The id of the schema of a mapping where it is given; null where it is that of a resource.</summary>
    public static string? SchemaIdOf(Value.Map fields) => SchemaReference.In(fields).Id is Value.Text(var id) ? id : null;

    /// <summary>The addresses of the schemas that the mappings of a manifest fill, sorted.</summary>
    public static IReadOnlyList<ResourceAddress> SchemasOf(DesiredResources desired)
    {
        ArgumentNullException.ThrowIfNull(desired);
        return [.. desired.Items.Where(d => d.Address.Kind == Kind && d.Existing is null).Select(d => SchemaOf(d.Fields)).OfType<ResourceAddress>().Distinct().Order()];
    }

    /// <summary>The address of a mapping.</summary>
    public static ResourceAddress AddressOf(string key) => new(Kind, key);

    /// <summary>Whether a resource is a mapping.</summary>
    public static bool IsMapping(ResourceAddress address) => address.Kind == Kind;

    /// <summary>The tests next to each mapping, by its key.</summary>
    public static IEnumerable<(string Mapping, Node Tests)> TestsIn(Declarations declarations) =>
        WithTestsIn(declarations).Select(mapping => (mapping.Key, mapping.Body["tests"]!));

    /// <summary>The mappings that have tests next to them.</summary>
    public static ImmutableArray<ResourceDeclaration> WithTestsIn(Declarations declarations)
    {
        ArgumentNullException.ThrowIfNull(declarations);
        return [.. declarations.Resources.Where(r => r.Section == Section && r.Body["tests"] is not null)];
    }

    /// <summary>The key of the mapping of that name, or of the flow of that name; null where there is none.</summary>
    public static string? KeyOf(DesiredResources desired, string name)
    {
        ArgumentNullException.ThrowIfNull(desired);
        var (key, named) = (name[(name.LastIndexOf('.') + 1)..], desired.Items.Where(d => d.Address.Key == name[(name.LastIndexOf('.') + 1)..]).ToList());
        return named.Exists(d => d.Address.Kind == Kind)
            ? key
            : named.SelectMany(d => Value.ReferencesIn(d.Fields)).Where(r => r.Address.Kind == Kind).Select(r => r.Address.Key).FirstOrDefault();
    }

    private static IEnumerable<KeyValuePair<string, Value>> FieldsIn(Value.Map mapping)
    {
        var tenant = MappingTenant.TenantIn(mapping);
        return (mapping["fields"] as Value.Map ?? Value.Map.Empty).Entries.Select(f => KeyValuePair.Create(FieldName.WithoutTenant(f.Key, tenant), f.Value));
    }

    private static MappedField FieldOf(string target, Value declared)
    {
        var map = declared as Value.Map ?? Value.Map.Of(("source", declared));
        return (map["expression"] ?? map["static"] ?? map["source"]) switch
        {
            Value.Text(var text) when map["static"] is not null => MappedField.OfStatic(target, text),
            Value.Text => new(target, map.TextOf("source"), map.TextOf("expression")),
            Value.Secret or Value.SecretDigest => new(target, null, null, Sensitive),
            _ => new(target, null, null, "it is known after apply"),
        };
    }
}
