using FlowPlan.Aep.Kinds;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Exporting;

/// <summary>
/// The version of each schema that what uses it refers to. A manifest says it once; where users disagree, most of them win,
/// and the check of the draft finds the others.
/// </summary>
internal sealed class SchemaVersions(LiveEstate estate, Roles roles)
{
    private readonly ILookup<string, string> uses = roles.Managed
        .Where(k => k.Kind is "dataset" or "mapping" or "targetConnection")
        .Select(k => estate[k].Fields)
        .Select(f => (Id: FieldPath.Find(f, "schema/id") as Value.Text, Version: CanonicalForms.FullVersion(FieldPath.Find(f, "schema/version")) as Value.Text))
        .Where(u => u is { Id: not null, Version: not null })
        .ToLookup(u => u.Id!.Content, u => u.Version!.Content);

    /// <summary>The version; <c>1.0</c> where nobody says one.</summary>
    public string Of(ObjectKey schema) =>
        uses[schema.Id].GroupBy(v => v).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Key).FirstOrDefault() ?? "1.0";
}
