using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.SavedPlans;

/// <summary>
/// Reasons, consequences and remarks as JSON: a code that programs can rely on, what it is about, and the text for people. Format version 1 had
/// the text alone.
/// </summary>
internal static class PlanSentenceJson
{
    public static void Write(Utf8JsonWriter writer, ActionReason reason)
    {
        Begin(writer, reason switch
        {
            ActionReason.ForcedBy => "forced-by-field",
            ActionReason.Requested => "requested",
            ActionReason.ReplacedWith => "replaced-with",
            ActionReason.DeletedOnPlatform => "deleted-on-platform",
            ActionReason.NotDeclared => "not-declared",
            ActionReason.Destroyed => "destroyed",
            ActionReason.NotDeclaredAndGone => "not-declared-and-gone",
            ActionReason.KeptByService => "kept-by-service",
            ActionReason.OnlyReferenced => "only-referenced",
            ActionReason.Deposed => "deposed",
            ActionReason.Imports => "imports",
            ActionReason.ImportsUnchanged => "imports-unchanged",
            ActionReason.RemovedFromState => "removed-from-state",
            _ => Other,
        });
        switch (reason)
        {
            case ActionReason.ForcedBy(var path):
                writer.WriteString("path", path.ToString());
                break;
            case ActionReason.ReplacedWith(var address):
                writer.WriteString("address", address.ToString());
                break;
            case ActionReason.DeletedOnPlatform(var id):
                writer.WriteString("id", id);
                break;
            case ActionReason.KeptByService(var id, var why):
                writer.WriteString("id", id);
                writer.WriteString("why", why);
                break;
            case ActionReason.Imports(var id):
                writer.WriteString("id", id);
                break;
            case ActionReason.ImportsUnchanged(var id):
                writer.WriteString("id", id);
                break;
            case ActionReason.RemovedFromState(var id):
                writer.WriteString("id", id);
                break;
        }

        End(writer, PlanSentences.Of(reason));
    }

    public static void Write(Utf8JsonWriter writer, Consequence consequence)
    {
        Begin(writer, consequence switch
        {
            Consequence.OfField => "field-change",
            Consequence.OfReplacement => "replacement",
            Consequence.OfDeletion => "deletion",
            _ => Other,
        });
        if (consequence is Consequence.OfField(var path, _))
            writer.WriteString("path", path.ToString());
        End(writer, PlanSentences.Of(consequence));
    }

    public static void Write(Utf8JsonWriter writer, PlanRemark remark)
    {
        Begin(writer, remark switch
        {
            PlanRemark.NotRefreshed => "not-refreshed",
            PlanRemark.IncludedByTarget => "included-by-target",
            PlanRemark.ExcludedByTarget => "excluded-by-target",
            PlanRemark.NothingExcluded => "nothing-excluded",
            PlanRemark.AcceptedChange => "accepted-change",
            _ => Other,
        });
        switch (remark)
        {
            case PlanRemark.NotRefreshed(var count):
                writer.WriteNumber("count", count);
                break;
            case PlanRemark.IncludedByTarget(var addresses):
                WriteAddresses(writer, addresses);
                break;
            case PlanRemark.ExcludedByTarget(var addresses):
                WriteAddresses(writer, addresses);
                break;
            case PlanRemark.AcceptedChange(var address, var path, var until, var reason):
                writer.WriteString("address", address.ToString());
                if (path is { } field)
                    writer.WriteString("path", field.ToString());
                writer.WriteString("until", PlanSentences.DayOf(until));
                writer.WriteString("reason", reason);
                break;
        }

        End(writer, PlanSentences.Of(remark));
    }

    /// <exception cref="FormatException">It is not a reason.</exception>
    public static ActionReason ReadReason(JsonElement element) => CodeOf(element) switch
    {
        "forced-by-field" => new ActionReason.ForcedBy(element.Text("path")),
        "requested" => new ActionReason.Requested(),
        "replaced-with" => new ActionReason.ReplacedWith(ResourceAddress.Parse(element.Text("address"))),
        "deleted-on-platform" => new ActionReason.DeletedOnPlatform(element.Text("id")),
        "not-declared" => new ActionReason.NotDeclared(),
        "destroyed" => new ActionReason.Destroyed(),
        "not-declared-and-gone" => new ActionReason.NotDeclaredAndGone(),
        "kept-by-service" => new ActionReason.KeptByService(element.Text("id"), element.Text("why")),
        "only-referenced" => new ActionReason.OnlyReferenced(),
        "deposed" => new ActionReason.Deposed(),
        "imports" => new ActionReason.Imports(element.Text("id")),
        "imports-unchanged" => new ActionReason.ImportsUnchanged(element.Text("id")),
        "removed-from-state" => new ActionReason.RemovedFromState(element.Text("id")),
        _ => new ActionReason.Saved(TextOf(element)),
    };

    /// <exception cref="FormatException">It is not a consequence.</exception>
    public static Consequence ReadConsequence(JsonElement element) => CodeOf(element) switch
    {
        "field-change" => new Consequence.OfField(element.Text("path"), TextOf(element)),
        "replacement" => new Consequence.OfReplacement(TextOf(element)),
        "deletion" => new Consequence.OfDeletion(TextOf(element)),
        _ => new Consequence.Saved(TextOf(element)),
    };

    /// <exception cref="FormatException">It is not a remark.</exception>
    public static PlanRemark ReadRemark(JsonElement element) => CodeOf(element) switch
    {
        "not-refreshed" => new PlanRemark.NotRefreshed(element.GetProperty("count").GetInt32()),
        "included-by-target" => new PlanRemark.IncludedByTarget(AddressesOf(element)),
        "excluded-by-target" => new PlanRemark.ExcludedByTarget(AddressesOf(element)),
        "nothing-excluded" => new PlanRemark.NothingExcluded(),
        "accepted-change" => new PlanRemark.AcceptedChange(
            ResourceAddress.Parse(element.Text("address")),
            element.TryGetProperty("path", out _) ? element.Text("path") : default(FieldPath?),
            DateOnly.ParseExact(element.Text("until"), "yyyy-MM-dd", CultureInfo.InvariantCulture),
            element.Text("reason")),
        _ => new PlanRemark.Saved(TextOf(element)),
    };

    private const string Other = "other";

    /// <summary>In format version 1 a sentence is a string.</summary>
    private static string CodeOf(JsonElement element) => element.ValueKind == JsonValueKind.String ? Other : element.Text("code");

    private static string TextOf(JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString()! : element.Text("text");

    private static ImmutableArray<ResourceAddress> AddressesOf(JsonElement element) => [.. element.Texts("addresses").Select(ResourceAddress.Parse)];

    private static void WriteAddresses(Utf8JsonWriter writer, ImmutableArray<ResourceAddress> addresses) =>
        writer.WriteTexts("addresses", addresses.Select(a => a.ToString()));

    private static void Begin(Utf8JsonWriter writer, string code)
    {
        writer.WriteStartObject();
        writer.WriteString("code", code);
    }

    private static void End(Utf8JsonWriter writer, string text)
    {
        writer.WriteString("text", text);
        writer.WriteEndObject();
    }
}
