using System.Collections.Concurrent;

namespace FlowPlan.Aep.Kinds.Mappings.Checks;

/// <summary>
/// The checks of the expressions of the manifest: each text is checked once, for its findings and for the type of its target, in however many
/// mappings it is.
/// </summary>
internal static class CheckedExpressions
{
    private const int Most = 100_000;

    private static readonly ConcurrentDictionary<string, CheckedExpression> Known = new(StringComparer.Ordinal);
    private static int made;

    /// <summary>The check of an expression.</summary>
    public static CheckedExpression Of(string text)
    {
        if (Known.TryGetValue(text, out var known))
            return known;

        // A process that reads manifest after manifest must not keep all of them.
        if (Interlocked.Increment(ref made) % Most == 0)
            Known.Clear();
        return Known.GetOrAdd(text, CheckedExpression.Of);
    }
}
