using System.Text;

namespace FlowPlan.EndToEnd.Tests.Cases;

/// <summary>Two texts line by line: what is only in the one, only in the other, and a little around it.</summary>
internal static class LineDiff
{
    private const int Around = 2;

    public static string Of(string expected, string actual)
    {
        var lines = Compare(expected.Split('\n'), actual.Split('\n'));
        var text = new StringBuilder();
        var gap = false;
        for (var i = 0; i < lines.Count; i++)
        {
            var near = lines.Skip(Math.Max(0, i - Around)).Take(Math.Min(i, Around) + Around + 1).Any(l => l.Sign != ' ');
            if (near)
                text.Append(lines[i].Sign).Append(' ').Append(lines[i].Line).Append('\n');
            else if (!gap)
                text.Append("  ...\n");
            gap = !near;
        }

        return text.ToString();
    }

    /// <summary>The longest common subsequence, walked from the front.</summary>
    private static List<(char Sign, string Line)> Compare(string[] left, string[] right)
    {
        var longest = new int[left.Length + 1, right.Length + 1];
        for (var i = left.Length - 1; i >= 0; i--)
        {
            for (var j = right.Length - 1; j >= 0; j--)
                longest[i, j] = left[i] == right[j] ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
        }

        var lines = new List<(char Sign, string Line)>();
        var (l, r) = (0, 0);
        while (l < left.Length || r < right.Length)
        {
            if (l < left.Length && r < right.Length && left[l] == right[r])
                lines.Add((' ', left[(l++, r++).Item1]));
            else if (r == right.Length || (l < left.Length && longest[l + 1, r] >= longest[l, r + 1]))
                lines.Add(('-', left[l++]));
            else
                lines.Add(('+', right[r++]));
        }

        return lines;
    }
}
