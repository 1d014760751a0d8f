using System.Text.Json.Nodes;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Services.SchemaRegistry;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Schemas.Descriptors;

/// <summary>
/// Brings the descriptors of a schema to what its fields declare. Each is looked up by type and field before anything is sent, so that a call without
/// an answer is never sent again: the next plan reads what came of it.
/// </summary>
internal sealed class DescriptorWriter(DescriptorClient client, TimeProvider time)
{
    private const int Tries = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Sends what the changes need: deletions first, then what is no longer primary, then the rest.</summary>
    public async Task WriteAsync(UpdateRequest request, string? tenant, CancellationToken cancellationToken)
    {
        var changes = request.Changes.Where(c => c.Path.Keys is [var group, _, ..] && DescriptorTypes.Groups.Contains(group)).ToList();
        if (changes.Count == 0)
            return;
        var payload = new Payload();
        var live = await ReadAsync(request.Live.Id, tenant, cancellationToken);
        var writes = changes
            .GroupBy(c => (Group: c.Path.Keys[0], Path: c.Path.Keys[1]))
            .SelectMany(g => WritesOf(request, g.Key.Group, g.Key.Path, g, live, new(request.Live.Id, tenant, payload)))
            .OrderBy(w => w.Order)
            .ToList();
        foreach (var write in writes)
            await SendAsync(write, payload, cancellationToken);
        await WaitAsync(request.Live.Id, tenant, [.. writes.Where(w => w.Body is not null).Select(w => (w.Type, w.Path))], cancellationToken);
    }

    /// <summary>Deletes the descriptors that are left of a schema that was deleted.</summary>
    public async Task DeleteAllAsync(string schemaId, CancellationToken cancellationToken)
    {
        foreach (var left in (await ReadAsync(schemaId, null, cancellationToken)).All.DistinctBy(d => d.Id))
            await client.DeleteAsync(left.Id, cancellationToken);
    }

    private static IEnumerable<DescriptorWrite> WritesOf(
        UpdateRequest request, string group, string path, IEnumerable<FieldWrite> changes, DescriptorSet live, DescriptorBodies bodies)
    {
        var there = live.All.Where(d => d.Path == path && DescriptorTypes.TypesOf(group).Contains(d.Type)).ToList();
        var wanted = (request.Fields[group] as Value.Map)?[path] is null ? null : Merged(FieldPath.Find(request.Live.Fields, FieldPath.Of(group, path)), changes);
        var made = wanted is null ? [] : bodies.Of(group, path, wanted).ToList();
        foreach (var gone in there.Where(d => !made.Exists(m => m.Type == d.Type)))
            yield return new(0, gone.Type, path, gone.Id, null);
        foreach (var (type, body) in made)
        {
            var old = there.Find(d => d.Type == type);
            yield return new(body["xdm:isPrimary"]?.GetValue<bool>() == false ? 1 : 2, type, path, old?.Id, old is null ? body : DescriptorOverlay.Of(old.Body, body));
        }
    }

    /// <summary>The declared parts over the live ones: the service replaces a whole descriptor.</summary>
    private static Value? Merged(Value? live, IEnumerable<FieldWrite> changes) =>
        changes.Aggregate(live, (value, change) => NestedFields.Set(value, change.Path.Keys.AsSpan()[2..], change.Value));

    private async Task SendAsync(DescriptorWrite write, Payload payload, CancellationToken cancellationToken)
    {
        switch (write)
        {
            case { Id: { } id, Body: null }:
                await client.DeleteAsync(id, cancellationToken);
                break;
            case { Id: { } id, Body: { } body }:
                await client.PutAsync(id, body, payload.Secrets, cancellationToken);
                break;
            case { Body: { } body }:
                await client.CreateAsync(body, payload.Secrets, cancellationToken);
                break;
        }
    }

    /// <summary>The list may show a new descriptor a moment later.</summary>
    private async Task WaitAsync(string schemaId, string? tenant, IReadOnlyList<(string Type, string Path)> written, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt < Tries; attempt++)
        {
            var live = await ReadAsync(schemaId, tenant, cancellationToken);
            if (written.All(w => live.All.Any(d => d.Type == w.Type && d.Path == w.Path)))
                return;
            await Task.Delay(Pause * attempt, time, cancellationToken);
        }
    }

    private async Task<DescriptorSet> ReadAsync(string schemaId, string? tenant, CancellationToken cancellationToken) =>
        DescriptorSet.Of(await client.ListAsync(schemaId, cancellationToken).ToListAsync(cancellationToken), schemaId, tenant);

    private sealed record DescriptorWrite(int Order, string Type, string Path, string? Id, JsonObject? Body);
}
