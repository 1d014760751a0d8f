using System.Text.Json;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Components.Fields;
using FlowPlan.Aep.Kinds.Schemas.Copies;
using FlowPlan.Aep.Kinds.Schemas.Descriptors;
using FlowPlan.Aep.Services.SchemaRegistry;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Schemas.Pulling;

/// <summary>Reads live schemas whole, to keep copies of them.</summary>
public sealed class SchemaPuller
{
    private readonly SchemaRegistryClient registry;
    private readonly DescriptorClient descriptors;
    private readonly IResourceOperations operations;

    internal SchemaPuller(SchemaRegistryClient registry, DescriptorClient descriptors, Func<string, BoundKind> kindOf) =>
        (this.registry, this.descriptors, operations) = (registry, descriptors, kindOf(DescriptorTypes.SchemaKind).Operations);

    /// <summary>What one of them is called.</summary>
    public static string Kind => DescriptorTypes.SchemaKind;

    /// <summary>The section of a manifest that schemas are in.</summary>
    public static string Section => DescriptorTypes.SchemaSection;

    /// <summary>The schemas of a manifest that it only refers to, by their keys.</summary>
    public static IReadOnlyDictionary<string, DesiredResource> ReferredTo(DesiredResources desired)
    {
        ArgumentNullException.ThrowIfNull(desired);
        return desired.Items.Where(d => d.Address.Kind == DescriptorTypes.SchemaKind && d.Existing is not null).ToDictionary(d => d.Address.Key, StringComparer.Ordinal);
    }

    /// <summary>The address of a schema.</summary>
    public static ResourceAddress AddressOf(string key) => new(DescriptorTypes.SchemaKind, key);

    /// <summary>The live schema that a manifest refers to, with its identities.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="ProviderException">It cannot be read.</exception>
    public async Task<Outcome<ResolvedSchema>> ReadAsync(DesiredResource schema, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var (criteria, found) = (schema.Existing!, new DiagnosticBag());
        if (await IdOfAsync(criteria, cancellationToken) is not { } id
            || await registry.GetResolvedAsync(id, !XdmIds.IsOwn(id), cancellationToken) is not { } full)
        {
            found.Add(Diagnostic.Of(
                CopyDescriptors.NoSuchSchema,
                criteria.Id is null ? $"there is not exactly one schema with the title '{criteria.Text}', which {schema.Address} refers to" : $"there is no schema '{criteria.Text}', which {schema.Address} refers to",
                schema.Span,
                CopyDescriptors.NoSuchSchema.Remedy));
            return Outcome<ResolvedSchema>.Failed(found);
        }

        return Outcome<ResolvedSchema>.Of(ResolvedSchema.Of(full, await IdentitiesOfAsync(full, cancellationToken)), found);
    }

    private async Task<string?> IdOfAsync(ExistingCriteria criteria, CancellationToken cancellationToken) =>
        criteria.Id ?? (await operations.LookupAsync(criteria, cancellationToken) is [var only] ? only.Id : null);

    private async Task<Value?> IdentitiesOfAsync(JsonElement full, CancellationToken cancellationToken)
    {
        var id = full.TextAt("$id")!;
        var tenant = ComponentBody.TenantOf(id);
        var all = await descriptors.ListAsync(id, cancellationToken).ToListAsync(cancellationToken);
        return DescriptorSet.Of(all, id, tenant).ToFields(tenant).First(f => f.Group == DescriptorTypes.Identities).Value ?? Value.Map.Empty;
    }
}
