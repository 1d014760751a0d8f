using System.Collections.Immutable;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Exporting;

/// <summary>A manifest as it would be exported, and where each object is in it.</summary>
internal sealed record ManifestDraft
{
    /// <summary>The files, the manifest last.</summary>
    public required ImmutableArray<ExportedFile> Files { get; init; }

    /// <summary>The object of each address, described or referred to.</summary>
    public required ImmutableSortedDictionary<ResourceAddress, ObjectKey> Objects { get; init; }

    /// <summary>The line on which the block of each object begins, in the order of the manifest.</summary>
    public required IReadOnlyList<(int Line, ObjectKey Object)> Places { get; init; }

    /// <summary>The object of each file besides the manifest, by its path.</summary>
    public required IReadOnlyDictionary<string, ObjectKey> FileOwners { get; init; }

    /// <summary>The variables for what the services do not return.</summary>
    public required ImmutableArray<SecretVariable> Secrets { get; init; }

    /// <summary>The object whose block a diagnostic is about; null when it is about none.</summary>
    public ObjectKey? ObjectAt(SourceSpan? span)
    {
        if (span is not { HasPosition: true } place)
            return null;
        var file = place.Source.Path.Replace('\\', '/');
        if (!file.EndsWith("/" + ExportedFile.Manifest, StringComparison.Ordinal))
            return FileOwners.Where(o => file.EndsWith("/" + o.Key, StringComparison.Ordinal)).Select(o => (ObjectKey?)o.Value).FirstOrDefault();
        return Places.TakeWhile(p => p.Line <= place.Line).Select(p => (ObjectKey?)p.Object).LastOrDefault();
    }
}
