using System.Text.RegularExpressions;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;

namespace FlowPlan.Aep.Dialect;

/// <summary>The forms of ids, so that a pasted wrong one is found before any call.</summary>
internal static partial class IdForms
{
    /// <summary>Reports an id that cannot be one of its kind.</summary>
    public static void Check(DiagnosticBag found, string kind, Node.Scalar id)
    {
        var text = id.Value.ToString();
        if (Form(kind, text) is { } form)
            found.Add(DialectDiagnostics.BadId(id.Span, kind, text, form));
    }

    /// <summary>The form that an id of the kind has; null when the text has it.</summary>
    public static string? Form(string kind, string text)
    {
        var (form, fits) = kind switch
        {
            "dataset" => ("of 24 hexadecimal digits", Dataset().IsMatch(text)),
            "mapping" => ("of 32 hexadecimal digits", Mapping().IsMatch(text)),
            "schema" => ("https://ns.adobe.com/<tenant>/schemas/… or _<tenant>.schemas.…", Schema().IsMatch(text)),
            _ => ("of a UUID, such as a59d368a-1152-4673-a46e-bd52e8cdb9a9", Guid.TryParseExact(text, "D", out _)),
        };
        return fits ? null : form;
    }

    /// <summary>Reports an id of a specification that is no UUID.</summary>
    public static void CheckSpecification(DiagnosticBag found, Node.Mapping? type)
    {
        if (type?["id"] is Node.Scalar id && !Guid.TryParseExact(id.Value.ToString(), "D", out _))
            found.Add(DialectDiagnostics.BadId(id.Span, "specification", id.Value.ToString(), "of a UUID"));
    }

    [GeneratedRegex(@"^[0-9a-f]{24}\z")]
    private static partial Regex Dataset();

    [GeneratedRegex(@"^[0-9a-f]{32}\z")]
    private static partial Regex Mapping();

    [GeneratedRegex(@"^(https?://.+|_[^.\s]+\.[^\s]+)\z")]
    private static partial Regex Schema();
}
