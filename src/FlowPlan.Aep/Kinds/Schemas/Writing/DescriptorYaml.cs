using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Aep.Kinds.IdentityNamespaces;
using FlowPlan.Aep.Kinds.Schemas.Descriptors;
using FlowPlan.Core.Manifests.Writing;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Schemas.Writing;

/// <summary>Writes what is known of the fields of a schema into its block.</summary>
internal static class DescriptorYaml
{
    public static void Write(Value.Map fields, BlockWriter block)
    {
        foreach (var group in DescriptorTypes.Groups)
        {
            if (fields[group] is not Value.Map { Entries.IsEmpty: false } entries)
                continue;
            block.Set(group == DescriptorTypes.DeprecatedFields
                ? new YamlEntry(group, new Yaml.List([.. entries.Entries.Select(e => Yaml.EscapedText(e.Key))]))
                : new YamlEntry(group, new Yaml.Map([.. entries.Entries.Select(e => new YamlEntry(e.Key, FieldOf(group, (Value.Map)e.Value, block)))]) { Multiline = true }));
        }
    }

    /// <summary>The parts of what is said of a field.</summary>
    public static Yaml.Map FieldOf(string group, Value.Map field, BlockWriter block) => new(
    [
        .. field.Entries
            .Where(e => !(group == DescriptorTypes.Identities && e.Key == "primary" && e.Value == Value.Of(false)))
            .Select(e => new YamlEntry(e.Key, e switch
            {
                { Key: "namespace", Value: Value.Text(var code) } => NamespaceOf(code, block),
                { Key: "schema", Value: Value.Text(var id) } => block.KeyOrId(DescriptorTypes.SchemaKind, id),
                _ => Yaml.Of(e.Value),
            })),
    ]);

    /// <summary>A namespace: the key of a declared one, or the code of any other.</summary>
    public static Yaml NamespaceOf(string code, BlockWriter block) =>
        block.KeyOf(IdentityNamespaceDefinition.Kind, code) is { } key ? Yaml.Literal(key) : Yaml.EscapedText(code);
}
