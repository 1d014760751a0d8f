using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Resources;

/// <summary>A kind together with the calls to its service. To change how calls are made, wrap <see cref="Operations"/>.</summary>
/// <param name="definition">What the kind is.</param>
/// <param name="operations">Its calls.</param>
public sealed class BoundKind(IResourceKind definition, IResourceOperations operations) : IResourceKind
{
    /// <summary>What the kind is.</summary>
    public IResourceKind Definition => definition;

    /// <summary>Its calls.</summary>
    public IResourceOperations Operations => operations;

    /// <inheritdoc/>
    public KindDescription Description => definition.Description;

    /// <inheritdoc cref="IResourceOperations.PageSize"/>
    public int PageSize => operations.PageSize;

    /// <inheritdoc/>
    public Value.Map Canonicalize(Value.Map fields) => definition.Canonicalize(fields);

    /// <inheritdoc/>
    public string? NaturalKey(Value.Map fields) => definition.NaturalKey(fields);

    /// <inheritdoc/>
    public string? CreateKey(Value.Map fields) => definition.CreateKey(fields);

    /// <inheritdoc/>
    public string? AlternateKey(Value.Map fields) => definition.AlternateKey(fields);

    /// <inheritdoc/>
    public string? WhyFixed(FieldPath path, Value.Map declared, Value.Map live, DateTimeOffset now) => definition.WhyFixed(path, declared, live, now);

    /// <inheritdoc/>
    public string? DeleteConsequence(LiveObject live) => definition.DeleteConsequence(live);

    /// <inheritdoc/>
    public string? KeptReason(LiveObject live) => definition.KeptReason(live);

    /// <inheritdoc/>
    public IEnumerable<Diagnostic> CheckExisting(DesiredResource desired, Func<ResourceAddress, LiveObject?> existing) =>
        definition.CheckExisting(desired, existing);

    /// <inheritdoc/>
    public string? ReplaceConsequence(LiveObject live) => definition.ReplaceConsequence(live);

    /// <inheritdoc cref="IResourceOperations.ReadAsync"/>
    public Task<LiveObject?> ReadAsync(string id, CancellationToken cancellationToken) => operations.ReadAsync(id, cancellationToken);

    /// <inheritdoc cref="IResourceOperations.ListAsync"/>
    public IAsyncEnumerable<LiveObject> ListAsync(CancellationToken cancellationToken) => operations.ListAsync(cancellationToken);

    /// <inheritdoc cref="IResourceOperations.LookupAsync"/>
    public Task<IReadOnlyList<LiveObject>> LookupAsync(ExistingCriteria criteria, CancellationToken cancellationToken) =>
        operations.LookupAsync(criteria, cancellationToken);

    /// <inheritdoc cref="IResourceOperations.CreateAsync"/>
    public Task<CreatedObject> CreateAsync(CreateRequest request, CancellationToken cancellationToken) => operations.CreateAsync(request, cancellationToken);

    /// <inheritdoc cref="IResourceOperations.UpdateAsync"/>
    public Task<UpdatedObject> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken) => operations.UpdateAsync(request, cancellationToken);

    /// <inheritdoc cref="IResourceOperations.DeleteAsync"/>
    public Task<DeletedObject> DeleteAsync(string id, CancellationToken cancellationToken) => operations.DeleteAsync(id, cancellationToken);

    /// <inheritdoc cref="IResourceOperations.DescribeCalls"/>
    public IReadOnlyList<string> DescribeCalls(CallPurpose purpose) => operations.DescribeCalls(purpose);
}
