using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Comparing;

/// <summary>What the sandbox of an environment has: what its manifest declares, but for what a plan would change.</summary>
/// <param name="Desired">What is declared, by address.</param>
/// <param name="Actions">What a plan does, by address.</param>
internal sealed record ComparedEnvironment(IReadOnlyDictionary<ResourceAddress, DesiredResource> Desired, IReadOnlyDictionary<ResourceAddress, PlannedAction> Actions)
{
    /// <summary>The addresses at which there is an object.</summary>
    public IEnumerable<ResourceAddress> Live => Actions.Values.Where(a => a.Live is not null).Select(a => a.Address);

    public static ComparedEnvironment Of(DesiredResources desired, Plan plan) =>
        new(desired.Items.ToDictionary(d => d.Address), plan.Actions.Where(a => !a.Address.IsDeposed).ToDictionary(a => a.Address));

    /// <summary>The live values that are not as declared, by path.</summary>
    public IReadOnlyDictionary<FieldPath, Value?> DeviationsAt(ResourceAddress address) => Actions.TryGetValue(address, out var action)
        ? action.Differences.Concat(action.NotKept).DistinctBy(d => d.Path).ToDictionary(d => d.Path, d => d.IsSensitive ? new Value.SecretDigest(string.Empty) : d.Live)
        : new Dictionary<FieldPath, Value?>();

    /// <summary>What is declared at a path. The last key of a member of a set is the member.</summary>
    public Value? DeclaredAt(ResourceAddress address, FieldPath path)
    {
        if (!Desired.TryGetValue(address, out var resource))
            return null;
        return FieldPath.Find(resource.Fields, path)
            ?? (FieldPath.Find(resource.Fields, path.Parent) is Value.List(var members) && members.Contains(Value.Of(path.LastKey)) ? Value.Of(true) : null);
    }
}

/// <summary>Compares what the sandboxes of two environments have. References are compared by address, since each sandbox has IDs of its own.</summary>
internal static class LiveComparison
{
    /// <summary>The objects that differ, sorted by address.</summary>
    public static IEnumerable<ResourceComparison> Of(ComparedEnvironment left, ComparedEnvironment right) =>
        EnvironmentComparison.Of(left.Live, right.Live, address => Fields(address, left, right));

    private static IEnumerable<FieldComparison> Fields(ResourceAddress address, ComparedEnvironment left, ComparedEnvironment right)
    {
        var (ofLeft, ofRight) = (left.DeviationsAt(address), right.DeviationsAt(address));
        var paths = ofLeft.Keys.Union(ofRight.Keys).ToList();
        foreach (var path in paths)
        {
            var (one, other) = (
                ofLeft.TryGetValue(path, out var live) ? live : left.DeclaredAt(address, path),
                ofRight.TryGetValue(path, out var otherLive) ? otherLive : right.DeclaredAt(address, path));
            if (!Equals(one, other) || one is Value.SecretDigest)
                yield return new(path, one, other);
        }

        if (left.Desired.TryGetValue(address, out var declared) && right.Desired.TryGetValue(address, out var otherDeclared))
        {
            foreach (var field in EnvironmentComparison.Fields(declared, otherDeclared).Where(f => !paths.Exists(p => p.IsAtOrBelow(f.Path) || f.Path.IsAtOrBelow(p))))
                yield return field;
        }
    }
}
