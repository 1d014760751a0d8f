using FlowPlan.Aep.Kinds.Components.References;
using FlowPlan.Aep.Kinds.Schemas.Descriptors;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Schemas;

/// <summary>The rules of identities and Profile that need no call.</summary>
internal static class SchemaRules
{
    /// <summary>Checks a schema.</summary>
    public static void Check(DesiredResource self, DesiredGraph graph, DiagnosticBag diagnostics)
    {
        var primaries = (self.Fields[DescriptorTypes.Identities] as Value.Map ?? Value.Map.Empty).Entries
            .Where(i => (i.Value as Value.Map)?["primary"] == Value.Of(true))
            .Select(i => i.Key)
            .ToList();
        if (primaries.Count > 1)
            diagnostics.Add(SchemaDiagnostics.SeveralPrimaries(SpanOf(self, DescriptorTypes.Identities, primaries[1]), $"{self.Address}", primaries));
        if (self.Fields["profile"] == Value.Of(true) && primaries.Count == 0 && HasIdentityMap(self, graph) == false)
            diagnostics.Add(SchemaDiagnostics.ProfileWithoutIdentity(self.FieldSpans["profile"], $"{self.Address}"));
    }

    /// <summary>Whether a part of a schema has an identityMap; null where not all parts are known.</summary>
    private static bool? HasIdentityMap(DesiredResource schema, DesiredGraph graph)
    {
        var groups = (schema.Fields["fieldGroups"] as Value.Map ?? Value.Map.Empty).Entries;
        bool? found = false;
        foreach (var part in groups.Select(g => g.Value is Value.Reference ? g.Value : Value.Of(g.Key)).Append(schema.Fields["class"]))
        {
            var has = part switch
            {
                // The fields of an organization are in its own object.
                Value.Reference { Address: var address } => graph.Find(address) is { Existing: null } ? false : (bool?)null,
                Value.Text(var id) => StandardComponents.HasIdentityMap(id),
                _ => null,
            };
            if (has == true)
                return true;
            found = has is null ? null : found;
        }

        return found;
    }

    private static SourceSpan SpanOf(DesiredResource self, string group, string path) =>
        self.FieldSpans.GetValueOrDefault(FieldPath.Of(group, path)) ?? self.Span;
}
