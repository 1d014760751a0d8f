using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace FlowPlan.Core.Diagnostics;

/// <summary>What a stage returns: a value, or the errors that kept it from one; warnings travel with either.</summary>
/// <typeparam name="T">The value of the stage.</typeparam>
public sealed class Outcome<T>
    where T : class
{
    private Outcome(T? value, ImmutableArray<Diagnostic> diagnostics)
    {
        Value = value;
        Diagnostics = diagnostics;
    }

    /// <summary>The value; null exactly when there are errors.</summary>
    public T? Value { get; }

    /// <summary>All findings, in reading order.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool Succeeded => Value is not null;

    /// <summary>The value, for callers that have nowhere to report findings.</summary>
    /// <exception cref="DiagnosticException">There is no value: the first error says why.</exception>
    public T ValueOrThrow() => Value ?? throw new DiagnosticException(Diagnostics.First(d => d.Severity == Severity.Error));

    /// <summary>A value with what was found on the way; failed when an error is among that.</summary>
    public static Outcome<T> Of(T value, DiagnosticBag found) =>
        new(found.HasErrors ? null : value, found.ToSorted());

    /// <summary>Another value of the same stage, with the same findings.</summary>
    public Outcome<T> With(T value) => new(value, Diagnostics);

    /// <summary>A value and nothing to say.</summary>
    public static Outcome<T> Of(T value) => new(value, []);

    /// <summary>No value: the errors say why.</summary>
    public static Outcome<T> Failed(DiagnosticBag found)
    {
        if (!found.HasErrors)
            throw new ArgumentException("A failed outcome needs an error.", nameof(found));
        return new(null, found.ToSorted());
    }

    /// <summary>No value, for one reason.</summary>
    public static Outcome<T> Failed(Diagnostic error) => new(null, [error]);

    /// <summary>No value, for the reasons of an earlier stage.</summary>
    public static Outcome<T> Failed(ImmutableArray<Diagnostic> errors) => new(null, errors);
}
