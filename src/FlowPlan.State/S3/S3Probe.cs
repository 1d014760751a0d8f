using FlowPlan.Core.State.Engines;

namespace FlowPlan.State.S3;

/// <summary>Finds out, before the first lease of a state, whether the server keeps to the conditions of a write. Some ignore them.</summary>
internal static class S3Probe
{
    /// <summary>Tries both conditions on an object of its own.</summary>
    /// <exception cref="EngineFaultException">The server ignores one.</exception>
    public static async Task CheckAsync(S3Objects objects, CancellationToken cancellationToken)
    {
        var name = "probe-" + Guid.NewGuid().ToString("N");
        var former = await objects.ReplaceAsync(name, "1"u8.ToArray(), cancellationToken);
        try
        {
            var isCreated = await objects.PutAsync(name, "2"u8.ToArray(), null, cancellationToken) is not null;
            var current = await objects.ReplaceAsync(name, "3"u8.ToArray(), cancellationToken);
            var isReplaced = await objects.PutAsync(name, "4"u8.ToArray(), former, cancellationToken) is not null;
            if (isCreated || isReplaced)
            {
                throw EngineFaults.NotSupported(
                    objects.Location,
                    $"the server ignores {(isCreated ? "If-None-Match" : "If-Match")} on PutObject, so that two commands could work at once",
                    "use a server with conditional writes, such as S3 itself or a newer version of this one");
            }

            // A request that the transport sent twice is refused the second time.
            if (await objects.PutAsync(name, "5"u8.ToArray(), current, cancellationToken) is null && (await objects.GetAsync(name, cancellationToken))?.Content is not [(byte)'5'])
                throw EngineFaults.NotSupported(objects.Location, "the server refuses If-Match with the object's own etag", "use a server with conditional writes, such as S3 itself or a newer version of this one");
        }
        finally
        {
            await objects.DeleteAsync(name, cancellationToken);
        }
    }
}
