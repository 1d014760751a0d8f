using System.Diagnostics;
using Scriban;

namespace FlowPlan.Core.Manifests.Templates;

/// <summary>What all evaluators of one manifest share: the parsed expressions, and the time that is left for all of them.</summary>
internal sealed class TemplateCache
{
    /// <summary>How long all expressions of a manifest may take; those of 10,000 resources take about a second.</summary>
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, Parsed> parsed = new(StringComparer.Ordinal);
    private readonly long began = Stopwatch.GetTimestamp();

    /// <summary>A parsed expression and what its form says.</summary>
    public sealed record Parsed(Template Template, TemplateCheck Check);

    /// <summary>The time that is left.</summary>
    public TimeSpan TimeLeft => MaxTime - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } left ? left : TimeSpan.Zero;

    /// <summary>The parsed expression; null where it is not valid, which is reported at each place.</summary>
    public Parsed? Get(string text, Func<Parsed?> parse)
    {
        if (!parsed.TryGetValue(text, out var known) && parse() is { } fresh)
            parsed[text] = known = fresh;
        return known;
    }
}
