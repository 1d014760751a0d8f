using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Components.Fields;
using FlowPlan.Aep.Kinds.Components.Lookup;
using FlowPlan.Aep.Kinds.Components.References;
using FlowPlan.Aep.Kinds.Schemas.Descriptors;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Schemas;

/// <summary>The rules of schemas that need no call: parts that fit, identities, relationships, Profile.</summary>
/// <param name="self">The schema.</param>
/// <param name="graph">All resources.</param>
/// <param name="diagnostics">Told of what is wrong.</param>
internal sealed class SchemaRules(DesiredResource self, DesiredGraph graph, DiagnosticBag diagnostics)
{
    /// <summary>Checks the schema.</summary>
    public void Check()
    {
        ComponentTitles.Check(self, graph, diagnostics);
        SchemaGuardrails.Check(self, diagnostics);
        SchemaGuardrails.CheckFields(self, graph, diagnostics);
        CheckParts();
        CheckPaths();
        var primaries = Entries(self, DescriptorTypes.Identities).Where(i => i.Field["primary"] == Value.Of(true)).Select(i => i.Path).ToList();
        if (primaries.Count > 1)
            diagnostics.Add(SchemaDiagnostics.SeveralPrimaries(SpanOf(DescriptorTypes.Identities, primaries[1]), $"{self.Address}", primaries));
        if (self.Fields["profile"] == Value.Of(true) && primaries.Count == 0 && HasIdentityMap(self) == false)
            diagnostics.Add(SchemaDiagnostics.ProfileWithoutIdentity(self.FieldSpans["profile"], $"{self.Address}"));
        foreach (var (path, relationship) in Entries(self, DescriptorTypes.Relationships))
            CheckRelationship(path, relationship);
    }

    /// <summary>The declared field groups must be made for the class, and standard components must be known.</summary>
    private void CheckParts()
    {
        var ofClass = self.Fields["class"] is { } value ? IdOf(value) : null;
        foreach (var (key, part) in (self.Fields["fieldGroups"] as Value.Map ?? Value.Map.Empty).Entries)
        {
            var span = SpanOf("fieldGroups", key);
            if (part is Value.Reference { Address: var address } && ofClass is not null && graph.Find(address) is { Existing: null } group && Classes(group) is { Count: > 0 } classes && !classes.Contains(ofClass))
                diagnostics.Add(SchemaDiagnostics.GroupOfOtherClass(span, $"{address}", classes));
        }

        UnknownComponents.Warn(self, diagnostics);
    }

    /// <summary>The fields that something is said of must be there; an identity must be a text.</summary>
    private void CheckPaths()
    {
        foreach (var group in DescriptorTypes.Groups)
        {
            foreach (var path in (self.Fields[group] as Value.Map ?? Value.Map.Empty).Entries.Select(e => e.Key))
            {
                var found = SchemaFields.Find(self, graph, path);
                if (found is { Type: null, IsUnknown: false })
                    diagnostics.Add(SchemaDiagnostics.BadDescriptor(SpanOf(group, path), $"{self.Address} has no field '{path}'", "name a field of its class or field groups; '_tenant' stands for the object of the organization"));
                else if (group == DescriptorTypes.Identities && found.Type is { } type && FieldTypes.Find(type)?.Json != "string")
                    diagnostics.Add(SchemaDiagnostics.BadDescriptor(SpanOf(group, path), $"'{path}' is of the type '{type}'; only a string can be an identity", "name another field, or change its type"));
            }
        }
    }

    private void CheckRelationship(string path, Value.Map relationship)
    {
        var span = SpanOf(DescriptorTypes.Relationships, path);
        if (self.Fields["profile"] == Value.Of(true) && relationship["namespace"] is null)
            diagnostics.Add(SchemaDiagnostics.BadDescriptor(span, $"the relationship '{path}' of a schema that is enabled for Profile has no namespace", "add 'namespace', that of the other schema's primary identity"));
        if (relationship["schema"] is not Value.Reference { Address: var address } || graph.Find(address) is not { Existing: null } other)
            return;
        if (HasIdentityMap(other) == true)
            diagnostics.Add(SchemaDiagnostics.BadDescriptor(span, $"{other.Address} has an identityMap, so that no relationship can lead to it", "name a schema with a primary identity"));
        var primary = Entries(other, DescriptorTypes.Identities).Where(i => i.Field["primary"] == Value.Of(true)).Select(i => i.Field["namespace"]).FirstOrDefault();
        if (primary is not null && relationship["namespace"] is { } code && !Same(primary, code))
            diagnostics.Add(SchemaDiagnostics.BadDescriptor(span, $"the namespace of the relationship '{path}' is not that of the primary identity of {other.Address}", "write the namespace of that identity"));
    }

    /// <summary>Whether a part of a schema has an identityMap; null where not all parts are known.</summary>
    private bool? HasIdentityMap(DesiredResource schema) => SchemaFields.Find(schema, graph, "identityMap") switch
    {
        { IsUnknown: true } => null,
        var found => found.Type is not null,
    };

    private static bool Same(Value left, Value right) => left is Value.Text(var text) && right is Value.Text(var other)
        ? string.Equals(text, other, StringComparison.OrdinalIgnoreCase)
        : left is Value.Text == right is Value.Text ? left.Equals(right) : true;

    private static List<string> Classes(DesiredResource group) =>
        [.. (group.Fields["classes"] as Value.Map ?? Value.Map.Empty).Entries.Select(c => IdOf(c.Value is Value.Reference ? c.Value : Value.Of(c.Key)))];

    private static string IdOf(Value part) => part is Value.Text(var id) ? XdmIds.ToUri(id) : part.ToString();

    private static IEnumerable<(string Path, Value.Map Field)> Entries(DesiredResource schema, string group) =>
        (schema.Fields[group] as Value.Map ?? Value.Map.Empty).Entries.Select(e => (e.Key, e.Value as Value.Map ?? Value.Map.Empty));

    private SourceSpan SpanOf(string group, string path)
    {
        var at = FieldPath.Of(group, path);
        return self.FieldSpans.GetValueOrDefault(at)
            ?? self.FieldSpans.All.Where(s => s.Key.Length == 3 && s.Key.Parent.Equals(at)).Select(s => (SourceSpan?)s.Value).FirstOrDefault()
            ?? self.Span;
    }
}
