using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Schemas.Copies;
using FlowPlan.Aep.Kinds.Schemas.Descriptors;
using FlowPlan.Aep.Kinds.Schemas.Trees;
using FlowPlan.Aep.Services.SchemaRegistry;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Mappings.Checks;

/// <summary>The targets of mappings whose schemas are only referred to: checked against the copy beside the manifest, or else against the live schema.</summary>
/// <param name="registry">Reads schemas.</param>
internal sealed class LiveTargets(SchemaRegistryClient registry)
{
    private const string Schema = "schema/id";

    /// <summary>Reports the copies that mappings are to be checked against and that cannot be used, each once.</summary>
    public static void ReportUnusable(IReadOnlyList<DesiredResource> mappings, DesiredGraph graph, DiagnosticBag diagnostics)
    {
        foreach (var address in mappings.Select(SchemaOf).OfType<ResourceAddress>().Distinct())
        {
            if (graph.Find(address) is { Existing: not null } schema && SchemaCopyFile.Unusable(schema) is { } finding)
                diagnostics.Add(finding);
        }
    }

    /// <summary>The schemas of mappings that are only referred to and have no copy.</summary>
    public static IReadOnlyCollection<ResourceAddress> FindUnchecked(string kind, IReadOnlyCollection<DesiredResource> desired)
    {
        var unknown = desired.Where(d => d.Address.Kind == DescriptorTypes.SchemaKind && d.Existing is not null && SchemaCopyFile.FieldsOf(d) is null).Select(d => d.Address).ToHashSet();
        return unknown.Count == 0 ? [] : [.. desired.Where(d => d.Address.Kind == kind && d.Existing is null).Select(SchemaOf).OfType<ResourceAddress>().Where(unknown.Contains).Distinct()];
    }

    /// <summary>What is wrong with the targets of all mappings of a schema, which is read once.</summary>
    public async Task<IReadOnlyList<Diagnostic>> CheckAsync(string kind, ResourceAddress address, LiveObject live, DesiredGraph desired, CancellationToken cancellationToken)
    {
        var mappings = desired.OfKind(kind).Where(m => SchemaOf(m) == address).ToList();
        var declared = desired.Find(address)!;
        var (resolved, reason) = await ReadAsync(live, cancellationToken);
        if (resolved is null)
        {
            var names = string.Join(", ", mappings.Take(3).Select(m => m.Address)) + (mappings.Count > 3 ? $" and {mappings.Count - 3} more" : "");
            return [Diagnostic.Of(CopyDescriptors.NotRead, $"the fields of {address} could not be read ({reason}), so that the targets of {names} were not checked", declared.Span, CopyDescriptors.NotRead.Remedy) with { Address = address }];
        }

        var (schema, root) = (TargetSchema.WithIdentities(declared, resolved.Identities, desired), SchemaTree.OfResolved(resolved.Fields));
        List<Diagnostic> found = [.. mappings.SelectMany(m => Check(m, schema, root))];
        if (found.Count > 0)
        {
            found.Add(Diagnostic.Of(
                CopyDescriptors.KeepCopy, $"the targets of mappings were checked against the live schema of {address}", declared.Span,
                $"run `flowplan schemas pull {address.Key}` to keep a copy, so that `validate` checks them too") with
            { Address = address });
        }

        return found;
    }

    /// <summary>What only the fields of the schema tell: the rest was reported when the manifest was read.</summary>
    private static IEnumerable<Diagnostic> Check(DesiredResource mapping, DesiredResource schema, XdmField root)
    {
        var (offline, whole) = (new DiagnosticBag(), new DiagnosticBag());
        new TargetRules(mapping, offline).Check(null, null);
        new TargetRules(mapping, whole).Check(schema, root);
        return whole.ToSorted().Except(offline.ToSorted()).Select(d => d with { Address = mapping.Address });
    }

    private async Task<(ResolvedSchema? Schema, string? Reason)> ReadAsync(LiveObject live, CancellationToken cancellationToken)
    {
        try
        {
            return await registry.GetResolvedAsync(live.Id, !XdmIds.IsOwn(live.Id), cancellationToken) is { } full
                ? (ResolvedSchema.Of(full, live.Fields[DescriptorTypes.Identities]), null)
                : (null, "Schema Registry does not find it in its full form");
        }
        catch (ProviderException failure)
        {
            // A plan goes on without a check that it cannot make.
            return (null, failure.Diagnostic.Message);
        }
    }

    private static ResourceAddress? SchemaOf(DesiredResource mapping) => FieldPath.Find(mapping.Fields, Schema) is Value.Reference { Address: var address } ? address : null;
}
