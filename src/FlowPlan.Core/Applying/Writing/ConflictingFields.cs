using System.Collections.Immutable;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Applying.Writing;

/// <summary>What somebody else changed of an object that is to be updated, a line for each field.</summary>
internal static class ConflictingFields
{
    /// <summary>The fields that the update writes, whether or not they are the changed ones, then the other changed fields.</summary>
    /// <param name="request">The update, with the object as it was read.</param>
    /// <param name="now">The object as somebody else changed it.</param>
    /// <param name="verb">What stands between the old value and that one, such as <c>is now</c>.</param>
    public static ImmutableArray<string> Of(UpdateRequest request, LiveObject now, string verb)
    {
        var lines = request.Changes.Select(c => Wanted(request, c, now, verb)).ToList();
        lines.AddRange(
            from name in request.Live.Fields.Entries.Select(e => e.Key).Union(now.Fields.Entries.Select(e => e.Key)).Order(StringComparer.Ordinal)
            where !Equals(request.Live.Fields[name], now.Fields[name])
                && request.Changes.All(c => !c.Path.IsAtOrBelow(FieldPath.Of(name)))
            select Moved(request, name, now, verb));
        return [.. lines];
    }

    /// <summary>A field that was to be written, whether or not it is the one that changed.</summary>
    private static string Wanted(UpdateRequest request, FieldWrite change, LiveObject now, string verb)
    {
        var (before, there) = (FieldPath.Find(request.Live.Fields, change.Path), FieldPath.Find(now.Fields, change.Path));
        var secret = IsSecret(change.Value) || IsSecret(FieldPath.Find(request.Fields, change.Path));
        var moved = Equals(before, there) ? $"is still {Show(there, secret)}" : $"was {Show(before, secret)}, {verb} {Show(there, secret)}";
        return $"{change.Path.ToDisplay()}: {moved}; the manifest wants {Show(change.Value, secret)}";
    }

    /// <summary>A field that was not to be written. The value of an undeclared field may be anything, so only its name is shown.</summary>
    private static string Moved(UpdateRequest request, string name, LiveObject now, string verb)
    {
        var declared = request.Fields[name];
        return declared is null
            ? $"{name}: changed; the manifest does not declare it"
            : $"{name}: was {Show(request.Live.Fields[name], IsSecret(declared))}, {verb} {Show(now.Fields[name], IsSecret(declared))}";
    }

    private static string Show(Value? value, bool secret) => value switch
    {
        null => "nothing",
        _ when secret => "(sensitive)",
        Value.Text(var text) => $"'{text}'",
        _ => value.ToString(),
    };

    private static bool IsSecret(Value? value) => value is not null && Secrets.In(value);
}
