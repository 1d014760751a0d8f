using FlowPlan.Aep.Errors;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds;

/// <summary>Guards writes where the service has no etag of its own: the object is read just before and must be as it was.</summary>
internal static class Conflicts
{
    /// <summary>Checks that nobody has changed the object since it was read.</summary>
    /// <exception cref="ProviderException">Somebody has (a conflict), or it is gone.</exception>
    public static void EnsureUnmoved(ResourceAddress address, LiveObject before, LiveObject? now)
    {
        // A list may leave out the version that a single read gives: then the fields alone must tell.
        if (now is null
            || (now.Etag is not null && before.Etag is not null && now.Etag != before.Etag)
            || !now.Fields.Equals(before.Fields))
        {
            throw Moved(address, before, now is null);
        }
    }

    /// <summary>The object is not what it was.</summary>
    public static ProviderException Moved(ResourceAddress address, LiveObject before, bool gone) =>
        new(
            Diagnostic.Of(
                ServiceDescriptors.ChangedBeforeWrite,
                $"{address} ({before.Id}) {(gone ? "was deleted" : "was changed by somebody else")} since it was read; nothing was written.",
                help: "Run plan again to see what it would change now.") with
            { Address = address },
            CallEffect.PreconditionFailed);
}
