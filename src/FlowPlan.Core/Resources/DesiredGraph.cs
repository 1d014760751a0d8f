using System.Collections.Frozen;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Resources;

/// <summary>All resources that a manifest wants, for rules that look from one to another.</summary>
public sealed class DesiredGraph
{
    private readonly FrozenDictionary<ResourceAddress, DesiredResource> resources;

    private readonly Dictionary<string, ILookup<string, DesiredResource>> byText = new(StringComparer.Ordinal);

    private ILookup<string, DesiredResource>? byKind;

    /// <summary>The graph of these resources.</summary>
    public DesiredGraph(IEnumerable<DesiredResource> resources) => this.resources = resources.ToFrozenDictionary(r => r.Address);

    /// <summary>The resource of an address, managed or only referred to; null when it was not declared or could not be read.</summary>
    public DesiredResource? Find(ResourceAddress address) => resources.GetValueOrDefault(address);

    /// <summary>The managed resources of a kind, in the order of their addresses.</summary>
    public IEnumerable<DesiredResource> OfKind(string kind) => (byKind ??= resources.Values.Where(r => r.Existing is null).OrderBy(r => r.Address).ToLookup(r => r.Address.Kind))[kind];

    /// <summary>The managed resources whose field at a path has a text, in the order of their addresses. The index of a field is made once.</summary>
    public IEnumerable<DesiredResource> WithText(string field, string text)
    {
        if (!byText.TryGetValue(field, out var index))
        {
            byText[field] = index = resources.Values
                .Where(r => r.Existing is null && FieldPath.Find(r.Fields, field) is Value.Text)
                .OrderBy(r => r.Address)
                .ToLookup(r => FieldPath.Find(r.Fields, field)!.ToString(), StringComparer.Ordinal);
        }

        return index[text];
    }

    /// <summary>
    /// The managed resource that a chain of reference fields leads to. Null means unknown, never absent: the chain may pass an
    /// existing object, of which no fields are known, or a reference that was reported as wrong.
    /// </summary>
    /// <param name="from">Where the chain begins.</param>
    /// <param name="paths">The field of each step.</param>
    public DesiredResource? Follow(DesiredResource from, params ReadOnlySpan<string> paths)
    {
        var at = from;
        foreach (var path in paths)
        {
            if (FieldPath.Find(at.Fields, path) is not Value.Reference { Address: var address }
                || Find(address) is not { Existing: null } next)
            {
                return null;
            }

            at = next;
        }

        return at;
    }
}
