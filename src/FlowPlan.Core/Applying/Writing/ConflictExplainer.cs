using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;

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
            Details = now is null ? [] : ConflictingFields.Of(request, now, "is now"),
        };
}
