using FlowPlan.Core.Diagnostics;
using Newtonsoft.Json.Linq;
using NJsonSchema.Validation;

namespace FlowPlan.Core.Manifests.Validation;

/// <summary>Where a value may have one of several forms: which of them was most likely meant.</summary>
internal static class SchemaBranches
{
    /// <summary>
    /// The faults of the form that fits best: of the right type, with the keys that are there. Empty when the faults say
    /// no more than that the type is wrong for every form.
    /// </summary>
    public static IReadOnlyList<ValidationError> Best(ChildSchemaValidationError error) => DropMissingKeyOfMisspelt(error.Errors.Values
        .Where(faults => faults.Count > 0 && !faults.Any(f => IsTypeFault(f) && ReferenceEquals(f.Token, error.Token)))
        .MinBy(faults => faults.Sum(f => Weight(f, error.Token))) ?? []);

    /// <summary>Drops the finding of a missing key if another key is probably a misspelling of it.</summary>
    public static IReadOnlyList<ValidationError> DropMissingKeyOfMisspelt(IEnumerable<ValidationError> faults)
    {
        var all = faults.ToList();
        var meant = all.Select(f => (MapOf(f), Meant(f))).ToHashSet();
        return [.. all.Where(f => f.Kind != ValidationErrorKind.PropertyRequired || !meant.Contains((MapOf(f), f.Property)))];
    }

    /// <summary>The types of which the value should be one, in words; empty when that is not the fault.</summary>
    public static IReadOnlyList<string> ExpectedTypes(ChildSchemaValidationError error) =>
        [.. error.Errors.Values.SelectMany(f => f).Select(f => TypeName(f.Kind)).OfType<string>().Distinct()];

    /// <summary>Whether the value has more than one form, where it must have just one.</summary>
    public static bool FitsSeveral(ChildSchemaValidationError error) =>
        error.Kind == ValidationErrorKind.NotOneOf && error.Errors.Values.Any(f => f.Count == 0);

    /// <summary>A type that is expected, in words, or null when the fault is another.</summary>
    public static string? TypeName(ValidationErrorKind kind) => kind switch
    {
        ValidationErrorKind.StringExpected => "a string",
        ValidationErrorKind.BooleanExpected => "true or false",
        ValidationErrorKind.NumberExpected => "a number",
        ValidationErrorKind.IntegerExpected => "a whole number",
        ValidationErrorKind.ObjectExpected => "a map",
        ValidationErrorKind.ArrayExpected => "a list",
        ValidationErrorKind.NullExpected => "null",
        _ => null,
    };

    /// <summary>The key that a form knows and an unknown one was probably meant to be, or null.</summary>
    private static string? Meant(ValidationError fault) => fault.Kind == ValidationErrorKind.NoAdditionalPropertiesAllowed
        ? DidYouMean.Closest(fault.Property ?? string.Empty, fault.Schema.ActualSchema.ActualProperties.Keys)
        : null;

    private static JToken? MapOf(ValidationError fault) => fault.Token is JProperty property ? property.Parent : fault.Token;

    private static bool IsTypeFault(ValidationError fault) =>
        TypeName(fault.Kind) is not null || fault.Kind == ValidationErrorKind.NoTypeValidates;

    /// <summary>
    /// A key that a form does not know speaks against it most; one that it misses less; and what is wrong deeper down
    /// hardly, for the form was recognized.
    /// </summary>
    private static int Weight(ValidationError fault, JToken? token) => fault.Kind switch
    {
        ValidationErrorKind.NoAdditionalPropertiesAllowed when IsAt(fault, token) => Meant(fault) is null ? 10 : 1,
        ValidationErrorKind.PropertyRequired when IsAt(fault, token) => 4,
        ValidationErrorKind.NotInEnumeration => 6,
        _ => 1,
    };

    private static bool IsAt(ValidationError fault, JToken? token) =>
        ReferenceEquals(fault.Token, token) || ReferenceEquals(fault.Token?.Parent, token);
}
