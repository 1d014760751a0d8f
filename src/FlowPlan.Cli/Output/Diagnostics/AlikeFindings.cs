using System.Text.RegularExpressions;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Output.Diagnostics;

/// <summary>
/// Many findings that say the same of different resources, as when a service vanishes in the middle of an apply, as one finding with
/// their number and the first of the resources.
/// </summary>
internal static partial class AlikeFindings
{
    private const int Most = 3;
    private const int Named = 5;

    /// <summary>The findings in their order. Up to three alike ones are left as they are.</summary>
    public static IReadOnlyList<Diagnostic> Of(IEnumerable<Diagnostic> findings)
    {
        var groups = findings.Select((finding, index) => (Finding: finding, Key: KeyOf(finding) ?? (object)index)).GroupBy(f => f.Key, f => f.Finding);
        return [.. groups.SelectMany(g => g.Count() > Most ? [Together([.. g])] : g.AsEnumerable())];
    }

    private static Diagnostic Together(List<Diagnostic> alike)
    {
        var others = alike.Skip(1).Select(f => f.Address?.ToString()).OfType<string>().Distinct().ToList();
        var more = others.Count > Named ? $" and {Quantity.Number(others.Count - Named)} others" : string.Empty;
        return alike[0] with { Details = [$"the same for {Quantity.Number(others.Count)} more: {string.Join(", ", others.Take(Named))}{more}"] };
    }

    /// <summary>What alike findings have in common; null for one that is about a place in a file, or that has details of its own.</summary>
    private static (string Code, string Message, string? Help)? KeyOf(Diagnostic finding)
    {
        if (finding is not { Address: { } address, Span: null, Details.Count: 0 })
            return null;
        return (finding.Code, Masked(finding.Message, address.ToString()), finding.Help is { } help ? Masked(help, address.ToString()) : null);
    }

    private static string Masked(string text, string address) => Location().Replace(text.Replace(address, "*", StringComparison.Ordinal), "*");

    /// <summary>A URL or a path.</summary>
    [GeneratedRegex(@"[^\s'""]*/[^\s'"":]*")]
    private static partial Regex Location();
}
