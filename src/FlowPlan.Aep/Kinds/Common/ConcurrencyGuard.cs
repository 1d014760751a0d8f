using FlowPlan.Aep.Errors;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Common;

/// <summary>Guards writes where the service has no etag of its own: the object is read just before the write and must be unchanged.</summary>
internal static class ConcurrencyGuard
{
    /// <summary>Checks that nobody has changed the object since it was read.</summary>
    /// <exception cref="ProviderException">Somebody has (a conflict), or it is gone.</exception>
    public static void EnsureUnchanged(ResourceAddress address, LiveObject before, LiveObject? now)
    {
        // A list may leave out the version that a single read gives: then the fields alone must tell.
        if (now is null
            || (now.Etag is not null && before.Etag is not null && now.Etag != before.Etag)
            || !now.Fields.Equals(before.Fields))
        {
            throw Changed(address, before, now is null);
        }
    }

    /// <summary>The object was changed or deleted since it was read.</summary>
    public static ProviderException Changed(ResourceAddress address, LiveObject before, bool gone) =>
        new(
            Diagnostic.Of(
                ServiceDescriptors.ChangedBeforeWrite,
                $"{address} ({before.Id}) {(gone ? "was deleted" : "was changed by someone else")} since it was read; nothing was written.",
                help: "Run plan again to see what it would change now.") with
            { Address = address },
            CallEffect.PreconditionFailed);
}
