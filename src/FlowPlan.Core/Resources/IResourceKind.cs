using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Resources;

/// <summary>What one kind of resource is: its description, and the rules that data cannot express. Makes no call.</summary>
public interface IResourceKind
{
    /// <summary>Its name, fields, attributes and references.</summary>
    KindDescription Description { get; }

    /// <summary>
    /// Brings declared fields into the one form in which they are compared, shown and recorded: defaults that the service
    /// would rewrite, spellings that mean the same. Idempotent. References and secrets pass through.
    /// </summary>
    Value.Map Canonicalize(Value.Map fields);

    /// <summary>The fields by which objects of this kind are found again, such as a name; equal text means the same object. Null while a part of it is unknown.</summary>
    /// <param name="fields">Canonical fields with references resolved where known.</param>
    string? NaturalKey(Value.Map fields);

    /// <summary>
    /// The fields by which an object is recognized that a create call without an answer may just have made: the natural key, and what else
    /// the service gives a new object. What a later change of the name leaves behind may be part of it, and not of the natural key.
    /// </summary>
    /// <param name="fields">Canonical fields with references resolved where known.</param>
    string? CreateKey(Value.Map fields);

    /// <summary>
    /// A key that is unique by construction, such as the two connections of a flow: finds an object that was renamed on the
    /// platform. Null where there is no such key, or a part of it is unknown.
    /// </summary>
    /// <param name="fields">Canonical fields with references resolved where known.</param>
    string? AlternateKey(Value.Map fields);

    /// <summary>
    /// Why a field cannot be changed at this time although its rule allows it, one sentence part such as "the flow has started"; null where it can.
    /// </summary>
    /// <param name="path">The field.</param>
    /// <param name="declared">The declared fields.</param>
    /// <param name="live">The live fields.</param>
    /// <param name="now">The time of the plan.</param>
    string? WhyFixed(FieldPath path, Value.Map declared, Value.Map live, DateTimeOffset now);

    /// <summary>What deleting an object does to people and data, one phrase such as "the data in the dataset is lost"; null where nothing is lost.</summary>
    string? DeleteConsequence(LiveObject live);

    /// <summary>
    /// Why the service never deletes the object, one phrase such as "a schema that is enabled for Profile cannot be deleted"; null where
    /// nothing is known to prevent it. Such an object is kept and no longer managed.
    /// </summary>
    string? KeptReason(LiveObject live);

    /// <summary>Checks the rules between a resource and objects that it only refers to, whose fields nobody knows before they are read.</summary>
    /// <param name="desired">The resource.</param>
    /// <param name="existing">The live object that an address only refers to; null for any other address.</param>
    IEnumerable<Diagnostic> CheckExisting(DesiredResource desired, Func<ResourceAddress, LiveObject?> existing);

    /// <summary>What replacing the object by a new one does to people and data, one phrase; null where nothing is lost.</summary>
    string? ReplaceConsequence(LiveObject live);
}

/// <summary>Shorthand for parts of a kind's description.</summary>
public static class ResourceKindExtensions
{
    extension(IResourceKind kind)
    {
        /// <summary>The kind's name in addresses.</summary>
        public string Name => kind.Description.Name;

        /// <summary>How each field is treated.</summary>
        public IReadOnlyList<FieldRule> Rules => kind.Description.Rules;

        /// <summary>Whether a replacement is created before the old object is deleted, unless the manifest says otherwise.</summary>
        public bool CreateBeforeDestroy => kind.Description.CreateBeforeDestroy;

        /// <summary>The names of the attributes that references and outputs may use, sorted.</summary>
        public IReadOnlyList<string> Attributes => [.. kind.Description.Attributes.Select(a => a.Name)];

        /// <summary>The names of the attributes that an update in place changes.</summary>
        public IReadOnlyList<string> AttributesChangedByUpdate =>
            [.. kind.Description.Attributes.Where(a => a.ChangedByUpdate).Select(a => a.Name)];
    }
}
