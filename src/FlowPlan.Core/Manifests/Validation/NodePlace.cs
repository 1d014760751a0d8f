using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;

namespace FlowPlan.Core.Manifests.Validation;

/// <summary>A value of the manifest and its position.</summary>
/// <param name="Node">The value.</param>
/// <param name="Name">What to call it in a message: its key, with the position for an item of a list.</param>
/// <param name="KeySpan">Where its key is written; of an item of a list, where the item is.</param>
internal readonly record struct NodePlace(Node Node, string Name, SourceSpan KeySpan);
