using System.Globalization;
using System.Text;
using FlowPlan.Aep.Kinds.Definitions;

namespace FlowPlan.Aep.Exporting;

/// <summary>Keys of resources, made of their names: lower-case, unique in their section, and the same for the same objects.</summary>
internal static class ObjectKeys
{
    private const int Longest = 60;

    /// <summary>Gives each object a key. Of several with one name the first by id bears it alone, the others with a number.</summary>
    /// <param name="objects">The objects of one section and the name of each.</param>
    /// <param name="taken">Keys that cannot be used.</param>
    public static Dictionary<ObjectKey, string> Of(IEnumerable<(ObjectKey Key, string? Name)> objects, IEnumerable<string> taken)
    {
        var keys = new Dictionary<ObjectKey, string>();
        var used = taken.ToHashSet(StringComparer.Ordinal);
        var later = new List<(ObjectKey Key, string Stem)>();
        foreach (var (key, name) in objects.OrderBy(o => o.Key))
        {
            var stem = Stem(name, key.Kind);
            if (used.Add(stem))
                keys[key] = stem;
            else
                later.Add((key, stem));
        }

        // Only when each name that is a key by itself has it: 'a-2' may be somebody's name.
        foreach (var (key, stem) in later)
        {
            var number = 2;
            while (!used.Add(Numbered(stem, number)))
                number++;
            keys[key] = Numbered(stem, number);
        }

        return keys;
    }

    /// <summary>The name of a variable for a part of a resource.</summary>
    public static string Variable(string key, string part, ISet<string> used)
    {
        var stem = new string([.. $"{key}_{part}".Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')]);
        if (!char.IsAsciiLetterLower(stem[0]))
            stem = "secret" + (stem[0] == '_' ? string.Empty : "_") + stem;
        var name = stem;
        for (var number = 2; !used.Add(name); number++)
            name = $"{stem}_{number.ToString(CultureInfo.InvariantCulture)}";
        return name;
    }

    private static string Numbered(string stem, int number) => $"{stem}-{number.ToString(CultureInfo.InvariantCulture)}";

    private static string Stem(string? name, string kind)
    {
        var stem = new StringBuilder();
        foreach (var unit in name ?? string.Empty)
        {
            if (char.IsAsciiLetterOrDigit(unit))
                stem.Append(char.ToLowerInvariant(unit));
            else if (stem.Length > 0 && stem[^1] != '-')
                stem.Append('-');
            if (stem.Length == Longest)
                break;
        }

        var text = stem.ToString().Trim('-');
        if (text.Length == 0)
            return kind.ToLowerInvariant();
        return char.IsAsciiDigit(text[0]) ? "_" + text : text;
    }
}
