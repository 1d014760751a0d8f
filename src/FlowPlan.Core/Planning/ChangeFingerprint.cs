using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning;

/// <summary>
/// A hash over what an action writes: each field with its value before and after, and the order of a replacement. A saved plan has the same
/// fingerprint as the plan that was saved. Secrets are not in a saved plan, so that any two of them count as equal.
/// </summary>
internal static class ChangeFingerprint
{
    private const string Absent = "absent";
    private const string Sensitive = "sensitive";

    public static string Of(PlannedAction action)
    {
        using var hash = new FramedHash();
        hash.Add(action.CreateBeforeDestroy ? "create first" : "destroy first");
        foreach (var difference in action.Differences)
        {
            var secret = difference.IsSensitive;
            hash.Add(difference.Path.ToString());
            hash.Add(TextOf(difference.Live, secret));
            hash.Add(TextOf(difference.Planned, secret));
        }

        return hash.ToString();
    }

    private static string TextOf(Value? value, bool secret) => value switch
    {
        null => Absent,
        _ when secret => Sensitive,
        _ => ValueJson.ToJson(value),
    };
}
