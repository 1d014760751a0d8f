using System.Globalization;
using FlowPlan.Aep.Kinds.Components.Fields;
using FlowPlan.DataPrep.Dates;

namespace FlowPlan.Aep.Kinds.Mappings.Checks;

/// <summary>Which strings become a value of another type, after the rules of Data Prep.</summary>
internal static class LiteralForms
{
    private static readonly string[] Booleans = ["y", "yes", "Y", "YES", "on", "ON", "true", "TRUE", "n", "no", "N", "NO", "off", "OFF", "false", "FALSE"];

    /// <summary>Whether a string can become a value of the type.</summary>
    public static bool CanBe(string text, string type) => type switch
    {
        "boolean" => Booleans.Contains(text),
        _ when FieldTypes.IsInteger(type) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        "number" => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        "date" or "date-time" => DateTexts.Read(text) is not null,
        _ => true,
    };
}
