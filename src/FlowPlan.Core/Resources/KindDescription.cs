using System.Collections.Immutable;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Resources;

/// <summary>What the engine, the manifest and the documents need to know of a kind. Data only: no calls, no clients.</summary>
/// <param name="Name">The kind's name in addresses, such as <c>flow</c>.</param>
/// <param name="Section">The manifest section that declares its resources, such as <c>flows</c>.</param>
/// <param name="Attributes">What references and outputs may name, sorted; <c>id</c> is always among them.</param>
/// <param name="Rules">How each field is treated. A field without a rule is updated in place.</param>
/// <param name="References">The fields that refer to other resources.</param>
public sealed record KindDescription(
    string Name,
    string Section,
    ImmutableArray<AttributeDescription> Attributes,
    ImmutableArray<FieldRule> Rules,
    ImmutableArray<ReferenceField> References)
{
    /// <summary>All fields that a resource can have; <c>**</c> at the end stands for whatever is declared there.</summary>
    public required ImmutableArray<FieldPattern> Fields { get; init; }

    /// <summary>The field that holds the display name. No two resources of the kind may have the same.</summary>
    public string NameField { get; init; } = "name";

    /// <summary>How two names are compared.</summary>
    public StringComparer NameComparer { get; init; } = StringComparer.Ordinal;

    /// <summary>The format of the ids that the service assigns.</summary>
    public required IdFormat IdFormat { get; init; }

    /// <summary>Whether a replacement is created before the old object is deleted, unless the manifest says otherwise.</summary>
    public bool CreateBeforeDestroy { get; init; }

    /// <summary>Whether references may lead to objects that belong to no sandbox: lists leave them out, and they are read by id.</summary>
    public bool HasSharedObjects { get; init; }

    /// <summary>
    /// Whether the natural key of an object is its ID: one GET shows whether there is one. Its list, which costs a call for each object that could
    /// be there, is read for exports only.
    /// </summary>
    public bool IsFoundById { get; init; }

    /// <summary>The key of another resource's block under which a resource of the kind can be declared; null where it stands in its own section only.</summary>
    public PartBlock? PartOf { get; init; }

    /// <summary>Whether many may use one object, so that it belongs to a project only when nobody else uses it.</summary>
    public bool IsUsedByMany
    {
        get => field || HasSharedObjects;
        init;
    }

    /// <summary>Paths below a resource's block whose values are always secret, such as <c>auth/params</c>.</summary>
    public ImmutableArray<string> SecretPaths { get; init; } = [];

    /// <summary>Fields that all users of the platform can see, besides the name and the description: a secret in one is an error.</summary>
    public ImmutableArray<string> PublicFields { get; init; } = [];
}

/// <summary>A key of a block whose value declares another resource, under the block's own key, that refers to the resource of the block.</summary>
/// <param name="Kind">The kind of the block.</param>
/// <param name="Key">The key, such as <c>labels</c>; the block of the other resource has its value under the same key.</param>
public sealed record PartBlock(string Kind, string Key);

/// <summary>A computed attribute of an object.</summary>
/// <param name="Name">Its name, such as <c>inletUrl</c>.</param>
/// <param name="Summary">What it is, one phrase for the documents.</param>
/// <param name="ChangedByUpdate">Whether an update in place changes it: unknown until apply when one is planned.</param>
public sealed record AttributeDescription(string Name, string Summary, bool ChangedByUpdate = false);

/// <summary>The format of a kind's ids.</summary>
/// <param name="Description">The format in words that follow "it has the form ".</param>
/// <param name="Matches">Whether a text has it.</param>
public sealed record IdFormat(string Description, Func<string, bool> Matches);
