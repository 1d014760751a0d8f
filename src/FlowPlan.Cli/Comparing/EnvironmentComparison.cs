using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Comparing;

/// <summary>A field that two environments declare in different ways.</summary>
internal sealed record FieldComparison(FieldPath Path, Value? Left, Value? Right);

/// <summary>A resource that differs: one of the environments does not have it, or its fields are others.</summary>
/// <param name="Address">Its address.</param>
/// <param name="IsInLeft">Whether the first environment has it.</param>
/// <param name="IsInRight">Whether the second environment has it.</param>
/// <param name="Fields">The fields that differ, where both have it.</param>
internal sealed record ResourceComparison(ResourceAddress Address, bool IsInLeft, bool IsInRight, IReadOnlyList<FieldComparison> Fields);

/// <summary>Compares what a manifest declares for two environments.</summary>
internal static class EnvironmentComparison
{
    /// <summary>The resources that differ, sorted by address.</summary>
    public static IEnumerable<ResourceComparison> Of(DesiredResources left, DesiredResources right)
    {
        var (ofLeft, ofRight) = (left.Items.ToDictionary(r => r.Address), right.Items.ToDictionary(r => r.Address));
        return Of(ofLeft.Keys, ofRight.Keys, address => Fields(ofLeft[address], ofRight[address]));
    }

    /// <summary>What differs of two sets of resources, sorted by address.</summary>
    /// <param name="left">What the first environment has.</param>
    /// <param name="right">What the second environment has.</param>
    /// <param name="fieldsOf">The fields that differ of one that both have.</param>
    public static IEnumerable<ResourceComparison> Of(
        IEnumerable<ResourceAddress> left, IEnumerable<ResourceAddress> right, Func<ResourceAddress, IEnumerable<FieldComparison>> fieldsOf)
    {
        var (ofLeft, ofRight) = (left.ToHashSet(), right.ToHashSet());
        foreach (var address in ofLeft.Union(ofRight).Order())
        {
            var (inLeft, inRight) = (ofLeft.Contains(address), ofRight.Contains(address));
            var fields = inLeft && inRight ? fieldsOf(address).OrderBy(f => f.Path, FieldPath.TextOrder).ToList() : [];
            if (inLeft != inRight || fields.Count > 0)
                yield return new(address, inLeft, inRight, fields);
        }
    }

    /// <summary>The fields that two resources declare in different ways.</summary>
    public static IEnumerable<FieldComparison> Fields(DesiredResource left, DesiredResource right)
    {
        if (left.Existing != right.Existing)
            return [new(FieldPath.Of("existing"), Text(left.Existing), Text(right.Existing))];
        return Fields(FieldPath.Root, left.Fields, right.Fields);

        static Value? Text(ExistingCriteria? existing) => existing is null ? null : Value.Of(existing.Text);
    }

    private static IEnumerable<FieldComparison> Fields(FieldPath path, Value? left, Value? right)
    {
        if (Equals(left, right))
            return [];
        if (left is not Value.Map one || right is not Value.Map other)
            return [new(path, left, right)];
        return one.Entries.Concat(other.Entries).Select(e => e.Key).Distinct().SelectMany(key => Fields(path.Then(key), one[key], other[key]));
    }
}
