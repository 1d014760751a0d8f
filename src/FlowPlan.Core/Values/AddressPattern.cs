using System.Text.RegularExpressions;

namespace FlowPlan.Core.Values;

/// <summary>An address, or a pattern of addresses in which <c>*</c> stands for any text, such as <c>flow.eu-*</c>.</summary>
public sealed class AddressPattern
{
    private readonly Regex? pattern;

    /// <summary>The pattern as given.</summary>
    public AddressPattern(string text)
    {
        Text = text;
        if (text.Contains('*', StringComparison.Ordinal))
            pattern = new($"^{Regex.Escape(text).Replace("\\*", ".*", StringComparison.Ordinal)}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    /// <summary>The pattern as given.</summary>
    public string Text { get; }

    /// <summary>True for an address that the pattern names.</summary>
    public bool Matches(ResourceAddress address) => pattern?.IsMatch(address.ToString()) ?? string.Equals(Text, address.ToString(), StringComparison.Ordinal);
}
