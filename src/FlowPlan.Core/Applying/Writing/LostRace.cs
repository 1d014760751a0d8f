using System.Globalization;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Applying.Writing;

/// <summary>
/// A write that was refused because somebody else had changed the object since it was read. The object is read again, and each field
/// is told with what was read, what is there now, and what was to be written; who did it, and when.
/// </summary>
internal static class LostRace
{
    /// <summary>Makes a write; one that loses a race fails with a conflict that names both values of each field.</summary>
    public static async Task<UpdatedObject> ExplainedAsync(BoundKind kind, UpdateRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await kind.UpdateAsync(request, cancellationToken);
        }
        catch (ProviderException failure) when (failure.Fate == FailureFate.Conflict)
        {
            var now = await ReadAgainAsync(kind, request.Live.Id, cancellationToken);
            throw new ProviderException(
                now.Known ? Conflict(request, now.Live, failure.Diagnostic) : failure.Diagnostic, FailureFate.Conflict, failure);
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
            // The conflict is certain; that it cannot be told in full must not hide it.
            return (false, null);
        }
    }

    private static Diagnostic Conflict(UpdateRequest request, LiveObject? now, Diagnostic cause) =>
        Diagnostic.Of(
            ApplyDescriptors.ConcurrentChange,
            now is null
                ? $"{request.Address}: {request.Live.Id} was deleted on the platform after it was read; it was not written to"
                : $"{request.Address}: {request.Live.Id} was changed on the platform{Who(now)} after it was read; that change was not overwritten",
            help: "run 'flowplan plan' to see it beside what the manifest wants; write into the manifest what is to stay, then apply") with
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

    /// <summary>A field that was to be written, whether or not it is the one that moved.</summary>
    private static string Wanted(UpdateRequest request, FieldWrite change, LiveObject now)
    {
        var (before, there) = (FieldPath.Find(request.Live.Fields, change.Path), FieldPath.Find(now.Fields, change.Path));
        var secret = IsSecret(change.Value) || IsSecret(FieldPath.Find(request.Fields, change.Path));
        var moved = Equals(before, there) ? $"is still {Show(there, secret)}" : $"was {Show(before, secret)}, is {Show(there, secret)} now";
        return $"{change.Path.ToDisplay()}: {moved}; the manifest wants {Show(change.Value, secret)}";
    }

    /// <summary>A field that was not to be written. What the manifest does not declare may hold anything, and is only named.</summary>
    private static string Moved(UpdateRequest request, string name, LiveObject now)
    {
        var declared = request.Fields[name];
        return declared is null
            ? $"{name}: changed; the manifest does not declare it"
            : $"{name}: was {Show(request.Live.Fields[name], IsSecret(declared))}, is {Show(now.Fields[name], IsSecret(declared))} now";
    }

    private static string Who(LiveObject now)
    {
        var by = now.UpdatedBy is { } user ? $" by {user}" : string.Empty;
        return by + (now.UpdatedAt is { } time ? $" at {time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC" : string.Empty);
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
