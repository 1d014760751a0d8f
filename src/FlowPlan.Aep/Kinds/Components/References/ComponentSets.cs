using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Components.References;

/// <summary>
/// Sets of components, such as the field groups of a schema: a map from each id to true. A member whose id is not known yet is there under the key
/// of its block, with the reference as its value.
/// </summary>
internal static class ComponentSets
{
    /// <summary>Adds a member.</summary>
    public static void Set(FieldBuilder fields, string set, SourceSpan span, string text, Value member)
    {
        if (member is Value.Reference)
            fields.Set(member, span, set, text);
        else
            fields.Set(Value.Of(true), span, set, member is Value.Text(var id) ? id : text);
    }

    /// <summary>The set with the ids that are known.</summary>
    public static Value.Map Canonicalize(Value.Map fields, string set) => fields[set] switch
    {
        Value.Map { Entries.IsEmpty: true } => fields.Without(set),
        Value.Map members => fields.With(set, Value.Map.Of(members.Entries.Select(m => m.Value is Value.Text(var id)
            ? KeyValuePair.Create(XdmIds.ToUri(id), Value.Of(true))
            : KeyValuePair.Create(m.Value is Value.Reference ? m.Key : XdmIds.ToUri(m.Key), m.Value)))),
        _ => fields,
    };

    /// <summary>The id of a member that is written.</summary>
    public static string IdOf(string member, Value? value) => value is Value.Text(var id) ? id : member;
}
