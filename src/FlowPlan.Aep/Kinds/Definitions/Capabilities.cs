using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Kinds.Definitions;

/// <summary>A kind whose live objects suggest outputs for an exported manifest.</summary>
internal interface ISuggestsOutputs
{
    /// <summary>The outputs of one object.</summary>
    IEnumerable<SuggestedOutput> Outputs(LiveObject live);
}

/// <summary>An output of an exported manifest.</summary>
/// <param name="Name">Its name; the object's key is appended when several objects suggest it.</param>
/// <param name="Attribute">The attribute that it shows.</param>
internal sealed record SuggestedOutput(string Name, string Attribute);

/// <summary>A kind whose block needs fewer of its references than its fields have.</summary>
internal interface IExportNeeds
{
    /// <summary>The references that the block of an object names.</summary>
    IEnumerable<ReferenceField> Needs(LiveObject live, Func<ObjectKey, bool> isManaged);
}

/// <summary>A kind whose objects can be written within the block of the resource that refers to them.</summary>
internal interface IInlineExport
{
    /// <summary>Whether the inline block, which has fewer keys than the kind, can express the object.</summary>
    bool FitsInline(LiveObject live, IExportScope scope);
}
