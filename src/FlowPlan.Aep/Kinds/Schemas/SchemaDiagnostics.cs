using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Kinds.Schemas;

/// <summary>Diagnostics about schema definitions.</summary>
internal static class SchemaDiagnostics
{
    public static Diagnostic BadDefinition(SourceSpan span, string text, string help) => Diagnostic.Of(SchemaDescriptors.InvalidDefinition, text, span, help);

    public static Diagnostic BadDescriptor(SourceSpan span, string text, string help) => Diagnostic.Of(SchemaDescriptors.InvalidDescriptor, text, span, help);

    public static Diagnostic UnknownNamespace(SourceSpan span, string code, IEnumerable<string> possible) =>
        Diagnostic.Of(
            SchemaDescriptors.UnknownNamespace,
            $"'{code}' is neither the key of a declared identity namespace nor the code of a standard one",
            span,
            DidYouMean.Help(code, possible, $"declare it under 'identityNamespaces'; one that is there already with 'existing: {{ name: {code} }}'"));

    public static Diagnostic SeveralPrimaries(SourceSpan span, string schema, IEnumerable<string> paths) =>
        Diagnostic.Of(SchemaDescriptors.SeveralPrimaries, $"{schema} has several primary identities: {string.Join(", ", paths)}", span, "remove 'primary: true' from all but one");

    public static Diagnostic ProfileWithoutIdentity(SourceSpan span, string schema) =>
        Diagnostic.Of(
            SchemaDescriptors.ProfileWithoutIdentity,
            $"{schema} is enabled for Profile and has neither a primary identity nor an identityMap; the registry refuses that",
            span,
            "add a primary identity under 'identities', or the field group https://ns.adobe.com/xdm/context/identitymap");

    public static Diagnostic GroupOfOtherClass(SourceSpan span, string group, IReadOnlyList<string> classes) =>
        Diagnostic.Of(
            SchemaDescriptors.GroupOfOtherClass,
            $"the field group '{group}' is not made for the class of this schema",
            span,
            $"it extends {string.Join(" and ", classes)}; choose another field group, or another class");
}
