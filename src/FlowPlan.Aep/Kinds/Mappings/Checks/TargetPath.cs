using System.Collections.Immutable;
using FlowPlan.Aep.Kinds.Components.Fields;

namespace FlowPlan.Aep.Kinds.Mappings.Checks;

/// <summary>A name in a target path.</summary>
/// <param name="Name">The name.</param>
/// <param name="Indexes">The indexes after it: <c>0</c>, <c>*</c>.</param>
/// <param name="Start">Where it begins in the path.</param>
internal sealed record TargetStep(string Name, ImmutableArray<string> Indexes, int Start);

/// <summary>The target of a mapping as a path of names with indexes.</summary>
internal sealed class TargetPath
{
    private TargetPath(ImmutableArray<TargetStep> steps) => Steps = steps;

    /// <summary>Its steps.</summary>
    public ImmutableArray<TargetStep> Steps { get; }

    /// <summary>How many <c>[*]</c> it has.</summary>
    public int Wildcards => Steps.Sum(s => s.Indexes.Count(i => i == "*"));

    /// <summary>Reads a path; where it is not one, says why and where.</summary>
    public static TargetPath? Parse(string text, out string? fault, out int at)
    {
        (fault, at) = (null, 0);
        if (text.Length == 0)
            fault = "it is empty";
        else if (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]))
            (fault, at) = ("it begins or ends with a blank", char.IsWhiteSpace(text[0]) ? 0 : text.Length - 1);
        if (fault is not null)
            return null;
        var steps = ImmutableArray.CreateBuilder<TargetStep>();
        var start = 0;
        foreach (var part in SplitSteps(text))
        {
            at = start;
            if (Step(part, start, out fault) is not { } step)
                return null;
            steps.Add(step);
            start += part.Length + 1;
        }

        return new(steps.ToImmutable());
    }

    /// <summary>The path in one spelling, in which <paramref name="tenant"/> is the placeholder.</summary>
    public string Normalized(Func<string, bool> tenant) => string.Join('.', Steps.Select((s, i) =>
        (i == 0 && tenant(s.Name) ? FieldName.Tenant : s.Name.Replace(".", "\\.", StringComparison.Ordinal)) + string.Concat(s.Indexes.Select(x => $"[{x}]"))));

    /// <summary>The paths of the objects and arrays that hold what a path in its one spelling names, the nearest first.</summary>
    public static IEnumerable<string> ParentsOf(string normalized)
    {
        for (var i = normalized.Length - 1; i > 0; i--)
        {
            if (normalized[i] == '[' || (normalized[i] == '.' && normalized[i - 1] != '\\'))
                yield return normalized[..i];
        }
    }

    private static IEnumerable<string> SplitSteps(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '.')
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        yield return text[start..];
    }

    private static TargetStep? Step(string part, int start, out string? fault)
    {
        fault = null;
        var bracket = part.IndexOf('[', StringComparison.Ordinal);
        var name = bracket < 0 ? part : part[..bracket];
        var indexes = ImmutableArray.CreateBuilder<string>();
        for (var i = bracket; i >= 0 && i < part.Length;)
        {
            var close = part.IndexOf(']', i);
            var inside = close < 0 || part[i] != '[' ? "" : part[(i + 1)..close];
            if (inside != "*" && !(inside.Length > 0 && inside.All(char.IsAsciiDigit)))
            {
                fault = $"'{part[i..]}' is not an index such as [0] or [*]";
                return null;
            }

            indexes.Add(inside);
            i = close + 1;
        }

        if (name.Length == 0)
            fault = "a name is missing between two dots, or at the start or end";
        return fault is null ? new(name.Replace("\\.", ".", StringComparison.Ordinal), indexes.ToImmutable(), start) : null;
    }
}
