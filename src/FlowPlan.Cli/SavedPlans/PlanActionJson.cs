using System.Globalization;
using System.Text.Json;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State.Serialization;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.SavedPlans;

/// <summary>One action of a plan as JSON.</summary>
internal static class PlanActionJson
{
    public static void Write(Utf8JsonWriter writer, PlannedAction action)
    {
        writer.WriteStartObject();
        writer.WriteString("address", action.Address.ToString());
        writer.WriteString("kind", action.Address.Kind);
        writer.WriteString("action", ActionNames.Of(action).Code);
        writer.WriteString("name", action.Name);
        if (action.Live is { } live)
            WriteLive(writer, action, live);
        if (action.MovedFrom is { } from)
            writer.WriteString("movedFrom", from.ToString());
        if (action.Kind == ActionKind.Replace)
            writer.WriteBoolean("createBeforeDestroy", action.CreateBeforeDestroy);
        writer.WriteArray("reasons", action.Reasons, PlanSentenceJson.Write);
        writer.WriteArray("consequences", action.Consequences, PlanSentenceJson.Write);
        writer.WriteTexts("dependsOn", action.DependsOn.Select(d => d.ToString()));
        writer.WriteTexts("calls", action.Calls);
        writer.WriteArray("fields", action.Differences, FieldDifferenceJson.Write);
        writer.WriteEndObject();
    }

    public static PlannedAction Read(JsonElement element)
    {
        var moved = element.OptionalText("movedFrom");
        return new PlannedAction
        {
            Address = Version1Address.Parse(element.Text("address")),
            Kind = ActionNames.Parse(element.Text("action")),
            Name = element.OptionalText("name"),
            Live = element.OptionalText("id") is { } id ? LiveOf(element, id) : null,
            SavedFingerprint = element.OptionalText("fingerprint"),
            MovedFrom = moved is null ? null : Version1Address.Parse(moved),
            CreateBeforeDestroy = element.IsTrue("createBeforeDestroy"),
            Reasons = [.. element.GetProperty("reasons").EnumerateArray().Select(PlanSentenceJson.ReadReason)],
            Consequences = [.. element.GetProperty("consequences").EnumerateArray().Select(PlanSentenceJson.ReadConsequence)],
            DependsOn = [.. element.Texts("dependsOn").Select(Version1Address.Parse)],
            Calls = element.Texts("calls"),
            Differences = [.. element.GetProperty("fields").EnumerateArray().Select(FieldDifferenceJson.Read)],
        };
    }

    private static void WriteLive(Utf8JsonWriter writer, PlannedAction action, LiveObject live)
    {
        writer.WriteString("id", live.Id);
        writer.WriteString("etag", live.Etag);
        if (action.IsChange)
            writer.WriteString("fingerprint", action.HashLive());
        if (live.UpdatedBy is { } user)
            writer.WriteString("updatedBy", user);
        if (live.UpdatedAt is { } time)
            writer.WriteString("updatedAt", time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
    }

    private static LiveObject LiveOf(JsonElement element, string id) => new()
    {
        Id = id,
        Etag = element.OptionalText("etag"),
        Fields = Value.Map.Empty,
        Attributes = Value.Map.Of(("id", Value.Of(id))),
        UpdatedBy = element.OptionalText("updatedBy"),
        UpdatedAt = element.OptionalText("updatedAt") is { } time
            ? DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
            : null,
    };
}
