using System.Text.Json.Nodes;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Output.Findings;

/// <summary>Findings as SARIF 2.1.0, which code scanning and editors read.</summary>
internal static class SarifText
{
    public static string Of(IReadOnlyCollection<Diagnostic> findings) => JsonDocumentText.Of(new JsonObject
    {
        ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
        ["version"] = "2.1.0",
        ["runs"] = new JsonArray(new JsonObject
        {
            ["tool"] = new JsonObject
            {
                ["driver"] = new JsonObject
                {
                    ["name"] = "FlowPlan",
                    ["rules"] = new JsonArray([.. findings.Select(f => f.Descriptor).DistinctBy(d => d.Code).OrderBy(d => d.Code, StringComparer.Ordinal).Select(Rule)]),
                },
            },
            ["results"] = new JsonArray([.. findings.Select(Result)]),
        }),
    });

    private static JsonNode Rule(DiagnosticDescriptor descriptor) => new JsonObject
    {
        ["id"] = descriptor.Code,
        ["shortDescription"] = new JsonObject { ["text"] = descriptor.Title },
        ["help"] = new JsonObject { ["text"] = descriptor.Remedy },
    };

    private static JsonNode Result(Diagnostic finding)
    {
        var result = new JsonObject
        {
            ["ruleId"] = finding.Code,
            ["level"] = finding.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" },
            ["message"] = new JsonObject { ["text"] = finding.Help is { } help ? $"{finding.Message}\n{help}" : finding.Message },
        };
        if (finding.Span is { } span)
            result["locations"] = new JsonArray(new JsonObject { ["physicalLocation"] = LocationOf(span) });
        return result;
    }

    private static JsonObject LocationOf(SourceSpan span)
    {
        var location = new JsonObject { ["artifactLocation"] = new JsonObject { ["uri"] = UriOf(span.Source.Path) } };
        if (span.HasPosition)
            location["region"] = new JsonObject { ["startLine"] = span.Line, ["startColumn"] = span.Column, ["endLine"] = span.EndLine, ["endColumn"] = span.EndColumn };
        return location;
    }

    /// <summary>A relative path stays one, so that a CI system finds the file in the repository.</summary>
    private static string UriOf(string path)
    {
        var escaped = string.Join('/', path.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));
        return Path.IsPathRooted(path) ? "file://" + (escaped.StartsWith('/') ? escaped : "/" + escaped) : escaped;
    }
}
