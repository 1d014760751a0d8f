using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Services.DataPrep;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds;

/// <summary>Mapping sets. A change is a new version of the whole set, to which the flow is then pointed.</summary>
/// <param name="client">Calls the service.</param>
/// <param name="dialect">How bodies are written.</param>
internal sealed class MappingKind(DataPrepClient client, MappingDialect dialect) : IResourceKind, IResourceOperations
{
    public KindDescription Description { get; } = new(
        "mapping",
        "mappings",
        [
            new("id", "the mapping set's id"),
            new("name", "its name"),
            new("version", "its version, which rises with each change", ChangedByUpdate: true),
        ],
        [
            new("schema", FieldChangeEffect.Replace),
            new("fields/*", FieldChangeEffect.Update) { Whole = true },
        ],
        [
            new("schema/id", "schema"),
        ])
    {
        CreateBeforeDestroy = true,
        IdFormat = IdFormats.Hexadecimal(32),
    };

    public int PageSize => DataPrepClient.PageSize;

    public Value.Map Canonicalize(Value.Map fields)
    {
        var canonical = CanonicalForms.Rewrite(fields, "schema", "version", CanonicalForms.FullVersion);
        return CanonicalForms.Rewrite(canonical, "fields", declared => declared is Value.Map map
            ? Value.Map.Of(map.Entries.Select(e => KeyValuePair.Create(e.Key, CanonicalForms.MappingField(e.Value))))
            : declared);
    }

    public string? NaturalKey(Value.Map fields) => Keys.Of(fields["name"]);

    public string? AlternateKey(Value.Map fields) => null;

    public string? DeleteConsequence(LiveObject live) => null;

    public string? ReplaceConsequence(LiveObject live) => DeleteConsequence(live);

    public async Task<LiveObject?> ReadAsync(string id, CancellationToken cancellationToken) =>
        await client.GetAsync(id, cancellationToken) is { } set ? Project(set) : null;

    public async IAsyncEnumerable<LiveObject> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var set in client.ListAsync(cancellationToken))
        {
            // Should a list leave the mappings out, the set is read by itself.
            if (set.At("mappings").ValueKind == JsonValueKind.Array)
                yield return Project(set);
            else if (set.TextAt("id") is { } id && await ReadAsync(id, cancellationToken) is { } live)
                yield return live;
        }
    }

    public Task<IReadOnlyList<LiveObject>> LookupAsync(ExistingCriteria criteria, CancellationToken cancellationToken) =>
        Lookups.FindAsync(this, Description.NameComparer, criteria, cancellationToken);

    public async Task<CreatedObject> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        var payload = new Payload();
        var (id, version) = await client.CreateAsync(dialect.Body(request.Fields, version: 0, payload), payload.Secrets, cancellationToken);
        return new(id, version);
    }

    public async Task<UpdatedObject> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        // The service has no etag: the set must still be what it was just before it is replaced.
        Conflicts.EnsureUnmoved(request.Address, request.Live, await ReadAsync(request.Live.Id, cancellationToken));
        var version = request.Live.Attributes["version"] is Value.Number { Amount: var number } ? (long)number : 0;
        var payload = new Payload();
        var body = dialect.Body(request.Fields, version, payload);
        return new(await client.ReplaceAsync(request.Live.Id, body, payload.Secrets, cancellationToken));
    }

    public Task DeleteAsync(string id, CancellationToken cancellationToken) => client.DeleteAsync(id, cancellationToken);

    public IReadOnlyList<string> DescribeCalls(CallPurpose purpose) => purpose switch
    {
        CallPurpose.Create => ["POST /mappingSets"],
        CallPurpose.Update => ["PUT /mappingSets/{id}"],
        CallPurpose.Delete => ["DELETE /mappingSets/{id}"],
        _ => throw new ArgumentOutOfRangeException(nameof(purpose)),
    };

    private LiveObject Project(JsonElement set)
    {
        var id = set.TextAt("id") ?? string.Empty;
        var version = CanonicalForms.Integer(set.ValueAt("version"));
        return new()
        {
            Id = id,
            Etag = version?.ToString(),
            Name = set.TextAt("name"),
            Fields = Canonicalize(Value.Map.Of(
                ("name", set.ValueAt("name")),
                ("schema", Keys.Group(
                    ("id", set.ValueAt("outputSchema", "schemaRef", "id") ?? set.ValueAt("schemaRef", "id") ?? set.ValueAt("xdmSchema")),
                    ("version", set.ValueAt("outputSchema", "schemaRef", "contentType")
                        ?? set.ValueAt("schemaRef", "contentType")
                        ?? set.ValueAt("xdmVersion")))),
                ("fields", CanonicalForms.MappingFields(set.ItemsAt("mappings"))))),
            Attributes = Value.Map.Of(("id", Value.Of(id)), ("name", set.ValueAt("name")), ("version", version)),
            UpdatedBy = set.TextAt("modifiedBy"),
            UpdatedAt = set.TimeAt("modifiedDate"),
        };
    }
}
