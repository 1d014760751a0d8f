using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Aep.Kinds.Mappings.Bodies;
using FlowPlan.Aep.Kinds.Mappings.Checks;
using FlowPlan.Aep.Services.DataPrep;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Resources.Checks;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Mappings;

/// <summary>The calls of mapping sets.</summary>
/// <param name="kind">What a mapping set is.</param>
/// <param name="dataPrep">Calls the service.</param>
/// <param name="format">How bodies are written.</param>
/// <param name="targets">Checks targets against live schemas.</param>
/// <param name="parallelism">The maximum number of concurrent calls.</param>
internal sealed class MappingOperations(KindDefinition kind, DataPrepClient dataPrep, MappingSetFormat format, LiveTargets targets, int parallelism)
    : IResourceOperations, IExistingCheck, IServiceValidation
{
    public int PageSize => DataPrepClient.PageSize;

    public async Task<LiveObject?> ReadAsync(string id, CancellationToken cancellationToken) =>
        await dataPrep.GetAsync(id, cancellationToken) is { } set ? Project(set) : null;

    public async IAsyncEnumerable<LiveObject> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var set in dataPrep.ListAsync(cancellationToken))
            yield return Project(set);
    }

    public Task<IReadOnlyList<LiveObject>> LookupAsync(ExistingCriteria criteria, CancellationToken cancellationToken) =>
        Lookups.FindAsync(this, kind.Description.NameComparer, criteria, cancellationToken);

    public async Task<CreatedObject> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        var payload = new Payload();
        var (id, version) = await dataPrep.CreateAsync(format.Body(request.Fields, version: 0, payload), payload.Secrets, cancellationToken);
        return new(id, version);
    }

    public async Task<UpdatedObject> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        // The service has no etag: the set must still be what it was just before it is replaced.
        var now = await dataPrep.GetAsync(request.Live.Id, cancellationToken);
        ConcurrencyGuard.EnsureUnchanged(request.Address, request.Live, now is { } set ? Project(set) : null);
        var version = request.Live.Attributes["version"] is Value.Number { Amount: var number } ? (long)number : 0;
        var payload = new Payload();
        var body = format.Body(request.Fields, version, payload, new(now!.Value, request.Changes));
        var written = await dataPrep.ReplaceAsync(request.Live.Id, body, payload.Secrets, cancellationToken);
        return new(written) { Overwritten = await OverwrittenAsync(request.Live.Id, now.Value, written, cancellationToken) };
    }

    public Task<DeletedObject> DeleteAsync(string id, CancellationToken cancellationToken) => dataPrep.DeleteAsync(id, cancellationToken);

    public IReadOnlyCollection<ResourceAddress> FindUnchecked(IReadOnlyCollection<DesiredResource> desired) => LiveTargets.FindUnchecked(kind.Name, desired);

    public Task<IReadOnlyList<Diagnostic>> CheckAsync(ResourceAddress address, LiveObject live, DesiredGraph desired, CancellationToken cancellationToken) =>
        targets.CheckAsync(kind.Name, address, live, desired, cancellationToken);

    public Task<IReadOnlyList<Diagnostic>> ValidateAsync(IReadOnlyList<PlannedObject> objects, CancellationToken cancellationToken) =>
        new MappingValidation(kind, dataPrep, format, parallelism).CheckAsync(objects, cancellationToken);

    public IReadOnlyList<string> DescribeCalls(CallPurpose purpose) => purpose switch
    {
        CallPurpose.Create => ["POST /mappingSets"],
        CallPurpose.Update => ["PUT /mappingSets/{id}"],
        CallPurpose.Delete => ["DELETE /mappingSets/{id}"],
        _ => throw new ArgumentOutOfRangeException(nameof(purpose)),
    };

    /// <summary>
    /// Each change raises the version by one, and a replacement is sent only once: when it was raised further, somebody else has
    /// changed the set between its read and its replacement. That version can still be read.
    /// </summary>
    private async Task<LiveObject?> OverwrittenAsync(string id, JsonElement read, string written, CancellationToken cancellationToken)
    {
        if (!long.TryParse(written, CultureInfo.InvariantCulture, out var version)
            || CanonicalForms.Integer(read.ValueAt("version")) is not Value.Number { Amount: var before }
            || version - (long)before < 2)
        {
            return null;
        }

        try
        {
            if (await dataPrep.GetAsync(id, version - 1, cancellationToken) is { } other)
                return Project(other);
        }
        catch (ProviderException)
        {
            // The update succeeded and somebody's change is gone: that it cannot be read must not hide it.
        }

        // Who made the change that is gone, and when, is not known.
        return Project(read) with { UpdatedBy = null, UpdatedAt = null };
    }

    /// <summary>The schema of the source records; null where the set has none, or one that is only a sample.</summary>
    private static SchemaReference? InputSchemaOf(JsonElement set) => set.ValueAt(MappingFields.InputSchema, "schemaRef", "id") is { } id
        ? new(id, Versions.Full(set.ValueAt(MappingFields.InputSchema, "schemaRef", "contentType")) ?? Value.Of(SchemaReference.DefaultVersion))
        : null;

    private LiveObject Project(JsonElement set)
    {
        var id = set.RequiredIdAt(kind.Name, "id");
        var version = CanonicalForms.Integer(set.ValueAt("version"));
        return new()
        {
            Id = id,
            Etag = version?.ToString(),
            Name = set.TextAt("name"),
            Fields = kind.Canonicalize(Value.Map.Of(
                ("name", set.ValueAt("name")),
                ("schema", new SchemaReference(
                    set.ValueAt("outputSchema", "schemaRef", "id") ?? set.ValueAt("schemaRef", "id") ?? set.ValueAt("xdmSchema"),
                    set.ValueAt("outputSchema", "schemaRef", "contentType") ?? set.ValueAt("schemaRef", "contentType") ?? set.ValueAt("xdmVersion")).ToFields()),
                (MappingFields.InputSchema, InputSchemaOf(set)?.ToFields()),
                ("strictMapping", set.ValueAt("strictMapping")),
                ("allowNullValues", set.ValueAt("allowNullValues")),
                ("fields", MappingFields.Read(set.ItemsAt("mappings"))),
                ("names", MappingFields.TextsIn(set.ItemsAt("mappings"), "name")),
                ("descriptions", MappingFields.TextsIn(set.ItemsAt("mappings"), "description")))),
            Attributes = Value.Map.Of(("id", Value.Of(id)), ("name", set.ValueAt("name")), ("version", version)),
            Unsupported = MappingFields.UnsupportedPartOf(set),
            UpdatedBy = set.TextAt("modifiedBy"),
            UpdatedAt = set.TimeAt("modifiedDate"),
        };
    }
}
