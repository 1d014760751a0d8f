using System.Runtime.CompilerServices;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Blocks;
using FlowPlan.Core.Manifests.Syntax;

namespace FlowPlan.Core.Manifests.Validation;

/// <summary>Checks a manifest against the JSON Schema and reports each finding at its position in the YAML.</summary>
internal static class SchemaValidator
{
    private static readonly ConditionalWeakTable<string, SchemaRule> Parsed = [];

    /// <summary>Checks; an expression that could not be evaluated is skipped.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="jsonSchema">The schema's text.</param>
    /// <param name="found">Gets each finding that it does not have yet.</param>
    /// <returns>The values that have faults, by reference.</returns>
    public static IReadOnlySet<Node> Check(Node.Mapping manifest, string jsonSchema, DiagnosticBag found) => Check([manifest], jsonSchema, found);

    /// <summary>Checks the manifest and the instances of its components; what is wrong with a component is reported once.</summary>
    public static IReadOnlySet<Node> Check(IEnumerable<Node.Mapping> manifests, string jsonSchema, DiagnosticBag found)
    {
        var reported = found.ToSorted().Select(d => (d.Code, d.Span)).ToHashSet();
        var rule = Parsed.GetValue(jsonSchema, SchemaParser.Parse);
        var faulty = new HashSet<Node>(ReferenceEqualityComparer.Instance);
        foreach (var manifest in manifests)
        {
            var faults = SchemaChecker.Check(new(manifest, SchemaDiagnostics.RootName, manifest.Span), rule);
            var fresh = Findings(faults).Where(f => !reported.Contains((f.Code, f.Span))).ToList();
            found.AddRange(fresh);
            reported.UnionWith(fresh.Select(f => (f.Code, f.Span)));
            faulty.UnionWith(faults.Select(f => f.Place.Node));
        }

        return faulty;
    }

    /// <summary>What to report: of a value with several possible forms, the faults of the form that was most likely meant.</summary>
    private static IEnumerable<Diagnostic> Findings(IReadOnlyList<SchemaFault> faults) =>
        SchemaBranches.DropMissingKeyOfMisspelt(faults).SelectMany(fault =>
            fault.Kind == SchemaFaultKind.NoForm && SchemaBranches.Best(fault) is { Count: > 0 } best ? Findings(best) : [SchemaFinding.Of(fault)]);
}
