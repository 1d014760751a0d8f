using System.Collections.Immutable;

namespace FlowPlan.Aep.Kinds.Schemas.Descriptors;

/// <summary>The types of descriptors, and the groups of a schema's fields that stand for them.</summary>
internal static class DescriptorTypes
{
    /// <summary>The name of the kind of schemas.</summary>
    public const string SchemaKind = "schema";

    /// <summary>The section of schemas.</summary>
    public const string SchemaSection = "schemas";

    /// <summary>The name of the kind of descriptors that stand on their own.</summary>
    public const string DescriptorKind = "descriptor";

    public const string Identity = "xdm:descriptorIdentity";
    public const string OneToOne = "xdm:descriptorOneToOne";
    public const string Relationship = "xdm:descriptorRelationship";
    public const string ReferenceIdentity = "xdm:descriptorReferenceIdentity";
    public const string FriendlyName = "xdm:alternateDisplayInfo";
    public const string Deprecated = "xdm:descriptorDeprecated";

    public const string Label = "xdm:descriptorLabel";

    public const string Identities = "identities";
    public const string Relationships = "relationships";
    public const string FriendlyNames = "friendlyNames";
    public const string DeprecatedFields = "deprecated";

    /// <summary>The groups, in the order in which a manifest has them.</summary>
    public static ImmutableArray<string> Groups { get; } = [Identities, Relationships, FriendlyNames, DeprecatedFields];

    /// <summary>The types that a group is made of.</summary>
    public static ImmutableArray<string> TypesOf(string group) => group switch
    {
        Identities => [Identity],
        Relationships => [OneToOne, Relationship, ReferenceIdentity],
        FriendlyNames => [FriendlyName],
        _ => [Deprecated],
    };
}
