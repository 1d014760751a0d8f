using System.Collections.Immutable;
using FlowPlan.Aep.Kinds.Schemas.Descriptors;

namespace FlowPlan.Aep.Kinds.FieldDescriptors;

/// <summary>One thing that can be said of a field.</summary>
/// <param name="Key">The key of the block that says it.</param>
/// <param name="Types">The types of descriptors that it can be.</param>
/// <param name="Group">The key of a schema's block under which the same is said.</param>
/// <param name="DeleteConsequence">What deleting it does; null where nothing is lost.</param>
internal sealed record DescriptorForm(string Key, ImmutableArray<string> Types, string Group, string? DeleteConsequence = null);

/// <summary>All that can be said of a field.</summary>
internal static class DescriptorForms
{
    public const string Identity = "identity";
    public const string Relationship = "relationship";
    public const string ReferenceIdentity = "referenceIdentity";
    public const string FriendlyName = "friendlyName";
    public const string Deprecated = "deprecated";
    public const string Labels = "labels";

    /// <summary>All forms.</summary>
    public static ImmutableArray<DescriptorForm> All { get; } =
    [
        new(Identity, [DescriptorTypes.Identity], DescriptorTypes.Identities, "records are no longer linked by the field"),
        new(Relationship, [DescriptorTypes.OneToOne, DescriptorTypes.Relationship], DescriptorTypes.Relationships, "segments can no longer follow the relationship"),
        new(ReferenceIdentity, [DescriptorTypes.ReferenceIdentity], DescriptorTypes.Relationships, "segments can no longer follow the relationship"),
        new(FriendlyName, [DescriptorTypes.FriendlyName], DescriptorTypes.FriendlyNames),
        new(Deprecated, [DescriptorTypes.Deprecated], DescriptorTypes.DeprecatedFields),
        new(Labels, [DescriptorTypes.Label], Labels, "policies no longer restrict the use of the field"),
    ];

    /// <summary>The form of a type; null for one that is not known.</summary>
    public static DescriptorForm? Find(string? type) => All.FirstOrDefault(f => type is not null && f.Types.Contains(type));
}
