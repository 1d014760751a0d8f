using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;

namespace FlowPlan.Core.Manifests.Validation;

/// <summary>Where a value may have one of several forms: which of them was most likely meant.</summary>
internal static class SchemaBranches
{
    /// <summary>
    /// The faults of the form that fits best: of the right type, with the keys that are there. Empty when the faults say
    /// no more than that the type is wrong for every form.
    /// </summary>
    public static IReadOnlyList<SchemaFault> Best(SchemaFault several) => DropMissingKeyOfMisspelt(several.Forms
        .Where(faults => !faults.Any(f => f.Kind == SchemaFaultKind.Type && IsAt(f, several.Place.Node)))
        .MinBy(faults => faults.Sum(f => Weight(f, several.Place.Node))) ?? []);

    /// <summary>Drops the finding of a missing key if another key is probably a misspelling of it.</summary>
    public static IReadOnlyList<SchemaFault> DropMissingKeyOfMisspelt(IReadOnlyList<SchemaFault> faults)
    {
        var lacking = faults.Where(f => f.Kind == SchemaFaultKind.MissingKey).Select(f => f.Place.Node).ToHashSet<Node>(ReferenceEqualityComparer.Instance);
        if (lacking.Count == 0)
            return faults;
        var meant = new Dictionary<Node, HashSet<string>>(ReferenceEqualityComparer.Instance);
        foreach (var fault in faults.Where(f => lacking.Contains(f.Place.Node)))
        {
            if (Meant(fault) is not { } key)
                continue;
            if (!meant.TryGetValue(fault.Place.Node, out var keys))
                meant[fault.Place.Node] = keys = new(StringComparer.Ordinal);
            keys.Add(key);
        }

        return [.. faults.Where(f => f.Kind != SchemaFaultKind.MissingKey || !(meant.TryGetValue(f.Place.Node, out var keys) && keys.Contains(f.Key)))];
    }

    /// <summary>The types of which the value should be one, in words; empty when that is not the fault.</summary>
    public static IReadOnlyList<string> ExpectedTypes(SchemaFault several) =>
        [.. several.Forms.SelectMany(f => f).Where(f => f.Kind == SchemaFaultKind.Type).Select(f => TypeName(f.Rule)).OfType<string>().Distinct()];

    /// <summary>The type that a rule expects, in words; null when it expects one of several.</summary>
    public static string? TypeName(SchemaRule rule) => rule.Types switch
    {
        ["string"] => "a string",
        ["boolean"] => "true or false",
        ["number"] => "a number",
        ["integer"] => "a whole number",
        ["object"] => "a map",
        ["array"] => "a list",
        ["null"] => "null",
        _ => null,
    };

    /// <summary>The key that a form knows and an unknown one was probably meant to be, or null.</summary>
    private static string? Meant(SchemaFault fault) =>
        fault.Kind == SchemaFaultKind.UnknownKey ? DidYouMean.Closest(fault.Key, fault.Rule.Properties.Keys) : null;

    /// <summary>
    /// A key that a form does not know speaks against it most; one that it misses less; and what is wrong deeper down
    /// hardly, for the form was recognized.
    /// </summary>
    private static int Weight(SchemaFault fault, Node node) => fault.Kind switch
    {
        SchemaFaultKind.UnknownKey when IsAt(fault, node) => Meant(fault) is null ? 10 : 1,
        SchemaFaultKind.MissingKey when IsAt(fault, node) => 4,
        SchemaFaultKind.NotAllowed => 6,
        _ => 1,
    };

    private static bool IsAt(SchemaFault fault, Node node) => ReferenceEquals(fault.Place.Node, node);
}
