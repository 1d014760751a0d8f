using System.Collections.Frozen;
using FlowPlan.Aep.Kinds;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Graph;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Planning.Refreshing;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;

namespace FlowPlan.Aep.Dialect;

/// <summary>The manifest's language for Adobe Experience Platform, put together from the registered kinds. Makes no call.</summary>
public sealed class AepDialect : IManifestDialect
{
    /// <summary>Findings that concern one block, or the keys of others, and so cannot follow from an error in another block.</summary>
    private static readonly FrozenSet<string> Independent = new[]
    {
        BlockDescriptors.UnknownReference, BlockDescriptors.MissingField, BlockDescriptors.MutuallyExclusive, BlockDescriptors.InvalidId, DialectDescriptors.InvalidAddress,
        DialectDescriptors.UnknownField, DialectDescriptors.UnknownAttribute, DialectDescriptors.DuplicateName,
        DialectDescriptors.SensitiveName, DialectDescriptors.InvalidName,
    }.Select(d => d.Code).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The language of all kinds.</summary>
    public AepDialect()
        : this(AepKinds.All)
    {
    }

    /// <summary>The language of these kinds.</summary>
    internal AepDialect(IReadOnlyList<KindDefinition> kinds)
    {
        Definitions = new(kinds);
        Kinds = [.. Definitions.All.Select(k => k.Description)];
        Vocabulary = new(
            () => ManifestSchema.Compose(Definitions.All),
            Kinds.ToDictionary(k => k.Section, k => k.Name, StringComparer.Ordinal))
        {
            InlineKinds = Kinds
                .Select(k => (k.Name, Inner: (IReadOnlyList<string>)[.. k.References.Where(r => r.Inline is not null).Select(r => r.Kind), .. Definitions.PartsOf(k.Name).Select(p => p.Name)]))
                .Where(k => k.Inner.Count > 0)
                .ToDictionary(k => k.Name, k => k.Inner, StringComparer.Ordinal),
            SecretPaths = [.. Kinds.SelectMany(k => k.SecretPaths.Select(p => $"{k.Section}/*/{p}"))],
        };
    }

    /// <inheritdoc/>
    public ManifestVocabulary Vocabulary { get; }

    /// <inheritdoc/>
    public IReadOnlyList<KindDescription> Kinds { get; }

    /// <summary>The kinds themselves.</summary>
    internal KindSet Definitions { get; }

    /// <inheritdoc/>
    public Outcome<DesiredResources> Expand(Declarations declarations, Lockfile? recorded = null)
    {
        ArgumentNullException.ThrowIfNull(declarations);
        var diagnostics = new DiagnosticBag();
        var inline = InlineBlocks.Lift(declarations, Definitions, diagnostics);
        var set = new DeclarationSet(Definitions, declarations, inline);
        var reader = new ResourceReader(set, Definitions, diagnostics);
        var desired = set.All
            .Select(reader.Read)
            .OfType<DesiredResource>()
            .Select(d => recorded is null ? d : SharedValues.Of(d, recorded))
            .OrderBy(d => d.Address)
            .ToList();
        var graph = new DesiredGraph(desired);
        foreach (var resource in desired.Where(d => d.Existing is null))
            Definitions[resource.Address.Kind].Validate(resource, graph, diagnostics);
        foreach (var ofKind in desired.Where(d => d.Existing is null).GroupBy(d => d.Address.Kind, StringComparer.Ordinal))
            Definitions[ofKind.Key].ValidateAll([.. ofKind], graph, diagnostics);
        NameRules.Check(desired, Definitions, diagnostics);
        CheckOutputs(declarations, diagnostics);
        CheckCycles(desired, diagnostics);
        return Outcome<DesiredResources>.Of(new DesiredResources([.. desired]), diagnostics);
    }

    /// <inheritdoc/>
    public IEnumerable<Diagnostic> CheckValid(Declarations declarations)
    {
        ArgumentNullException.ThrowIfNull(declarations);
        var diagnostics = new DiagnosticBag();
        var inline = InlineBlocks.Lift(declarations, Definitions, new DiagnosticBag());
        var set = new DeclarationSet(Definitions, declarations, inline);
        var reader = new ResourceReader(set, Definitions, diagnostics);
        var desired = set.All.Where(d => !d.IsInvalid).Select(reader.Read).OfType<DesiredResource>().ToList();
        NameRules.Check(desired, Definitions, diagnostics);
        CheckOutputs(declarations, diagnostics);
        return diagnostics.ToSorted().Where(d => Independent.Contains(d.Code));
    }

    /// <inheritdoc/>
    public Diagnostic? CheckId(string kind, string id) =>
        Definitions[kind].Description.IdFormat is var format && format.Matches(id) ? null : BlockDiagnostics.BadId(null, kind, id, format.Description);

    private void CheckOutputs(Declarations declarations, DiagnosticBag diagnostics)
    {
        foreach (var output in declarations.Outputs.Where(o => o.Text is null))
        {
            var kind = Definitions.OfSection(output.Section);
            if (!kind.Attributes.Contains(output.Attribute))
                diagnostics.Add(DialectDiagnostics.UnknownAttribute(output.Span, kind.Name, output.Attribute, kind.Attributes));
        }
    }

    private static void CheckCycles(List<DesiredResource> desired, DiagnosticBag diagnostics)
    {
        var spans = desired.ToDictionary(d => d.Address, d => d.Span);
        foreach (var cycle in DependencyGraph.Of(desired.Select(d => (d.Address, d.FindDependencies().AsEnumerable()))).FindCycles())
            diagnostics.Add(DialectDiagnostics.Cycle(spans[cycle[0]], cycle));
    }
}
