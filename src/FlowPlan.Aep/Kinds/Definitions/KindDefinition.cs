using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Definitions;

/// <summary>
/// All that is needed to manage one kind of resource: its description, its block in the manifest, read and written, its rules,
/// and how its calls are made. A definition without clients is enough to validate; <see cref="Connect"/> brings the calls.
/// </summary>
internal abstract class KindDefinition : IResourceKind
{
    /// <inheritdoc/>
    public abstract KindDescription Description { get; }

    /// <summary>
    /// The kind's part of the manifest's JSON Schema: an object with <c>section</c> and <c>definition</c>. Unless overridden, the
    /// embedded file <c>[kind].schema.json</c> of the assembly that declares the kind.
    /// </summary>
    public virtual string SchemaFragment
    {
        get
        {
            var name = Description.Name + ".schema.json";
            using var stream = GetType().Assembly.GetManifestResourceStream(name)
                ?? throw new InvalidOperationException($"The assembly has no embedded file '{name}'.");
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }

    /// <summary>The kind's own diagnostics; <c>docs/diagnostics.md</c> lists them.</summary>
    public virtual IReadOnlyList<DiagnosticDescriptor> Diagnostics => [];

    /// <summary>The permission that changes of the kind need, such as <c>manage-schemas</c>; null where Access Control is not known to have one.</summary>
    public virtual string? Permission => null;

    /// <summary>Reads a block of the manifest into desired fields. Sees this block only; rules across resources go into <see cref="Validate"/>.</summary>
    public abstract void Read(BlockReader block, FieldBuilder fields);

    /// <summary>What a block tells those that refer to it, such as the version of a schema. Neither compared nor recorded.</summary>
    public virtual Value.Map ReadDefaults(BlockReader block) => Value.Map.Empty;

    /// <summary>The kind's own way to refer to an existing object, besides <c>existing</c>; null where the block does not use it.</summary>
    public virtual ExistingReference? ReadExisting(BlockReader block) => null;

    /// <summary>Writes a live object as a block of the manifest; reading the block must give the object's fields.</summary>
    public abstract void Write(LiveObject live, BlockWriter block);

    /// <summary>Writes the block of an object that is only referred to.</summary>
    public virtual void WriteExisting(LiveObject live, BlockWriter block) => block.Existing(live.Id);

    /// <inheritdoc/>
    public virtual Value.Map Canonicalize(Value.Map fields) => fields;

    /// <inheritdoc/>
    public abstract string? NaturalKey(Value.Map fields);

    /// <inheritdoc/>
    public virtual string? CreateKey(Value.Map fields) => NaturalKey(fields);

    /// <inheritdoc/>
    public virtual string? AlternateKey(Value.Map fields) => null;

    /// <inheritdoc/>
    public virtual string? WhyFixed(FieldPath path, Value.Map declared, Value.Map live, DateTimeOffset now) => null;

    /// <inheritdoc/>
    public virtual string? DeleteConsequence(LiveObject live) => null;

    /// <inheritdoc/>
    public virtual string? KeptReason(LiveObject live) => null;

    /// <inheritdoc/>
    public virtual IEnumerable<Diagnostic> CheckExisting(DesiredResource desired, Func<ResourceAddress, LiveObject?> existing) => [];

    /// <inheritdoc/>
    public virtual string? ReplaceConsequence(LiveObject live) => DeleteConsequence(live);

    /// <summary>Checks the rules of the platform that need no call, once all resources have been read.</summary>
    public virtual void Validate(DesiredResource self, DesiredGraph graph, DiagnosticBag diagnostics)
    {
    }

    /// <summary>Checks what concerns all resources of the kind together, such as their number. Called once.</summary>
    /// <param name="resources">The managed resources of the kind, sorted by address.</param>
    /// <param name="graph">All resources.</param>
    /// <param name="diagnostics">Told of what is wrong.</param>
    public virtual void ValidateAll(IReadOnlyList<DesiredResource> resources, DesiredGraph graph, DiagnosticBag diagnostics)
    {
    }

    /// <summary>The kind's calls, made with the clients of one organization and sandbox.</summary>
    public abstract IResourceOperations Connect(AepServices services);
}

/// <summary>A kind's own form of a reference to an existing object.</summary>
/// <param name="Criteria">What to find the object by.</param>
/// <param name="With">The keys that may stand in the block.</param>
/// <param name="Conflict">What other keys cannot be combined with.</param>
internal sealed record ExistingReference(ExistingCriteria Criteria, IReadOnlyCollection<string> With, string Conflict);
