using FlowPlan.Core.Manifests.Expansion;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests;

/// <summary>What the JSON Schema checks of a scope: of a component its sections, as if they were a manifest.</summary>
internal static class ScopeForm
{
    public static Node.Mapping Of(ManifestScope scope, ManifestVocabulary vocabulary) => ManifestHeader.WithRightVersion(scope.IsRoot ? scope.Body : scope.Body with
    {
        Entries =
        [
            new(ManifestHeader.ProjectKey, scope.Body.Span, new Node.Scalar(Value.Of("component"), scope.Body.Span)),
            .. scope.Body.Entries.Where(e => vocabulary.Sections.ContainsKey(e.Key)),
        ],
    });
}
