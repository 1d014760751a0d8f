using System.Collections.Immutable;
using System.Text;

namespace FlowPlan.DataPrep.Syntax;

/// <summary>The names in the path of a field: separated by dots, and <c>\.</c> is a dot within a name.</summary>
public static class FieldNames
{
    /// <summary>The names of a path; <c>[2]</c> and <c>[*]</c> count as names of their own.</summary>
    public static ImmutableArray<string> Split(string path)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        var name = new StringBuilder();
        var closed = false;
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == '\\' && i + 1 < path.Length && path[i + 1] is '.' or '\\' or '[')
            {
                name.Append(path[++i]);
            }
            else if (path[i] == '.')
            {
                if (!closed)
                    names.Add(name.ToString());
                name.Clear();
                closed = false;
            }
            else if (path[i] == '[' && IndexAt(path, i) is var length and > 0)
            {
                if (!closed && (name.Length > 0 || names.Count == 0))
                    names.Add(name.ToString());
                names.Add(path.Substring(i, length));
                name.Clear();
                closed = true;
                i += length - 1;
            }
            else
            {
                name.Append(path[i]);
                closed = false;
            }
        }

        if (!closed)
            names.Add(name.ToString());
        return names.ToImmutable();
    }

    /// <summary>Whether a name can begin with the character.</summary>
    public static bool IsStart(char c) => char.IsLetter(c) || c is '$' or '_';

    /// <summary>Whether the character can be in a name.</summary>
    public static bool IsPart(char c) => char.IsLetterOrDigit(c) || c is '$' or '_';

    /// <summary>The length of an index such as <c>[12]</c> or <c>[*]</c>; 0 where there is none.</summary>
    private static int IndexAt(string path, int start)
    {
        var end = path.IndexOf(']', start);
        if (end < 0)
            return 0;
        var inside = path.AsSpan(start + 1, end - start - 1);
        return inside is "*" || (inside.Length is > 0 and < 10 && inside.IndexOfAnyExceptInRange('0', '9') < 0) ? end - start + 1 : 0;
    }
}
