using System.Collections.Immutable;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Resources;

/// <summary>One resource as the manifest declares it, with inline blocks lifted and references resolved.</summary>
public sealed record DesiredResource
{
    /// <summary>Its address.</summary>
    public required ResourceAddress Address { get; init; }

    /// <summary>
    /// The declared fields in the kind's field space. May hold <see cref="Value.Reference"/> to other resources and
    /// <see cref="Value.Secret"/>. Empty for a read-only reference.
    /// </summary>
    public required Value.Map Fields { get; init; }

    /// <summary>Where it is declared.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>
    /// For a resource that is only looked up (<c>existing:</c>, <c>ref:</c>): what to find it by. It is never changed and never deleted.
    /// </summary>
    public ExistingCriteria? Existing { get; init; }

    /// <summary>What its block tells those that refer to it, such as the version of a schema. Neither compared nor recorded.</summary>
    public Value.Map ReferenceDefaults { get; init; } = Value.Map.Empty;

    /// <summary>The id of a live object to take over instead of creating one (<c>adopt:</c>).</summary>
    public string? Adopt { get; init; }

    /// <summary>Resources that must be there before it besides those it refers to (<c>dependsOn:</c>).</summary>
    public ImmutableArray<ResourceAddress> DependsOn { get; init; } = [];

    /// <summary>Finds its dependencies: what its fields refer to and what <see cref="DependsOn"/> names, sorted. Walks all fields.</summary>
    public ImmutableArray<ResourceAddress> FindDependencies()
    {
        var references = Value.ReferencesIn(Fields);
        if (references.Count + DependsOn.Length < 2)
            return references.Count == 0 ? DependsOn : [references[0].Address];
        var found = new SortedSet<ResourceAddress>(DependsOn);
        foreach (var reference in references)
            found.Add(reference.Address);
        return [.. found];
    }

    /// <summary>The guards set on it.</summary>
    public Lifecycle Lifecycle { get; init; } = Lifecycle.Default;

    /// <summary>Where a field stands in the manifest, by its path in <see cref="Fields"/>, where known.</summary>
    public FieldSpans FieldSpans { get; init; } = FieldSpans.None;

    /// <summary>Where a field is declared, or what holds it; the resource when neither is.</summary>
    public SourceSpan SpanOf(FieldPath path)
    {
        for (var at = path; !at.IsRoot; at = at.Parent)
        {
            if (FieldSpans.TryGetValue(at, out var span))
                return span;
        }

        return Span;
    }
}

/// <summary>Guards and exceptions that the manifest sets on a resource (<c>lifecycle:</c>).</summary>
/// <param name="PreventDestroy">Refuse any plan that would delete or replace it.</param>
/// <param name="IgnoreChanges">Field paths whose differences are left alone; <c>*</c> stands for one list item or key, <c>**</c> for any number.</param>
/// <param name="CreateBeforeDestroy">Whether a replacement is made before the old object goes; null leaves it to the kind.</param>
public sealed record Lifecycle(bool PreventDestroy, IReadOnlyList<string> IgnoreChanges, bool? CreateBeforeDestroy)
{
    /// <summary>No guards.</summary>
    public static Lifecycle Default { get; } = new(false, [], null);
}
