using FlowPlan.Core.Manifests.Writing;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Components.Fields;

/// <summary>A field as an exported manifest declares it: the name of its type where that says it all.</summary>
internal static class FieldYaml
{
    /// <param name="field">The field.</param>
    /// <param name="nameOf">How the manifest names the data type of an id.</param>
    public static Yaml Of(Value.Map field, Func<string, Yaml> nameOf)
    {
        if (field.Entries is [{ Key: "type", Value: Value.Text only }])
            return Yaml.Of(only);
        return new Yaml.Map([.. field.Entries.OrderBy(e => e.Key is not ("type" or "ref")).Select(e => new YamlEntry(e.Key, e switch
        {
            { Key: "ref", Value: Value.Text(var id) } => nameOf(id),
            { Key: "items", Value: Value.Map items } => Of(items, nameOf),
            _ => Yaml.Of(e.Value),
        }))]);
    }
}
