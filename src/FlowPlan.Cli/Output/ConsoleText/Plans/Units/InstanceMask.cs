using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Output.ConsoleText.Plans.Units;

/// <summary>Replaces what distinguishes one of several alike resources, the keys of <c>forEach</c> or else the key itself, by <c>*</c>.</summary>
internal sealed partial class InstanceMask
{
    private readonly (int Index, string Key)[] longestFirst;

    public InstanceMask(ResourceAddress address)
    {
        string[] instances = address.Key.Contains('"', StringComparison.Ordinal) ? [.. Keys().Matches(address.Key).Select(m => m.Groups[1].Value).Distinct()] : [];
        Pattern = instances.Length > 0 ? Keys().Replace(address.ToString(), "[*]") : $"{address.Kind}.*";
        Distinct = instances.Length > 0 ? instances : [address.Key];
        longestFirst = [.. Distinct.Index().Where(k => k.Item.Length > 0).OrderByDescending(k => k.Item.Length)];
    }

    /// <summary>The address without what distinguishes it, such as <c>flow.loyalty[*]</c>.</summary>
    public string Pattern { get; }

    /// <summary>The keys that distinguish the resource, in the order of the address.</summary>
    public IReadOnlyList<string> Distinct { get; }

    /// <summary>What distinguishes the resource.</summary>
    public string Label => string.Join(" ", Distinct);

    /// <summary>Finds where a key may begin.</summary>
    private SearchValues<string> Starts => field ??= SearchValues.Create([.. longestFirst.Select(k => k.Key)], StringComparison.OrdinalIgnoreCase);

    /// <summary>The text with a mark for each key.</summary>
    public MaskedText Apply(string text)
    {
        var (shown, marks) = (new StringBuilder(), new StringBuilder());
        for (var at = 0; at < text.Length;)
        {
            var next = text.AsSpan(at).IndexOfAny(Starts);
            if (next < 0)
            {
                shown.Append(text, at, text.Length - at);
                break;
            }

            shown.Append(text, at, next);
            at += next;
            if (KeyAt(text.AsSpan(at)) is not var (index, length, spelling))
            {
                shown.Append(text[at++]);
                continue;
            }

            marks.Append(CultureInfo.InvariantCulture, $"{shown.Length}:{index}{spelling} ");
            at += length;
            if (shown is { Length: > 1 } && (shown[^2], shown[^1]) == ('[', '"') && text.AsSpan(at).StartsWith("\"]", StringComparison.Ordinal))
            {
                // ["key"] becomes [*].
                shown.Length--;
                at++;
            }

            shown.Append('*');
        }

        return new(shown.ToString(), marks.ToString());
    }

    /// <summary>The longest key that a text starts with; null where it starts with no key, or with one in a spelling that is not told apart.</summary>
    private (int Index, int Length, char Spelling)? KeyAt(ReadOnlySpan<char> text)
    {
        foreach (var (index, key) in longestFirst)
        {
            if (SpellingOf(key, text) is { } spelling)
                return (index, key.Length, spelling);
        }

        return null;
    }

    /// <summary>How the start of a text spells a key; null where it does not.</summary>
    private static char? SpellingOf(string key, ReadOnlySpan<char> text)
    {
        if (!text.StartsWith(key, StringComparison.OrdinalIgnoreCase))
            return null;
        var found = text[..key.Length];
        var (upper, lower) = (key.ToUpperInvariant(), key.ToLowerInvariant());
        return found.SequenceEqual(key) ? '='
            : found.SequenceEqual(upper) ? 'U'
            : found.SequenceEqual(lower) ? 'L'
            : found.SequenceEqual(upper[..1] + lower[1..]) ? 'T'
            : null;
    }

    [GeneratedRegex("\\[\"([^\"]*)\"\\]")]
    private static partial Regex Keys();
}
