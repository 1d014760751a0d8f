using FlowPlan.Cli.Output.ConsoleText.Plans.Units;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Output.ConsoleText.Plans;

/// <summary>Differences of a tree, such as the fields of a field group, as a tree: each node below the one that has it, with what changes of it.</summary>
internal static class FieldTreeText
{
    /// <summary>What a node is; one that gets or loses it is itself added or removed.</summary>
    private static readonly string[] Kinds = ["type", "ref"];

    /// <summary>Adds the trees of the differences.</summary>
    /// <param name="text">The text.</param>
    /// <param name="fields">The parts of the trees, sorted by path.</param>
    /// <param name="isNew">Whether the object is created, so that signs and causes say nothing.</param>
    /// <param name="indent">The columns before the names of the trees.</param>
    public static void Add(StyledText text, IReadOnlyList<ShownField> fields, bool isNew, int indent)
    {
        foreach (var tree in fields.GroupBy(f => f.Difference.Path.Keys[0]))
        {
            text.Line($"{new string(' ', indent)}{tree.First().Names[0]}:", TextStyle.Plain);
            string[] above = [];
            foreach (var node in tree.GroupBy(f => f.Difference.Path.Keys[1]).OrderBy(g => g.Key, StringComparer.Ordinal))
            {
                var names = node.First().Names[1].Split('.');
                var common = names.Zip(above).TakeWhile(p => p.First == p.Second).Count();
                for (var depth = common; depth < names.Length - 1; depth++)
                    text.Line($"{Indent(indent, depth)}  {names[depth]}", TextStyle.Faint);
                AddNode(text, [.. node], names, isNew, indent);
                above = names;
            }
        }
    }

    private static void AddNode(StyledText text, IReadOnlyList<ShownField> node, string[] names, bool isNew, int indent)
    {
        var isWhole = node.Any(f => IsKind(f) && f.Difference.Path.Length == 3 && (f.Difference.Live is null || f.Difference.Planned is null));
        var (sign, style) = (isWhole, node[0].Difference) switch
        {
            _ when isNew => ("  ", TextStyle.Plain),
            (true, { Planned: null }) => ("- ", TextStyle.Removed),
            (true, _) => ("+ ", TextStyle.Added),
            _ => ("~ ", TextStyle.Changed),
        };
        text.Add(Indent(indent, names.Length - 1)).Add(sign, style).Add(names[^1]).Add("  ");
        text.Add(string.Join(", ", node.OrderBy(f => !IsKind(f)).Select(f => PartOf(f, isWhole || isNew))));
        text.Line(isNew ? string.Empty : $"  ({node[0].Cause})", node[0].Difference.Cause == DifferenceCause.Both ? TextStyle.Warning : TextStyle.Faint);
    }

    private static bool IsKind(ShownField field) => Kinds.Contains(field.Difference.Path.LastKey);

    private static string PartOf(ShownField field, bool isWhole)
    {
        var (name, value) = (field.Names[2], field.Difference.Planned ?? field.Difference.Live);
        var shown = field.Difference.Planned is null ? field.Live : field.Planned;
        if (isWhole)
            return name == "type" && value is Value.Text ? shown.Trim('"') : $"{name} {shown}";
        return (field.Difference.Live, field.Difference.Planned) switch
        {
            (null, not null) => $"+{name} {shown}",
            (not null, null) => $"-{name} {shown}",
            _ => $"{name} {field.Live} -> {field.Planned}",
        };
    }

    private static string Indent(int indent, int depth) => new(' ', indent + 2 + (2 * depth));
}
