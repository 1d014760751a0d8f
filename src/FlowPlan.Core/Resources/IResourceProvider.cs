using System.Collections.Immutable;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.State;

namespace FlowPlan.Core.Resources;

/// <summary>The offline half of a provider: the words of its manifest and what they mean. Makes no call.</summary>
public interface IManifestDialect
{
    /// <summary>The manifest's schema and sections.</summary>
    ManifestVocabulary Vocabulary { get; }

    /// <summary>All kinds, each after those that it refers to.</summary>
    IReadOnlyList<KindDescription> Kinds { get; }

    /// <summary>Expands sugar, resolves references to addresses and checks the provider's rules; reports all it finds.</summary>
    /// <param name="declarations">The manifest as declared.</param>
    /// <param name="recorded">The lockfile, whose values the resources share where they are equal; null where it is not at hand.</param>
    Outcome<DesiredResources> Expand(Declarations declarations, Lockfile? recorded = null);

    /// <summary>
    /// What is wrong with the valid blocks of a manifest in which others are invalid (<see cref="ResourceDeclaration.IsInvalid"/>):
    /// only what cannot be a consequence of the reported errors.
    /// </summary>
    IEnumerable<Diagnostic> CheckValid(Declarations declarations);

    /// <summary>What is wrong with the form of an id that was given for an object of a kind; null when it may be one.</summary>
    Diagnostic? CheckId(string kind, string id);
}

/// <summary>All resources that a manifest wants, sorted by address.</summary>
/// <param name="Items">The resources.</param>
public sealed record DesiredResources(ImmutableArray<DesiredResource> Items);

/// <summary>The online half of a provider: its kinds, bound to one organization and sandbox.</summary>
public interface IResourceProvider
{
    /// <summary>The organization that calls go to; part of the identity of saved plans.</summary>
    string Organization { get; }

    /// <summary>The kind of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is no such kind.</exception>
    BoundKind Kind(string name);

    /// <summary>The names of all kinds.</summary>
    IReadOnlyList<string> KindNames { get; }

    /// <summary>Checks that the sandbox exists and that the credentials reach it.</summary>
    /// <exception cref="ProviderException">They do not.</exception>
    Task CheckAccessAsync(CancellationToken cancellationToken);

    /// <summary>What prevents the credential from changing objects of these kinds, as far as the services tell: an error, or a note that it is not known.</summary>
    Task<IReadOnlyList<Diagnostic>> CheckPermissionsAsync(IReadOnlyCollection<string> kinds, CancellationToken cancellationToken);

    /// <summary>The value of the expression <c>tenant</c>: the organization's own name in the names of its fields. Null where there is no such thing.</summary>
    /// <exception cref="ProviderException">It cannot be read.</exception>
    Task<string?> ReadTenantAsync(CancellationToken cancellationToken);
}
