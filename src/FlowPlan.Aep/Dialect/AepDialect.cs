using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Graph;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Dialect;

/// <summary>The words of the manifest for Adobe Experience Platform and what they mean. Makes no call.</summary>
public sealed class AepDialect : IManifestDialect
{
    private const string SchemaResource = "flowplan.schema.json";

    /// <summary>Sections in an order in which each finds what it looks at expanded before it.</summary>
    private static readonly (string Section, Action<Expansion, ResourceDeclaration> Expand)[] Sections =
    [
        (SectionNames.Schemas, SchemaSection.Expand),
        (SectionNames.Datasets, DatasetSection.Expand),
        (SectionNames.Connections, ConnectionSection.Expand),
        (SectionNames.SourceConnections, SourceConnectionSection.Expand),
        (SectionNames.TargetConnections, TargetConnectionSection.Expand),
        (SectionNames.Mappings, MappingSection.Expand),
        (SectionNames.Flows, FlowSection.Expand),
    ];

    /// <inheritdoc/>
    public ManifestVocabulary Vocabulary { get; } = new(ReadSchema(), SectionNames.Kinds) { SecretPaths = ["connections/*/auth/params"] };

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes => SectionNames.Attributes;

    /// <inheritdoc/>
    public Outcome<DesiredResources> Expand(Declarations declarations)
    {
        var found = new DiagnosticBag();
        var expansion = new Expansion(declarations, found);
        foreach (var (section, expand) in Sections)
        {
            foreach (var declaration in expansion.In(section).ToList())
                expand(expansion, declaration);
        }

        UniqueNames.Check(expansion);
        SecretNames.Check(expansion);
        CheckOutputs(declarations, found);
        CheckCycles(expansion, found);
        return Outcome<DesiredResources>.Of(new DesiredResources([.. expansion.Desired]), found);
    }

    /// <inheritdoc/>
    public Diagnostic? CheckId(string kind, string id) => IdForms.Form(kind, id) is { } form ? DialectDiagnostics.BadId(null, kind, id, form) : null;

    private void CheckOutputs(Declarations declarations, DiagnosticBag found)
    {
        foreach (var output in declarations.Outputs)
        {
            var kind = SectionNames.Kinds[output.Section];
            if (!Attributes[kind].Contains(output.Attribute))
                found.Add(DialectDiagnostics.UnknownAttribute(output.Span, kind, output.Attribute, Attributes[kind]));
        }
    }

    private static void CheckCycles(Expansion expansion, DiagnosticBag found)
    {
        // One circle is found at a time: what is on it is taken out to look for the next.
        var left = expansion.Desired.ToDictionary(d => d.Address);
        while (DependencyGraph.Of(left.Values.Select(d => (d.Address, d.FindDependencies().AsEnumerable()))).FindCycle() is { IsEmpty: false } cycle)
        {
            found.Add(DialectDiagnostics.Cycle(left[cycle[0]].Span, cycle));
            foreach (var address in cycle)
                left.Remove(address);
        }
    }

    private static string ReadSchema()
    {
        using var stream = typeof(AepDialect).Assembly.GetManifestResourceStream(SchemaResource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
