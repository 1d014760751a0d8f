using FlowPlan.Aep.Kinds.Schemas.Trees;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Kinds.Mappings.Checks;

/// <summary>Findings about the targets of a mapping.</summary>
internal static class TargetDiagnostics
{
    public static Diagnostic InvalidPath(SourceSpan span, string path, string fault) =>
        Diagnostic.Of(TargetDescriptors.InvalidPath, $"the target '{path}' is not a path: {fault}", span, "write names with dots between them, such as person.name.firstName");

    /// <summary>An error in own components, and in an object where a known name is near; otherwise the registry may have newer standard components.</summary>
    public static Diagnostic Unknown(SourceSpan span, string name, string parent, string schema, IEnumerable<string> known, bool isOwn)
    {
        var message = parent.Length == 0 ? $"{schema} has no field '{name}'" : $"'{parent}' of {schema} has no field '{name}'";
        var help = DidYouMean.Help(name, known, "add the field to a field group of the schema");
        return isOwn || (parent.Length > 0 && DidYouMean.Closest(name, known) is not null)
            ? Diagnostic.Of(TargetDescriptors.UnknownTarget, message, span, help)
            : Diagnostic.Of(TargetDescriptors.UnknownStandardTarget, message, span, help + "; the registry may have newer components than FlowPlan knows");
    }

    public static Diagnostic NotAnObject(SourceSpan span, string parent, string type) =>
        Diagnostic.Of(TargetDescriptors.UnknownTarget, $"'{parent}' is of the type '{type}' and has no fields", span, "remove what follows it");

    public static Diagnostic NeedsIndex(SourceSpan span, string parent) =>
        Diagnostic.Of(TargetDescriptors.UnknownTarget, $"'{parent}' is an array", span, $"write {parent}[0] for one item or {parent}[*] for each");

    public static Diagnostic NotAnArray(SourceSpan span, string path, string type) =>
        Diagnostic.Of(TargetDescriptors.UnknownTarget, $"'{path}' is of the type '{type}', not an array", span, "remove the index");

    public static Diagnostic Same(SourceSpan span, string path, string other) =>
        Diagnostic.Of(TargetDescriptors.SameTarget, $"'{path}' is the same target as '{other}'", span, "remove one of them");

    public static Diagnostic Same(SourceSpan span, string path, int line) =>
        Diagnostic.Of(TargetDescriptors.SameTarget, $"'{path}' is already a target on line {line}", span, "remove one of the rows");

    public static Diagnostic ParentAndChild(SourceSpan span, string parent, string child) =>
        Diagnostic.Of(
            TargetDescriptors.ParentAndChild, $"'{parent}' is mapped together with '{child}', which is a part of it", span,
            "remove one of them, unless the object is copied and the field replaces a part of the copy");

    public static Diagnostic WrongType(SourceSpan span, string path, string type, string result) =>
        Diagnostic.Of(TargetDescriptors.WrongType, $"'{path}' is of the type '{type}' and cannot hold {result}", span, "convert the result, or choose another target");

    public static Diagnostic UnclearConversion(SourceSpan span, string path, string type, string result) =>
        Diagnostic.Of(
            TargetDescriptors.UnclearConversion, $"'{path}' is of the type '{type}' and the result is {result}; the documentation does not describe that conversion", span,
            "convert the result with a function");

    /// <summary>An error in own components; otherwise the registry may have newer standard components.</summary>
    public static Diagnostic NotInEnum(SourceSpan span, string value, string path, XdmField field) => field.IsEnumCertain
        ? Diagnostic.Of(TargetDescriptors.NotInEnum, $"'{path}' does not take the value '{value}'", span, DidYouMean.Help(value, field.Enum, "use a value of the enum"))
        : Diagnostic.Of(
            TargetDescriptors.NotInStandardEnum, $"'{path}' does not take the value '{value}', as far as the table of standard components knows", span,
            DidYouMean.Help(value, field.Enum, "use a value of the enum"));

    public static Diagnostic RequiredIsNull(SourceSpan span, string path) =>
        Diagnostic.Of(TargetDescriptors.RequiredIsNull, $"'{path}' is required and is certainly null, so that each row is refused", span, "map a value to it");

    public static Diagnostic RequiredIsMissing(SourceSpan span, string path, string schema) =>
        Diagnostic.Of(TargetDescriptors.RequiredIsMissing, $"'{path}' of {schema} is required and not mapped, so that rows without it are refused", span, $"map a source to {path}");

    public static Diagnostic IdentityIsMissing(SourceSpan span, string path, string schema) =>
        Diagnostic.Of(TargetDescriptors.IdentityIsMissing, $"'{path}', the primary identity of {schema}, is not mapped", span, $"map a source to {path}");

    public static Diagnostic WildcardDepth(SourceSpan span, string source, string path) =>
        Diagnostic.Of(TargetDescriptors.WildcardDepth, $"the source '{source}' and the target '{path}' have different numbers of [*], which is not documented", span, "use as many [*] in both");
}
