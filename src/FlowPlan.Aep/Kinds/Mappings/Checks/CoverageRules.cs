using FlowPlan.Aep.Kinds.Components.Fields;
using FlowPlan.Aep.Kinds.Schemas.Descriptors;
using FlowPlan.Aep.Kinds.Schemas.Trees;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Mappings.Checks;

/// <summary>What a mapping must fill: the required fields of the objects that it fills, and the primary identity.</summary>
/// <param name="self">The mapping.</param>
/// <param name="schema">Its schema.</param>
/// <param name="targets">Its targets.</param>
/// <param name="diagnostics">Told of what is missing.</param>
internal sealed class CoverageRules(DesiredResource self, DesiredResource schema, IReadOnlyCollection<string> targets, DiagnosticBag diagnostics)
{
    private const int Deepest = 8;

    private readonly HashSet<string> mapped = [.. targets];
    private readonly HashSet<string> partly = [.. targets.SelectMany(TargetPath.ParentsOf)];

    /// <summary>The items of arrays of which fields are mapped, such as <c>cards[0]</c>, by their array.</summary>
    private readonly ILookup<string, string> items = targets.SelectMany(TargetPath.ParentsOf).Where(p => p.EndsWith(']')).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
        .ToLookup(p => p[..p.LastIndexOf('[')], StringComparer.Ordinal);

    /// <summary>Checks the mapping against the fields of the schema.</summary>
    public void Check(XdmField root)
    {
        CheckObject(root, "", 0);
        foreach (var (path, identity) in (schema.Fields[DescriptorTypes.Identities] as Value.Map ?? Value.Map.Empty).Entries)
        {
            if ((identity as Value.Map)?["primary"] == Value.Of(true) && !IsCovered(path))
                diagnostics.Add(TargetDiagnostics.IdentityIsMissing(self.Span, path, $"{schema.Address}"));
        }
    }

    /// <summary>Checks the fields of an object that is not mapped itself, and in none that is.</summary>
    private void CheckObject(XdmField parent, string path, int depth)
    {
        foreach (var (name, field) in parent.Children)
        {
            var below = path.Length == 0 ? name : $"{path}.{name}";
            if (mapped.Contains(below))
                continue;
            var isPartly = partly.Contains(below);
            if (field.IsRequired && !isPartly)
                diagnostics.Add(TargetDiagnostics.RequiredIsMissing(self.Span, below, $"{schema.Address}"));
            else if (isPartly && field.IsObject && depth < Deepest)
                CheckObject(field, below, depth + 1);
            else if (isPartly && field.Type == FieldTypes.Array && depth < Deepest)
                CheckItems(field.Items, below, depth);
        }
    }

    private void CheckItems(XdmField item, string array, int depth)
    {
        foreach (var one in items[array].Where(one => !mapped.Contains(one)))
            CheckObject(item, one, depth + 1);
    }

    /// <summary>Whether the field or an object that holds it is mapped.</summary>
    private bool IsCovered(string path) => mapped.Contains(path) || TargetPath.ParentsOf(path).Any(mapped.Contains);
}
