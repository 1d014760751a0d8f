using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Arguments;

/// <summary>Accepts <c>connections.web</c> wherever <c>connection.web</c> is an address. Messages print the second form.</summary>
/// <param name="sections">The kind of each section of a manifest.</param>
internal sealed class AddressForms(IReadOnlyDictionary<string, string> sections)
{
    /// <summary>The address or pattern with the kind in place of the section; any other text as it is.</summary>
    public string Normalize(string text) =>
        ResourceAddress.TryParse(text, out var address) && sections.TryGetValue(address.Kind, out var kind) ? (address with { Kind = kind }).ToString() : text;

    /// <summary>All of them in the printed form.</summary>
    public string[] Normalize(IEnumerable<string>? texts) => [.. (texts ?? []).Select(Normalize)];
}
