using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests.Blocks;

/// <summary>The findings of checking a manifest's form.</summary>
internal static class SchemaDiagnostics
{
    /// <summary>What the whole manifest is called in a message.</summary>
    public const string RootName = "the manifest";

    public static Diagnostic UnknownKey(SourceSpan span, string key, IEnumerable<string> possible) =>
        Diagnostic.Of(SchemaDescriptors.UnknownKey, $"unknown key '{key}'", span, DidYouMean.Help(key, possible, "no other keys are allowed here"));

    public static Diagnostic KeyElsewhere(SourceSpan span, string key, string instead) =>
        Diagnostic.Of(SchemaDescriptors.UnknownKey, $"'{key}' is not allowed here", span, instead);

    public static Diagnostic MissingKey(SourceSpan span, string key, string where) =>
        Diagnostic.Of(SchemaDescriptors.MissingKey, where == RootName ? $"the manifest needs '{key}'" : $"'{where}' needs '{key}'", span, $"add '{key}: …'");

    public static Diagnostic WrongType(SourceSpan span, string key, string expected, Node given) =>
        given is Node.Scalar { Value: Value.Secret } && expected.Contains(Describe(given), StringComparison.Ordinal)
            ? Diagnostic.Of(SchemaDescriptors.WrongType, $"'{key}' cannot be a sensitive value", span, "use a variable that is not sensitive, or write the value out")
            : Diagnostic.Of(SchemaDescriptors.WrongType, $"'{key}' must be {expected}, not {Describe(given)}", span, HowToWrite(expected, given));

    public static Diagnostic NotAllowed(SourceSpan span, string key, string given, IReadOnlyList<string> allowed) =>
        Diagnostic.Of(
            SchemaDescriptors.ValueNotAllowed,
            $"'{key}' cannot be '{given}'",
            span,
            DidYouMean.Closest(given, allowed) is { } closest && allowed.Count > 1
                ? $"did you mean '{closest}'? (allowed: {string.Join(", ", allowed)})"
                : $"allowed: {string.Join(", ", allowed)}");

    public static Diagnostic BadForm(SourceSpan span, string key, string rule) =>
        Diagnostic.Of(SchemaDescriptors.InvalidFormat, $"'{key}' is not of the right form: {rule}", span);

    public static Diagnostic OutOfBounds(SourceSpan span, string key, string rule) =>
        Diagnostic.Of(SchemaDescriptors.OutOfRange, $"'{key}' {rule}", span);

    public static Diagnostic FitsNothing(SourceSpan span, string key, string possibilities) =>
        Diagnostic.Of(SchemaDescriptors.NoMatchingForm, $"'{key}' fits none of its possible forms", span, possibilities);

    public static Diagnostic FitsSeveral(SourceSpan span, string key, string possibilities) =>
        Diagnostic.Of(SchemaDescriptors.NoMatchingForm, $"'{key}' fits several of its possible forms at once", span, possibilities);

    public static Diagnostic BadKey(SourceSpan span, string key, string pattern) =>
        Diagnostic.Of(SchemaDescriptors.InvalidKey, $"'{key}' cannot be a key here", span, KeyRules.InWords(pattern));

    public static Diagnostic WrongApiVersion(SourceSpan span, string? given) =>
        Diagnostic.Of(
            SchemaDescriptors.UnsupportedApiVersion,
            given is null ? "apiVersion is missing" : $"unsupported apiVersion '{given}'",
            span,
            "write 'apiVersion: flowplan/v1'");

    public static string Describe(Node node) => node switch
    {
        Node.Mapping => "a map",
        Node.Sequence => "a list",
        Node.Scalar { Value: Value.Bool } => "true or false",
        Node.Scalar { Value: Value.Number } => "a number",
        Node.Scalar { Value: Value.Null } => "nothing",
        Node.Scalar { Value: Value.Secret(var inner) } scalar => Describe(scalar with { Value = inner }),
        _ => "a string",
    };

    /// <summary>How to write the same value so that it is of the type expected, where that can be told.</summary>
    private static string? HowToWrite(string expected, Node given)
    {
        if (given is not Node.Scalar scalar)
            return null;
        if (scalar.Value is Value.Null && expected.Contains("a map", StringComparison.Ordinal))
            return "remove the key, or write {} for an empty map";
        if (scalar.Value is Value.Null && expected.Contains("a list", StringComparison.Ordinal))
            return "remove the key, or write [] for an empty list";
        var raw = scalar.Span.Hidden || scalar.Value is Value.Secret ? string.Empty : scalar.Raw;
        if (expected.StartsWith("a string", StringComparison.Ordinal) && scalar is { Plain: true, Value: Value.Number or Value.Bool or Value.Null })
            return raw.Length == 0 ? "write it in quotes" : $"write it in quotes: \"{raw}\"";
        return expected.StartsWith("true or false", StringComparison.Ordinal)
            ? raw.ToUpperInvariant() switch
            {
                "YES" or "ON" or "Y" or "1" => "write true",
                "NO" or "OFF" or "N" or "0" => "write false",
                "TRUE" or "FALSE" => $"write it without quotes: {(raw[0] is 't' or 'T' ? "true" : "false")}",
                _ => null,
            }
            : null;
    }
}
