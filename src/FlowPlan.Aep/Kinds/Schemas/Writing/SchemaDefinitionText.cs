using System.Text;
using FlowPlan.Aep.Kinds.Components.References;
using FlowPlan.Core.Manifests.Writing;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Schemas.Writing;

/// <summary>The file with the definition of a schema: the short form, which says of each part what it is.</summary>
internal static class SchemaDefinitionText
{
    /// <param name="fields">The schema's fields.</param>
    /// <param name="nameOf">How the manifest names the class or field group of an id.</param>
    public static string Of(Value.Map fields, Func<string, string, string> nameOf)
    {
        var lines = new List<string>();
        foreach (var part in new[] { "title", "description", "class" })
        {
            if (fields.TextOf(part) is { Length: > 0 } text)
                lines.Add($"  \"{part}\": {Quoted(part == "class" ? nameOf(ComponentKinds.Class, text) : text)}");
        }

        var groups = (fields["fieldGroups"] as Value.Map ?? Value.Map.Empty).Entries.Select(g => $"    {Quoted(nameOf(ComponentKinds.FieldGroup, g.Key))}").ToList();
        if (groups.Count > 0)
            lines.Add($"  \"fieldGroups\": [\n{string.Join(",\n", groups)}\n  ]");
        if (fields["profile"] == Value.Of(true))
            lines.Add("  \"profile\": true");
        return new StringBuilder("{\n").AppendJoin(",\n", lines).Append("\n}\n").ToString();
    }

    private static string Quoted(string text) => YamlScalars.Quoted(YamlScalars.WithoutExpressions(text));
}
