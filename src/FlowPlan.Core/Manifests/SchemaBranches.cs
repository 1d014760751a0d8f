using Newtonsoft.Json.Linq;
using NJsonSchema.Validation;

namespace FlowPlan.Core.Manifests;

/// <summary>Where a value may have one of several forms: which of them was most likely meant.</summary>
internal static class SchemaBranches
{
    /// <summary>
    /// The faults of the form that fits best: of the right type, with the keys that are there. Empty when the faults say
    /// no more than that the type is wrong for every form.
    /// </summary>
    public static IReadOnlyCollection<ValidationError> Best(ChildSchemaValidationError error) => error.Errors.Values
        .Where(faults => faults.Count > 0 && !faults.Any(f => IsTypeFault(f) && ReferenceEquals(f.Token, error.Token)))
        .OrderBy(faults => faults.Sum(f => Weight(f, error.Token)))
        .FirstOrDefault() as IReadOnlyCollection<ValidationError> ?? [];

    /// <summary>The types of which the value should be one, in words; empty when that is not the fault.</summary>
    public static IReadOnlyList<string> ExpectedTypes(ChildSchemaValidationError error) =>
        [.. error.Errors.Values.SelectMany(f => f).Select(f => TypeName(f.Kind)).OfType<string>().Distinct()];

    /// <summary>Whether the value has more than one form, where it must have just one.</summary>
    public static bool FitsSeveral(ChildSchemaValidationError error) =>
        error.Kind == ValidationErrorKind.NotOneOf && error.Errors.Values.Any(f => f.Count == 0);

    /// <summary>A type that is expected, in words, or null when the fault is another.</summary>
    public static string? TypeName(ValidationErrorKind kind) => kind switch
    {
        ValidationErrorKind.StringExpected => "text",
        ValidationErrorKind.BooleanExpected => "true or false",
        ValidationErrorKind.NumberExpected => "a number",
        ValidationErrorKind.IntegerExpected => "a whole number",
        ValidationErrorKind.ObjectExpected => "a map",
        ValidationErrorKind.ArrayExpected => "a list",
        ValidationErrorKind.NullExpected => "null",
        _ => null,
    };

    private static bool IsTypeFault(ValidationError fault) =>
        TypeName(fault.Kind) is not null || fault.Kind == ValidationErrorKind.NoTypeValidates;

    /// <summary>
    /// A key that a form does not know speaks against it most; one that it misses less; and what is wrong deeper down
    /// hardly, for the form was recognized.
    /// </summary>
    private static int Weight(ValidationError fault, JToken? token) => fault.Kind switch
    {
        ValidationErrorKind.NoAdditionalPropertiesAllowed when IsAt(fault, token) => 10,
        ValidationErrorKind.PropertyRequired when IsAt(fault, token) => 4,
        ValidationErrorKind.NotInEnumeration => 6,
        _ => 1,
    };

    private static bool IsAt(ValidationError fault, JToken? token) =>
        ReferenceEquals(fault.Token, token) || ReferenceEquals(fault.Token?.Parent, token);
}
