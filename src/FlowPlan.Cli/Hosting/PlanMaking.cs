using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Deciding;
using FlowPlan.Core.Planning.Diffing;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;

namespace FlowPlan.Cli.Hosting;

/// <summary>The part that plan and apply share: from a loaded state to a plan.</summary>
internal static class PlanMaking
{
    /// <summary>Makes the plan, and reports what stands in its way.</summary>
    public static async Task<Outcome<Plan>> MakeAsync(
        CommandHost host,
        Workspace workspace,
        IResourceProvider provider,
        IStateStore store,
        Lockfile? prior,
        int parallelism,
        CancellationToken cancellationToken,
        PlanOptions options)
    {
        var declarations = workspace.Declarations;
        var scope = workspace.Scope(provider, host.ProcessEnvironment);
        if (prior is not null)
        {
            var found = new DiagnosticBag();
            LockfileGuard.Check(store.Description, prior, scope, found);
            host.Reporter.Diagnostics(found.ToSorted());
            if (found.HasErrors)
                return Outcome<Plan>.Failed(found);
        }

        var input = new PlanInput
        {
            Scope = scope,
            Desired = workspace.Desired,
            Outputs = workspace.Outputs(),
            Moved = declarations.Moved,
            Prior = prior,
            Options = options,
            Parallelism = parallelism,
        };
        var planned = await new Planner(provider, MatcherOf(prior)).PlanAsync(input, cancellationToken);
        host.Reporter.Diagnostics(planned.Diagnostics);
        return planned;
    }

    /// <summary>Compares secrets with the digests of a lockfile.</summary>
    public static SecretMatcher MatcherOf(Lockfile? lockfile)
    {
        if (lockfile is null)
            return (_, _, _, _) => false;
        var hasher = new SecretHasher(lockfile.Lineage);
        return (address, path, secret, digest) => hasher.Matches(address, path, secret, digest);
    }
}
