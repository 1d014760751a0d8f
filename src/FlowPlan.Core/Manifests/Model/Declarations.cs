using System.Collections.Immutable;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests.Model;

/// <summary>A manifest read for one environment: valid against the schema, variables and templates resolved.</summary>
public sealed record Declarations
{
    /// <summary>The project's name; with the environment it names the lineage of the lockfile.</summary>
    public required string Project { get; init; }

    /// <summary>The environment chosen.</summary>
    public required EnvironmentDeclaration Environment { get; init; }

    /// <summary>Where the manifest's files come from.</summary>
    public required IManifestSource Source { get; init; }

    /// <summary>Evaluates the expressions in files that the manifest names.</summary>
    public required IExpressionEvaluator Expressions { get; init; }

    /// <summary>The folder of the main manifest file, absolute; relative paths in the manifest start here.</summary>
    public required string Directory { get; init; }

    /// <summary>The main manifest file, absolute.</summary>
    public required string File { get; init; }

    /// <summary>The variables that have no value, where that is allowed, so that not everything is known.</summary>
    public ImmutableArray<string> Unset { get; init; } = [];

    /// <summary>Every resource block, in the order of section and key.</summary>
    public required ImmutableArray<ResourceDeclaration> Resources { get; init; }

    /// <summary>Every output, by name.</summary>
    public required ImmutableArray<OutputDeclaration> Outputs { get; init; }

    /// <summary>The instances of components by their paths, such as <c>emea</c>; what is in them has its own folder and inputs.</summary>
    public IReadOnlyDictionary<string, ComponentScope> Components { get; init; } = new Dictionary<string, ComponentScope>();

    /// <summary>Every <c>moved</c> block, in the order of the file.</summary>
    public required ImmutableArray<MovedDeclaration> Moved { get; init; }

    /// <summary>Where the state is kept; null where the manifest does not say.</summary>
    public StateDeclaration? State { get; init; }

    /// <summary>The projects whose outputs it reads, in the order of the file.</summary>
    public ImmutableArray<ImportDeclaration> Imports { get; init; } = [];

    /// <summary>Whether what is kept beside the manifest of live objects is used to check it; a command that renews it does not.</summary>
    public bool ReadsCopies { get; init; } = true;

    /// <summary>The clear text of every sensitive value in scope, for the redactor of all output. Never written anywhere.</summary>
    public required ImmutableArray<string> Secrets { get; init; }
}

/// <summary>Where the state is kept, as the manifest says.</summary>
/// <param name="Location">The location; null when it reads a sensitive variable, or one that has no value.</param>
/// <param name="Span">Where it stands.</param>
public sealed record StateDeclaration(string? Location, SourceSpan Span);

/// <summary>An instance of a component.</summary>
/// <param name="Directory">The folder where paths in it begin.</param>
/// <param name="Expressions">Evaluates the expressions in files that it names, with its inputs.</param>
/// <param name="Resources">The outputs that name a resource: the section and the key of each.</param>
public sealed record ComponentScope(string Directory, IExpressionEvaluator Expressions, IReadOnlyDictionary<string, (string Section, string Key)> Resources);

/// <summary>The environment that a command works on.</summary>
/// <param name="Name">Its key under <c>environments</c>, or <c>default</c> when the manifest declares none.</param>
/// <param name="Sandbox">The AEP sandbox name, or null when the manifest leaves it to the command line.</param>
/// <param name="Span">Where it is declared, if it is.</param>
public sealed record EnvironmentDeclaration(string Name, string? Sandbox, SourceSpan? Span)
{
    /// <summary>The name of the organization in expressions.</summary>
    public TenantName Tenant { get; init; } = new(null);
}

/// <summary>One resource block.</summary>
/// <param name="Section">The section, such as <c>flows</c>.</param>
/// <param name="Key">The key in the section, such as <c>loyalty</c>.</param>
/// <param name="KeySpan">Where the key stands.</param>
/// <param name="Body">The block.</param>
public sealed record ResourceDeclaration(string Section, string Key, SourceSpan KeySpan, Node.Mapping Body)
{
    /// <summary>The resource in whose block it is declared; null for one that stands in its own section.</summary>
    public ResourceAddress? Origin { get; init; }

    /// <summary>Whether errors in it have been reported: other blocks may refer to it, but it cannot be read.</summary>
    public bool IsInvalid { get; init; }
}

/// <summary>One output: the attribute of a resource under a name.</summary>
/// <param name="Name">The output's name.</param>
/// <param name="Section">The section of the resource.</param>
/// <param name="Key">The key of the resource.</param>
/// <param name="Attribute">The attribute, such as <c>inletUrl</c>.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Span">Where the reference stands.</param>
public sealed record OutputDeclaration(string Name, string Section, string Key, string Attribute, string? Description, SourceSpan Span)
{
    /// <summary>The value of an output that is not an attribute; then it has no section, key and attribute.</summary>
    public Value? Text { get; init; }
}

/// <summary>A renamed address: the resource recorded under the one is now declared under the other.</summary>
/// <param name="From">The former address.</param>
/// <param name="To">The address now.</param>
/// <param name="Span">Where the block stands.</param>
public sealed record MovedDeclaration(ResourceAddress From, ResourceAddress To, SourceSpan Span)
{
    /// <summary>The kinds of the resources that may be declared in the block of the resource, and then move with it.</summary>
    public ImmutableArray<string> Inline { get; init; } = [];
}
