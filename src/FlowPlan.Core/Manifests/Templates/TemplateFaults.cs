using System.Text.RegularExpressions;

namespace FlowPlan.Core.Manifests.Templates;

/// <summary>What evaluating a template can throw beside the exceptions of the template language.</summary>
internal static class TemplateFaults
{
    /// <summary>Whether a function of the template language threw it for a value that it cannot take; they use many types.</summary>
    public static bool IsOfFunction(Exception fault) => fault is InvalidOperationException or ArgumentException or ArithmeticException or FormatException
        or InvalidCastException or IndexOutOfRangeException or NotSupportedException or KeyNotFoundException or NullReferenceException
        or RegexMatchTimeoutException;
}
