using FlowPlan.Core.Planning.Diffing;
using FlowPlan.Core.State;

namespace FlowPlan.Cli.Workspaces;

/// <summary>Compares secrets with the digests of a lockfile.</summary>
internal static class SecretMatchers
{
    public static SecretMatcher Of(Lockfile? lockfile)
    {
        if (lockfile is null)
            return (_, _, _, _) => false;
        var hasher = new SecretHasher(lockfile.Lineage);
        return (address, path, secret, digest) => hasher.Matches(address, path, secret, digest);
    }
}
