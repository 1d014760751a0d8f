using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;

namespace FlowPlan.Cli.SavedPlans;

/// <summary>The names of enum members in JSON. They are part of the file format: the members may be renamed, these may not.</summary>
internal static class PlanNames
{
    private static readonly (DifferenceCause Value, string Name)[] Causes =
    [
        (DifferenceCause.Manifest, "manifest"),
        (DifferenceCause.Drift, "drift"),
        (DifferenceCause.Both, "both"),
        (DifferenceCause.Reference, "reference"),
    ];

    private static readonly (FieldChangeEffect Value, string Name)[] Effects =
    [
        (FieldChangeEffect.Update, "update"),
        (FieldChangeEffect.Replace, "replace"),
        (FieldChangeEffect.Refuse, "refuse"),
    ];

    private static readonly (Severity Value, string Name)[] Severities =
    [
        (Severity.Info, "info"),
        (Severity.Warning, "warning"),
        (Severity.Error, "error"),
    ];

    public static string Of(DifferenceCause cause) => NameOf(Causes, cause);

    public static string Of(FieldChangeEffect effect) => NameOf(Effects, effect);

    public static string Of(Severity severity) => NameOf(Severities, severity);

    /// <exception cref="FormatException">There is no such name.</exception>
    public static DifferenceCause CauseOf(string name) => ValueOf(Causes, name);

    /// <exception cref="FormatException">There is no such name.</exception>
    public static FieldChangeEffect EffectOf(string name) => ValueOf(Effects, name);

    /// <exception cref="FormatException">There is no such name.</exception>
    public static Severity SeverityOf(string name) => ValueOf(Severities, name);

    private static string NameOf<T>((T Value, string Name)[] names, T value)
        where T : struct, Enum
    {
        foreach (var (known, name) in names)
        {
            if (EqualityComparer<T>.Default.Equals(known, value))
                return name;
        }

        throw new ArgumentOutOfRangeException(nameof(value), value, "The value has no name.");
    }

    private static T ValueOf<T>((T Value, string Name)[] names, string name)
    {
        foreach (var (value, known) in names)
        {
            if (known == name)
                return value;
        }

        throw new FormatException($"'{name}' is not known");
    }
}
