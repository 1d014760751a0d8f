using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Applying.Writing;

/// <summary>
/// Explains an update that was rejected because somebody else changed the object after it was read: reads the object again and lists
/// each field with the value that was read, the value now and the value in the manifest, who changed it and when.
/// </summary>
internal static class ConflictExplainer
{
    /// <summary>Updates an object; a conflict fails with a finding that names both values of each field.</summary>
    public static async Task<UpdatedObject> UpdateAsync(BoundKind kind, UpdateRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await kind.UpdateAsync(request, cancellationToken);
        }
        catch (ProviderException failure) when (failure.Effect == CallEffect.PreconditionFailed)
        {
            var now = await ReadAgainAsync(kind, request.Live.Id, cancellationToken);
            throw new ProviderException(
                now.Known ? Conflict(request, now.Live, failure.Diagnostic) : failure.Diagnostic, CallEffect.PreconditionFailed, failure);
        }
    }

    private static async Task<(bool Known, LiveObject? Live)> ReadAgainAsync(BoundKind kind, string id, CancellationToken cancellationToken)
    {
        try
        {
            return (true, await kind.ReadAsync(id, cancellationToken));
        }
        catch (ProviderException)
        {
            // The conflict is certain; that it cannot be explained in full must not hide it.
            return (false, null);
        }
    }

    private static Diagnostic Conflict(UpdateRequest request, LiveObject? now, Diagnostic cause) =>
        Diagnostic.Of(
            ApplyDescriptors.ConcurrentChange,
            now is null
                ? $"{request.Address}: {request.Live.Id} was deleted on the platform after it was read; nothing was written"
                : $"{request.Address}: {request.Live.Id} was changed on the platform{LastChange.Of(now)} after it was read; the change was not overwritten",
            help: "run 'flowplan plan' to compare it with the manifest; add the changes to keep to the manifest, then apply") with
        {
            Address = request.Address,
            RequestId = cause.RequestId,
            Details = now is null ? [] : Fields(request, now),
        };

    private static List<string> Fields(UpdateRequest request, LiveObject now)
    {
        var lines = request.Changes.Select(c => Wanted(request, c, now)).ToList();
        lines.AddRange(
            from name in request.Live.Fields.Entries.Select(e => e.Key).Union(now.Fields.Entries.Select(e => e.Key)).Order(StringComparer.Ordinal)
            where !Equals(request.Live.Fields[name], now.Fields[name])
                && request.Changes.All(c => !c.Path.IsAtOrBelow(FieldPath.Of(name)))
            select Moved(request, name, now));
        return lines;
    }

    /// <summary>A field that was to be written, whether or not it is the one that changed.</summary>
    private static string Wanted(UpdateRequest request, FieldWrite change, LiveObject now)
    {
        var (before, there) = (FieldPath.Find(request.Live.Fields, change.Path), FieldPath.Find(now.Fields, change.Path));
        var secret = IsSecret(change.Value) || IsSecret(FieldPath.Find(request.Fields, change.Path));
        var moved = Equals(before, there) ? $"is still {Show(there, secret)}" : $"was {Show(before, secret)}, is now {Show(there, secret)}";
        return $"{change.Path.ToDisplay()}: {moved}; the manifest wants {Show(change.Value, secret)}";
    }

    /// <summary>A field that was not to be written. The value of an undeclared field may be anything, so only its name is shown.</summary>
    private static string Moved(UpdateRequest request, string name, LiveObject now)
    {
        var declared = request.Fields[name];
        return declared is null
            ? $"{name}: changed; the manifest does not declare it"
            : $"{name}: was {Show(request.Live.Fields[name], IsSecret(declared))}, is now {Show(now.Fields[name], IsSecret(declared))}";
    }

    private static string Show(Value? value, bool secret) => value switch
    {
        null => "nothing",
        _ when secret => "(sensitive)",
        Value.Text(var text) => $"'{text}'",
        _ => value.ToString(),
    };

    private static bool IsSecret(Value? value) => value is not null && Secrets.In(value);
}
