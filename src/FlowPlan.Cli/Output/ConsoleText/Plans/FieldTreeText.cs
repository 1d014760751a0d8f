using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Output.ConsoleText.Plans;

/// <summary>Differences of a tree, such as the fields of a field group, as a tree: each node below the one that has it, with what changes of it.</summary>
internal static class FieldTreeText
{
    /// <summary>What a node is; one that gets or loses it is itself added or removed.</summary>
    private static readonly string[] Kinds = ["type", "ref"];

    /// <summary>Whether a difference belongs in the tree. A saved plan may be edited: a part without a node is shown like any field.</summary>
    public static bool IsPart(FieldDifference difference) => difference.IsTreePart && difference.Path.Length > 2;

    /// <summary>Adds the trees of the differences.</summary>
    /// <param name="text">The text.</param>
    /// <param name="differences">The differences, sorted by path.</param>
    /// <param name="isNew">Whether the object is created, so that signs and causes say nothing.</param>
    /// <param name="causeOf">The cause of a difference.</param>
    /// <param name="indent">The columns before the names of the trees.</param>
    public static void Add(StyledText text, IReadOnlyList<FieldDifference> differences, bool isNew, Func<FieldDifference, string> causeOf, int indent = 6)
    {
        foreach (var tree in differences.GroupBy(d => d.Path.Keys[0]))
        {
            text.Line($"{new string(' ', indent)}{SafeText.Line(tree.Key)}:", TextStyle.Plain);
            string[] above = [];
            foreach (var node in tree.GroupBy(d => d.Path.Keys[1]).OrderBy(g => g.Key, StringComparer.Ordinal))
            {
                string[] names = node.Key.Split('.');
                var common = names.Zip(above).TakeWhile(p => p.First == p.Second).Count();
                for (var depth = common; depth < names.Length - 1; depth++)
                    text.Line($"{Indent(indent, depth)}  {SafeText.Line(names[depth])}", TextStyle.Faint);
                AddNode(text, [.. node], names, isNew, causeOf, indent);
                above = names;
            }
        }
    }

    private static void AddNode(StyledText text, IReadOnlyList<FieldDifference> node, string[] names, bool isNew, Func<FieldDifference, string> causeOf, int indent)
    {
        var isWhole = node.Any(d => Kinds.Contains(d.Path.LastKey) && d.Path.Length == 3 && (d.Live is null || d.Planned is null));
        var (sign, style) = (isWhole, node[0]) switch
        {
            _ when isNew => ("  ", TextStyle.Plain),
            (true, { Planned: null }) => ("- ", TextStyle.Removed),
            (true, _) => ("+ ", TextStyle.Added),
            _ => ("~ ", TextStyle.Changed),
        };
        text.Add(Indent(indent, names.Length - 1)).Add(sign, style).Add(SafeText.Line(names[^1])).Add("  ");
        text.Add(string.Join(", ", node.OrderBy(d => !Kinds.Contains(d.Path.LastKey)).Select(d => PartOf(d, isWhole || isNew))));
        text.Line(isNew ? string.Empty : $"  ({causeOf(node[0])})", node[0].Cause == DifferenceCause.Both ? TextStyle.Warning : TextStyle.Faint);
    }

    private static string PartOf(FieldDifference difference, bool isWhole)
    {
        var name = SafeText.Line(string.Join('.', difference.Path.Keys.Skip(2)));
        var value = difference.Planned ?? difference.Live;
        if (isWhole)
            return name == "type" && value is Value.Text(var type) ? SafeText.Line(type) : $"{name} {ValueText.Of(value)}";
        return (difference.Live, difference.Planned) switch
        {
            (null, { } planned) => $"+{name} {ValueText.Of(planned)}",
            ({ } live, null) => $"-{name} {ValueText.Of(live)}",
            _ => $"{name} {ValueText.Of(difference.Live)} -> {ValueText.Of(difference.Planned)}",
        };
    }

    private static string Indent(int indent, int depth) => new(' ', indent + 2 + (2 * depth));
}
