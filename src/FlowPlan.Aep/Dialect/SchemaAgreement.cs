using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;

namespace FlowPlan.Aep.Dialect;

/// <summary>Whether two declarations mean one schema, and the same version of it.</summary>
internal static class SchemaAgreement
{
    /// <summary>Reports where the one party maps into, or writes, another schema than the other party holds.</summary>
    /// <param name="found">Told of it.</param>
    /// <param name="span">Where the party is named.</param>
    /// <param name="party">What is said to be of the one schema, such as <c>mappings.a</c>.</param>
    /// <param name="schema">That schema.</param>
    /// <param name="dataset">The key of the dataset.</param>
    /// <param name="held">The schema that the dataset holds.</param>
    public static void Check(
        DiagnosticBag found, SourceSpan span, string party, ResourceDeclaration schema, string dataset, ResourceDeclaration held)
    {
        if (schema.Key == held.Key)
            return;
        if (Identity(schema) is not { } identity || identity != Identity(held))
            found.Add(DialectDiagnostics.OtherSchema(span, party, schema.Key, dataset, held.Key));
        else if (SchemaSection.VersionOf(schema) is var version && SchemaSection.VersionOf(held) is var other && !SameVersion(version, other))
            found.Add(DialectDiagnostics.OtherVersion(span, party, version, dataset, other));
    }

    /// <summary>What a read-only schema is found by; null for a managed one, which is the same as itself only.</summary>
    private static string? Identity(ResourceDeclaration schema) =>
        Expansion.TextOf(schema.Body, "ref")
        ?? (schema.Body["existing"] is Node.Mapping criteria ? Expansion.TextOf(criteria, "id") ?? Expansion.TextOf(criteria, "name") : null);

    /// <summary>1 and 1.0 are the same version.</summary>
    private static bool SameVersion(string left, string right) => Full(left) == Full(right);

    private static string Full(string version) => version.Contains('.', StringComparison.Ordinal) ? version : version + ".0";
}
