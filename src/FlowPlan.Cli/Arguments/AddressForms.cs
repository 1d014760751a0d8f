using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Arguments;

/// <summary>Accepts <c>connections.web</c> wherever <c>connection.web</c> is an address. Messages print the second form.</summary>
/// <param name="sections">The kind of each section of a manifest.</param>
internal sealed class AddressForms(IReadOnlyDictionary<string, string> sections)
{
    /// <summary>The address or pattern with the kind in place of the section; any other text as it is.</summary>
    public string Normalize(string text)
    {
        if (ResourceAddress.TryParse(text, out var address) && sections.TryGetValue(address.Kind, out var named))
            return (address with { Kind = named }).ToString();
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && sections.TryGetValue(text[..dot], out var kind) ? kind + text[dot..] : text;
    }

    /// <summary>All of them in the printed form.</summary>
    public string[] Normalize(IEnumerable<string>? texts) => [.. (texts ?? []).Select(Normalize)];
}
