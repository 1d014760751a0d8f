using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Output.ConsoleText.Plans.Units;

/// <summary>How a field of a difference is called and what its sides are.</summary>
internal static class FieldText
{
    /// <summary>A field's path as people read it; the member of a set is shown as the value.</summary>
    public static string PathOf(FieldDifference difference) =>
        SafeText.Line(IsSetMember(difference) ? difference.Path.Parent.ToDisplay() : difference.DisplayPath);

    /// <summary>One side of a difference as people read it.</summary>
    public static string Shown(FieldDifference difference, Value? value) =>
        ValueText.Of(IsSetMember(difference) ? Value.Of(difference.Path.LastKey) : value);

    /// <summary>Whether a field is shown as part of a tree. A saved plan may be edited: a part without a node is shown like any field.</summary>
    public static bool IsTreePart(FieldDifference difference) => difference.IsTreePart && difference.Path.Length > 2;

    /// <summary>A saved plan may be edited: a member without a set is shown like any field.</summary>
    private static bool IsSetMember(FieldDifference difference) => difference.IsSetMember && difference.Path.Length > 1;
}
