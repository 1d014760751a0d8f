using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Output.ConsoleText.Plans.Units;

/// <summary>The fields of a new object that tell a reader nothing: its name, specifications and versions, and the parts shown below it.</summary>
internal static class HiddenFields
{
    private static readonly string[] Technical = ["spec.id", "spec.version", "flowSpec.id", "flowSpec.version", "type.id", "type.version", "schema.version", "mapping.version"];

    /// <summary>Whether the heading already shows the field, as the name of the object.</summary>
    public static bool IsHeading(PlannedAction action, FieldDifference difference) =>
        action.Kind == ActionKind.Create && difference.Path is { Length: 1, LastKey: "name" or "title" } && difference.Planned is Value.Text(var text) && text == action.Name;

    /// <summary>Whether a field is left out, unless everything is asked for.</summary>
    public static bool Hides(PlanUnit unit, PlannedAction action, FieldDifference difference) =>
        action.Kind == ActionKind.Create && difference.Live is null
        && ((difference.Path.Length == 2 && Technical.Contains(difference.DisplayPath)) || (difference.Planned is Value.Reference reference && unit.Contains(reference.Address)));
}
