using System.Diagnostics;
using Scriban;

namespace FlowPlan.Core.Manifests.Templates;

/// <summary>What all evaluators of one manifest share: the parsed expressions, and the time that is left for all of them.</summary>
/// <param name="clock">The time as <see cref="Stopwatch.GetTimestamp"/> tells it.</param>
internal sealed class TemplateCache(Func<long> clock)
{
    /// <summary>How long all expressions of a manifest may take; those of 10,000 resources take about a second.</summary>
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, Parsed> parsed = new(StringComparer.Ordinal);
    private TimeSpan used;

    /// <summary>A parsed expression and what its form says.</summary>
    public sealed record Parsed(Template Template, TemplateCheck Check);

    /// <summary>Evaluates an expression within the time that is left. Only evaluation counts, and not what happens in between, such as waiting for input.</summary>
    public T Timed<T>(Func<CancellationToken, T> evaluate)
    {
        var began = clock();
        var left = used < MaxTime ? MaxTime - used : TimeSpan.Zero;
        using var end = new CancellationTokenSource(left < TemplateRun.MaxTime ? left : TemplateRun.MaxTime);
        try
        {
            return evaluate(end.Token);
        }
        finally
        {
            used += Stopwatch.GetElapsedTime(began, clock());
        }
    }

    /// <summary>The parsed expression; null where it is not valid, which is reported at each place.</summary>
    public Parsed? Get(string text, Func<Parsed?> parse)
    {
        if (!parsed.TryGetValue(text, out var known) && parse() is { } fresh)
            parsed[text] = known = fresh;
        return known;
    }
}
