using System.Collections.Immutable;

namespace FlowPlan.Core.Diagnostics;

/// <summary>Collects findings so that a stage can report all that it found, then stop. Safe for use by several threads.</summary>
public sealed class DiagnosticBag
{
    private readonly List<Diagnostic> items = [];
    private readonly Lock gate = new();
    private bool hasErrors;

    /// <summary>Whether an error has been collected.</summary>
    public bool HasErrors
    {
        get
        {
            lock (gate)
                return hasErrors;
        }
    }

    /// <summary>Adds one finding.</summary>
    public void Add(Diagnostic diagnostic)
    {
        lock (gate)
        {
            items.Add(diagnostic);
            hasErrors |= diagnostic.Severity == Severity.Error;
        }
    }

    /// <summary>Adds several findings.</summary>
    public void AddRange(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
            Add(diagnostic);
    }

    /// <summary>All findings in reading order: by file, line, column, address, code and message, so that output is the same every time.</summary>
    public ImmutableArray<Diagnostic> ToSorted()
    {
        lock (gate)
        {
            return
            [
                .. items
                    .OrderBy(d => d.Span?.Source.Path, StringComparer.Ordinal)
                    .ThenBy(d => d.Span?.Line)
                    .ThenBy(d => d.Span?.Column)
                    .ThenBy(d => d.Address)
                    .ThenBy(d => d.Code, StringComparer.Ordinal)
                    .ThenBy(d => d.Message, StringComparer.Ordinal)
                    .Distinct(),
            ];
        }
    }
}
