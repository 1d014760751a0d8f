using System.Text.Json;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.SavedPlans;

/// <summary>A field that a plan writes, and the values of outputs, as JSON.</summary>
internal static class FieldDifferenceJson
{
    private const string Added = "added";
    private const string Changed = "changed";
    private const string Removed = "removed";

    public static void Write(Utf8JsonWriter writer, FieldDifference difference)
    {
        writer.WriteStartObject();
        writer.WriteString("path", difference.Path.ToString());
        writer.WriteString("cause", PlanNames.Of(difference.Cause));
        writer.WriteString("effect", PlanNames.Of(difference.Effect));
        writer.WriteString("change", difference switch
        {
            { Live: null } => Added,
            { Planned: null } => Removed,
            _ => Changed,
        });
        if (difference.IsSetMember)
            writer.WriteBoolean("setMember", true);
        if (difference.IsTreePart)
            writer.WriteBoolean("treePart", true);
        if (difference.IsSensitive)
        {
            writer.WriteBoolean("sensitive", true);
            writer.WriteBoolean("appliedBefore", difference.LastApplied is not null);
        }
        else
        {
            WriteSide(writer, "before", difference.Live);
            WriteSide(writer, "after", difference.Planned);
            WriteSide(writer, "lastApplied", difference.LastApplied);
            WriteSide(writer, "declared", difference.Declared);
        }

        writer.WriteEndObject();
    }

    public static FieldDifference Read(JsonElement element)
    {
        var (live, planned, applied) = (ReadSide(element, "before"), ReadSide(element, "after"), ReadSide(element, "lastApplied"));
        if (element.IsTrue("sensitive"))
        {
            var change = element.Text("change");
            Value hidden = new Value.SecretDigest(string.Empty);
            (live, planned) = (change == Added ? null : hidden, change == Removed ? null : hidden);
            applied = element.GetProperty("appliedBefore").GetBoolean() ? hidden : null;
        }

        return new(
            element.Text("path"),
            live,
            planned,
            applied,
            PlanNames.CauseOf(element.Text("cause")),
            PlanNames.EffectOf(element.Text("effect")))
        {
            IsSetMember = element.IsTrue("setMember"),
            IsTreePart = element.IsTrue("treePart"),
            Declared = ReadSide(element, "declared"),
        };
    }

    /// <summary>An absent value is left out; one that is known only after apply is given as what it refers to.</summary>
    public static void WriteSide(Utf8JsonWriter writer, string name, Value? value)
    {
        if (value is null)
            return;
        if (value is Value.Reference reference)
        {
            writer.WriteString($"{name}KnownAfterApply", reference.ToString());
            return;
        }

        writer.WritePropertyName(name);
        ValueJson.Write(writer, value);
    }

    /// <summary>Reads what <see cref="WriteSide"/> wrote.</summary>
    public static Value? ReadSide(JsonElement element, string name)
    {
        if (element.OptionalText($"{name}KnownAfterApply") is { } reference)
            return ValueJson.ReadReference(reference);
        return element.TryGetProperty(name, out var value) ? ValueJson.Read(value) : null;
    }
}
