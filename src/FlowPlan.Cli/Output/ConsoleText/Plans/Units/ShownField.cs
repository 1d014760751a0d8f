using FlowPlan.Core.Planning;

namespace FlowPlan.Cli.Output.ConsoleText.Plans.Units;

/// <summary>The texts that are shown of a field.</summary>
/// <param name="Difference">The field.</param>
/// <param name="Names">The path; of a part of a tree the names of the tree, of the node and of the part.</param>
/// <param name="Live">What the live object has.</param>
/// <param name="Planned">What it will have.</param>
/// <param name="Cause">Why it differs.</param>
internal sealed record ShownField(FieldDifference Difference, IReadOnlyList<string> Names, string Live, string Planned, string Cause)
{
    /// <summary>The path of a field that is not part of a tree.</summary>
    public string Path => Names[0];

    /// <summary>The texts, each passed through a function, always in the same order.</summary>
    public static ShownField Of(PlannedAction action, FieldDifference difference, Func<string, string> text) => new(
        difference,
        [.. NamesOf(difference).Select(text)],
        text(FieldText.Shown(difference, difference.Live)),
        text(FieldText.Shown(difference, difference.Planned)),
        text(CauseText.Of(action, difference)));

    private static string[] NamesOf(FieldDifference difference) => FieldText.IsTreePart(difference)
        ? [SafeText.Line(difference.Path.Keys[0]), SafeText.Line(difference.Path.Keys[1]), SafeText.Line(string.Join('.', difference.Path.Keys.Skip(2)))]
        : [FieldText.PathOf(difference)];
}
