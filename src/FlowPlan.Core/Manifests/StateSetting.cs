using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Blocks;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests;

/// <summary>The key <c>state</c>: where the state is kept.</summary>
internal static class StateSetting
{
    public const string Key = "state";

    /// <summary>The location as written; null where the manifest names none. A wrong type is reported.</summary>
    public static StateDeclaration? Read(Node.Mapping manifest, DiagnosticBag found)
    {
        if (manifest.Entry(Key) is not { } entry)
            return null;
        return entry.Value is Node.Scalar { Value: Value.Secret } or Node.Scalar { IsTemplate: true }
            ? new(null, entry.Value.Span)
            : BlockReader.Text(entry, found) is { } text ? new(text, entry.Value.Span) : null;
    }
}
