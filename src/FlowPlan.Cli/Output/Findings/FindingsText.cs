using FlowPlan.Cli.SavedPlans;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Output.Findings;

/// <summary>The findings of a validation for other programs.</summary>
/// <param name="Valid">The environments for which the manifest is valid.</param>
/// <param name="Found">All findings.</param>
internal sealed record FindingsText(IReadOnlyList<string> Valid, IReadOnlyList<Diagnostic> Found)
{
    /// <summary>The formats.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["console", "json", "sarif", "junit", "github"];

    /// <summary>The text in a format; empty for <c>console</c>, in which findings are shown as they are reported.</summary>
    public string In(string format) => format switch
    {
        "json" => Json(),
        "sarif" => SarifText.Of(Found),
        "junit" => JUnitText.Of("flowplan validate", [.. Valid.Select(e => new JUnitCase("manifest", e, TimeSpan.Zero, null)), .. Found.Where(f => f.Severity == Severity.Error).Select(Failed)]),
        "github" => GitHubAnnotations.Of(Found),
        _ => string.Empty,
    };

    private static JUnitCase Failed(Diagnostic finding) =>
        new(finding.Span?.Source.Path ?? "manifest", finding.Span is { HasPosition: true } span ? FormattableString.Invariant($"{finding.Code} line {span.Line}") : finding.Code, TimeSpan.Zero, finding.Message);

    private string Json() => JsonDocumentText.Of(writer =>
    {
        writer.WriteStartObject();
        writer.WriteBoolean("valid", !Found.Any(f => f.Severity == Severity.Error));
        writer.WriteTexts("environments", Valid);
        writer.WriteArray("diagnostics", Found, DiagnosticJson.Write);
        writer.WriteEndObject();
    });
}
