using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Definitions;

/// <summary>One block of the manifest: its keys with their places, and the resources that it refers to.</summary>
/// <param name="set">All declarations.</param>
/// <param name="declaration">The block.</param>
/// <param name="description">Its kind.</param>
/// <param name="diagnostics">Told of what is wrong.</param>
internal sealed class BlockReader(DeclarationSet set, ResourceDeclaration declaration, KindDescription description, DiagnosticBag diagnostics)
{
    /// <summary>The address of the resource.</summary>
    public ResourceAddress Address { get; } = new(description.Name, declaration.Key);

    /// <summary>The key of the resource in its section.</summary>
    public string Key => declaration.Key;

    /// <summary>The keys and values of the block.</summary>
    public Node.Mapping Body => declaration.Body;

    /// <summary>Where the block begins.</summary>
    public SourceSpan Span => declaration.KeySpan;

    /// <summary>Told of what is wrong.</summary>
    public DiagnosticBag Diagnostics => diagnostics;

    /// <summary>All declarations of the manifest, as the block sees them.</summary>
    public DeclarationSet Declarations { get; } = set.For(declaration);

    /// <summary>Whether the block cannot be read at all, so that the resource stays out of the graph.</summary>
    public bool IsAbandoned { get; private set; }

    /// <summary>Where the value of a key stands; where the block begins when there is none.</summary>
    public SourceSpan SpanOf(string key) => Body[key]?.Span ?? Span;

    /// <summary>The text under a key, or null.</summary>
    public string? TextOf(string key) => Specification.TextOf(Body, key);

    /// <summary>The value under a required key; reports when it is missing.</summary>
    public Value? Required(string key)
    {
        if (Body[key] is Node.Scalar { Value: not Value.Null } scalar)
            return scalar.Value;
        ReportMissing(key);
        return null;
    }

    /// <summary>Reports a required key that the block lacks.</summary>
    public void ReportMissing(string key) => diagnostics.Add(BlockDiagnostics.Missing(Span, Address, key));

    /// <summary>Reports keys that cannot be combined with something else in the block.</summary>
    public void Reject(IReadOnlyCollection<string> keys, string conflict)
    {
        foreach (var entry in Body.Entries.Where(e => keys.Contains(e.Key)))
            diagnostics.Add(BlockDiagnostics.NotTogether(entry.KeySpan, entry.Key, conflict));
    }

    /// <summary>Gives the block up after its faults were reported.</summary>
    public void Abandon() => IsAbandoned = true;

    /// <summary>A specification of Flow Service under a key; null where there is none, or a text.</summary>
    public Specification? SpecificationAt(string key) => Specification.Read(Body[key], diagnostics);

    /// <summary>
    /// The resource that a required key, or the inline block in its place, refers to, or in whose block a part stands; reports when there is none.
    /// </summary>
    public BlockReference? Reference(string key)
    {
        var field = FieldOf(key);
        if (Body[key] is not null)
            return OptionalReference(key);
        if (declaration.Origin is { } origin && origin.Kind == field.Kind)
            return new(origin, set.DefaultsOf(set[origin]), Span);
        if (field.Inline is not { } inline)
            ReportMissing(key);
        else if (Body.Entry(inline.Key) is not { Value: Node.Mapping } entry)
            ReportMissing($"{inline.Key}' or '{key}");
        else if (set.FindInline(field.Kind, Address) is { } lifted)
            return new(new(field.Kind, lifted.Key), set.DefaultsOf(lifted), entry.KeySpan);
        return null;
    }

    /// <summary>The resource that a key refers to; reports when the key is there and refers to nothing.</summary>
    public BlockReference? OptionalReference(string key)
    {
        if (Body[key] is not Node.Scalar scalar)
            return null;
        var (kind, name) = (FieldOf(key).Kind, scalar.Value.ToString());
        if (Declarations.Find(kind, name) is { } target)
            return new(new(kind, target.Key), set.DefaultsOf(target), scalar.Span);
        diagnostics.Add(BlockDiagnostics.UnknownReference(scalar.Span, set.SectionOf(kind), name, Declarations.KeysOf(kind)));
        return null;
    }

    private ReferenceField FieldOf(string key)
    {
        foreach (var field in description.References)
        {
            if (field.Key == key)
                return field;
        }

        throw new InvalidOperationException($"The kind '{description.Name}' describes no reference '{key}'.");
    }
}

/// <summary>What a key of a block refers to.</summary>
/// <param name="Address">The other resource.</param>
/// <param name="Defaults">What its block tells those that refer to it (<see cref="KindDefinition.ReadDefaults"/>).</param>
/// <param name="Span">Where the reference stands.</param>
internal sealed record BlockReference(ResourceAddress Address, Value.Map Defaults, SourceSpan Span)
{
    /// <summary>The reference as the value of a field.</summary>
    public Value.Reference To(string attribute = "id") => new(Address, attribute);
}
