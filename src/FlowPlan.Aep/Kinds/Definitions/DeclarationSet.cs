using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Definitions;

/// <summary>All resource blocks of a manifest, those lifted out of other blocks among them.</summary>
internal sealed class DeclarationSet
{
    private readonly KindSet kinds;
    private readonly Dictionary<ResourceAddress, ResourceDeclaration> declared;
    private readonly Dictionary<ResourceDeclaration, Value.Map> defaults;
    private readonly ReferenceScope scope;
    private readonly Lazy<ILookup<string, ResourceAddress>> byComponent;

    /// <param name="kinds">The kinds.</param>
    /// <param name="declarations">The blocks as declared in their sections.</param>
    /// <param name="inline">The blocks lifted out of others (<see cref="ResourceDeclaration.Origin"/>).</param>
    public DeclarationSet(KindSet kinds, Declarations declarations, IEnumerable<ResourceDeclaration> inline)
    {
        this.kinds = kinds;
        Manifest = declarations;
        (Source, Directory, Expressions) = (declarations.Source, declarations.Directory, declarations.Expressions);
        declared = declarations.Resources.Concat(inline).ToDictionary(AddressOf);
        defaults = new(ReferenceEqualityComparer.Instance);
        scope = new(declarations.Components, string.Empty);
        byComponent = new(() => declared.Keys.SelectMany(a => ResourceKey.ComponentsOf(a.Key).Select(c => (Component: c, Address: a))).ToLookup(p => p.Component, p => p.Address, StringComparer.Ordinal));
    }

    private DeclarationSet(DeclarationSet all, ReferenceScope scope)
    {
        (kinds, declared, defaults, byComponent, this.scope, Source) = (all.kinds, all.declared, all.defaults, all.byComponent, scope, all.Source);
        Manifest = all.Manifest;
        (Directory, Expressions) = scope.Component is { } component ? (component.Directory, component.Expressions) : (all.Directory, all.Expressions);
    }

    /// <summary>The same blocks as one of them sees them: names are those of its component first, and paths begin at the folder of its file.</summary>
    public DeclarationSet For(ResourceDeclaration declaration) =>
        scope.IsOf(declaration.Key) ? this : new(this, scope.Of(declaration.Key));

    /// <summary>The whole manifest, for what is kept beside it whichever file a block is in.</summary>
    public Declarations Manifest { get; }

    /// <summary>Where the manifest's files come from.</summary>
    public IManifestSource Source { get; }

    /// <summary>The folder of the manifest, where paths begin.</summary>
    public string Directory { get; }

    /// <summary>Evaluates the expressions in files that the manifest names.</summary>
    public IExpressionEvaluator Expressions { get; }

    /// <summary>All blocks.</summary>
    public IEnumerable<ResourceDeclaration> All => declared.Values;

    /// <summary>The address of the resource that a block declares.</summary>
    public ResourceAddress AddressOf(ResourceDeclaration declaration) => new(kinds.OfSection(declaration.Section).Description.Name, declaration.Key);

    /// <summary>The section of a kind.</summary>
    public string SectionOf(string kind) => kinds[kind].Description.Section;

    /// <summary>Whether a resource is declared, inline or in its own section.</summary>
    public bool Contains(ResourceAddress address) => declared.ContainsKey(address);

    /// <summary>The block that a name of a kind's section means; null when there is none. An inline block has no key of its own.</summary>
    public ResourceDeclaration? Find(string kind, string name)
    {
        foreach (var key in scope.KeysOf(kind, SectionOf(kind), name))
        {
            if (declared.GetValueOrDefault(new(kind, key)) is { Origin: null } found)
                return found;
        }

        return null;
    }

    /// <summary>The addresses that a text means, such as <c>dataset.orders</c>, or <c>component.emea</c> for all resources in it.</summary>
    public IEnumerable<ResourceAddress> FindAll(ResourceAddress named)
    {
        if (named.Kind == ResourceAddress.ComponentKind)
            return scope.Outwards.Select(outer => ResourceKey.Within(outer, named.Key)).Select(c => byComponent.Value[c]).FirstOrDefault(found => found.Any()) ?? [];
        return kinds.Find(named.Kind) is { } kind
            ? scope.KeysOf(kind.Description.Name, kind.Description.Section, named.Key).Select(key => new ResourceAddress(kind.Description.Name, key)).Where(declared.ContainsKey).Take(1)
            : [];
    }

    /// <summary>The block of a kind that was lifted out of a resource's block.</summary>
    public ResourceDeclaration? FindInline(string kind, ResourceAddress origin) =>
        declared.GetValueOrDefault(new(kind, origin.Key)) is { } found && found.Origin == origin ? found : null;

    /// <summary>The block of a resource.</summary>
    public ResourceDeclaration this[ResourceAddress address] => declared[address];

    /// <summary>The names of a kind's section that can be used.</summary>
    public IEnumerable<string> KeysOf(string kind) =>
        declared.Where(d => d.Key.Kind == kind && d.Value.Origin is null).Select(d => scope.NameOf(d.Key)).OfType<string>();

    /// <summary>The names of a kind, those of inline blocks among them.</summary>
    public IEnumerable<string> AllKeysOf(string kind) => declared.Keys.Where(d => d.Kind == kind).Select(scope.NameOf).OfType<string>();

    /// <summary>What a block tells those that refer to it. It reports nothing: the block's own reading does.</summary>
    public Value.Map DefaultsOf(ResourceDeclaration declaration)
    {
        if (declaration.IsInvalid)
            return Value.Map.Empty;
        if (defaults.TryGetValue(declaration, out var known))
            return known;

        // A block that refers to itself is a dependency cycle, which is reported elsewhere.
        defaults[declaration] = Value.Map.Empty;
        var kind = kinds.OfSection(declaration.Section);
        return defaults[declaration] = kind.ReadDefaults(new(this, declaration, kind.Description, new DiagnosticBag()));
    }
}
