using System.Globalization;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Diagnostics;

/// <summary>One finding: what is wrong, where, and what to do next.</summary>
/// <param name="Descriptor">What kind of finding it is: its stable code, severity and exit code.</param>
/// <param name="Message">One sentence that says what is wrong. Never contains a secret.</param>
/// <param name="Span">The position in a file, where there is one.</param>
/// <param name="Help">What to do next.</param>
public sealed record Diagnostic(DiagnosticDescriptor Descriptor, string Message, SourceSpan? Span = null, string? Help = null)
{
    /// <summary>The stable code, such as <c>FP1004</c>; <c>docs/diagnostics.md</c> explains each.</summary>
    public string Code => Descriptor.Code;

    /// <summary>How severe it is.</summary>
    public Severity Severity => Descriptor.Severity;

    /// <summary>The resource concerned, such as <c>flow.loyalty</c>.</summary>
    public ResourceAddress? Address { get; init; }

    /// <summary>The request ID that the service returned, for its support.</summary>
    public string? RequestId { get; init; }

    /// <summary>Further lines of detail, such as the candidates of an ambiguous name.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>Creates a finding.</summary>
    public static Diagnostic Of(DiagnosticDescriptor descriptor, string message, SourceSpan? span = null, string? help = null) =>
        new(descriptor, Shorten(message), span, help is null ? null : Shorten(help));

    /// <summary>A message that quotes a value of any length.</summary>
    private static string Shorten(string text)
    {
        const int Most = 1000;
        const int Ending = 200;
        return text.Length <= Most
            ? text
            : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, Most - Ending)}… ({text.Length - Most:N0} characters left out) …{text.AsSpan(text.Length - Ending)}");
    }
}
