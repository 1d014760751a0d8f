using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Kinds.Schemas;

/// <summary>Diagnostics about schema definitions.</summary>
internal static class SchemaDiagnostics
{
    public static Diagnostic BadDefinition(SourceSpan span, string text, string help) => Diagnostic.Of(SchemaDescriptors.InvalidDefinition, text, span, help);
}
