using FlowPlan.Aep.Kinds.Components.Fields;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Components.Evolution;

/// <summary>A change of a field that is restricted once data may have it.</summary>
/// <param name="Path">The field.</param>
/// <param name="Rule">The rule, one sentence part.</param>
/// <param name="IsRefused">Whether the registry refuses the change; otherwise it has a consequence.</param>
internal sealed record FieldRestriction(string Path, string Rule, bool IsRefused);

/// <summary>
/// Which changes of fields are free once a schema with them has a dataset or is enabled for Profile: additions, and whatever accepts more values
/// than before. Everything else would make data invalid that is there.
/// </summary>
internal static class FieldEvolution
{
    private const string Narrow = "it would accept fewer values than before";

    /// <summary>The restricted changes between the fields of a component as they are and as they will be.</summary>
    public static IEnumerable<FieldRestriction> Check(Value.Map before, Value.Map after)
    {
        foreach (var (path, old) in before.Entries)
        {
            if (after[path] is not Value.Map changed)
                yield return new(path, "a field cannot be removed, renamed or moved", true);
            else if (RuleFor((Value.Map)old, changed) is { } rule)
                yield return new(path, rule, true);
            else if (((Value.Map)old)["required"] is null && changed["required"] is not null)
                yield return new(path, "it becomes required: data that is there may lack it, and cannot be written again as it is", false);
        }

        foreach (var (path, added) in after.Entries)
        {
            if (before[path] is null && (added as Value.Map)?["required"] is not null)
                yield return new(path, "the new field is required: data that is there lacks it, and cannot be written again as it is", false);
        }
    }

    private static string? RuleFor(Value.Map before, Value.Map after)
    {
        if (!Equals(TypeOf(before), TypeOf(after)))
            return "the type of a field cannot be changed";
        if (EnumRule(before["enum"] as Value.List, after["enum"] as Value.List, before["values"]) is { } rule)
            return rule;
        if (after["pattern"] is { } pattern && !pattern.Equals(before["pattern"]))
            return Narrow;
        return IsNarrower(before, after, "maxLength", lower: true) || IsNarrower(before, after, "maximum", lower: true)
            || IsNarrower(before, after, "minLength", lower: false) || IsNarrower(before, after, "minimum", lower: false)
                ? Narrow
                : before["items"] is Value.Map items && after["items"] is Value.Map changed ? RuleFor(items, changed) : null;
    }

    private static string? EnumRule(Value.List? before, Value.List? after, Value? suggested)
    {
        if (after is null)
            return null;
        if (before is null)
            return suggested is null ? "a field without an enum cannot get one" : "suggested values cannot become an enum";
        return before.Items.Any(v => !after.Items.Contains(v)) ? "single values of an enum cannot be removed, only all of them" : null;
    }

    private static (Value? Type, Value? Format, Value? Ref, Value? Items) TypeOf(Value.Map field) =>
        (field["ref"] is null ? field["type"] ?? Value.Of(FieldTypes.Object) : null, field["format"], field["ref"], (field["items"] as Value.Map)?["type"]);

    private static bool IsNarrower(Value.Map before, Value.Map after, string limit, bool lower) => (before[limit], after[limit]) switch
    {
        (_, null) => false,
        (null, _) => true,
        (Value.Number(var old), Value.Number(var now)) => lower ? now < old : now > old,
        var (old, now) => !old.Equals(now),
    };
}
