using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Kinds.Schemas;

/// <summary>Diagnostics about schema definitions.</summary>
internal static class SchemaDiagnostics
{
    public static Diagnostic BadDefinition(SourceSpan span, string text, string help) => Diagnostic.Of(SchemaDescriptors.InvalidDefinition, text, span, help);

    public static Diagnostic GroupOfOtherClass(SourceSpan span, string group, IReadOnlyList<string> classes) =>
        Diagnostic.Of(
            SchemaDescriptors.GroupOfOtherClass,
            $"the field group '{group}' is not made for the class of this schema",
            span,
            $"it extends {string.Join(" and ", classes)}; choose another field group, or another class");
}
