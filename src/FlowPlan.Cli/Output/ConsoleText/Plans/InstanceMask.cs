using System.Text.RegularExpressions;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Output.ConsoleText.Plans;

/// <summary>Replaces what distinguishes one of several alike resources, the keys of <c>forEach</c> or else the key itself, by <c>*</c>.</summary>
internal sealed partial class InstanceMask
{
    private readonly IReadOnlyList<string> keys;

    public InstanceMask(ResourceAddress address)
    {
        keys = [.. Keys().Matches(address.Key).Select(m => m.Groups[1].Value).Distinct().OrderByDescending(k => k.Length)];
        Pattern = keys.Count > 0 ? Keys().Replace(address.ToString(), "[*]") : $"{address.Kind}.*";
        if (keys.Count == 0)
            keys = [address.Key];
    }

    /// <summary>The address without what distinguishes it, such as <c>flow.loyalty[*]</c>.</summary>
    public string Pattern { get; }

    /// <summary>What distinguishes the resource.</summary>
    public string Label => string.Join(" ", keys);

    /// <summary>The text with a mark for each key.</summary>
    public string Apply(string text)
    {
        foreach (var key in keys)
            text = text.Replace($"[\"{key}\"]", "[*]", StringComparison.Ordinal).Replace(key, "*", StringComparison.OrdinalIgnoreCase);
        return text;
    }

    /// <summary>Whether two texts say the same of their resources.</summary>
    public static bool AreAlike(string? first, InstanceMask ofFirst, string? second, InstanceMask ofSecond) =>
        first == second || (first is not null && second is not null && ofFirst.Apply(first) == ofSecond.Apply(second));

    [GeneratedRegex("\\[\"([^\"]*)\"\\]")]
    private static partial Regex Keys();
}
