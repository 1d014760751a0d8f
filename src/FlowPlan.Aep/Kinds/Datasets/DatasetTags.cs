using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Json;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Datasets;

/// <summary>A dataset's tags: those of the manifest, those that switch Profile and Identity on, and the mark of the owner.</summary>
internal static class DatasetTags
{
    /// <summary>The tag that bears <c>project/address</c>.</summary>
    public const string Marker = "flowplan";

    /// <summary>The tag for Real-Time Customer Profile.</summary>
    public const string Profile = "unifiedProfile";

    /// <summary>The tag for Identity Service.</summary>
    public const string Identity = "unifiedIdentity";

    private const string SwitchedOff = "enabled:false";

    /// <summary>Whether a tag belongs to the platform or to FlowPlan, so that a manifest cannot declare it.</summary>
    public static bool IsReserved(string name) =>
        name is Marker or Profile or Identity || name.StartsWith("adobe", StringComparison.OrdinalIgnoreCase);

    /// <summary>The tags that a manifest may declare; the platform's own are left out.</summary>
    public static Value.Map? Own(JsonElement tags)
    {
        if (tags.ValueKind != JsonValueKind.Object)
            return null;
        var own = tags.EnumerateObject().Where(t => !IsReserved(t.Name)).Select(t => KeyValuePair.Create(t.Name, ValueJson.Read(t.Value)));
        var map = Value.Map.Of(own);
        return map.Entries.IsEmpty ? null : map;
    }

    /// <summary>Whether a tag holds a flag such as <c>enabled:true</c>, with or without blanks.</summary>
    public static bool Has(JsonElement tags, string name, string flag) =>
        tags.ItemsAt(name).Any(i =>
            i.ValueKind == JsonValueKind.String
            && string.Equals(i.GetString()!.Replace(" ", string.Empty, StringComparison.Ordinal), flag, StringComparison.OrdinalIgnoreCase));

    /// <summary>The owner's mark, or null.</summary>
    public static string? MarkerOf(JsonElement tags) =>
        tags.ItemsAt(Marker).Select(t => t.ValueKind == JsonValueKind.String ? t.GetString() : null).FirstOrDefault();

    /// <summary>All tags of a new dataset.</summary>
    public static JsonObject ForCreate(Value.Map fields, string marker, Payload payload)
    {
        var tags = payload.Node(fields["tags"]) as JsonObject ?? [];
        tags[Marker] = new JsonArray(marker);
        if (Is(fields, "profile/enabled"))
            tags[Profile] = ProfileTag(fields);
        if (Is(fields, "identity/enabled"))
            tags[Identity] = new JsonArray("enabled:true");
        return tags;
    }

    /// <summary>Upsert can be changed only while Profile and Identity are off.</summary>
    public static bool MustSwitchOffFirst(UpdateRequest request) =>
        request.Changes.Any(c => c.Path == "profile/upsert") && Is(request.Live.Fields, "profile/enabled");

    /// <summary>Switches off whichever of the two is there.</summary>
    public static JsonPatchBuilder SwitchOff(JsonElement tags)
    {
        var patch = new JsonPatchBuilder();
        foreach (var name in (string[])[Profile, Identity])
        {
            if (tags.At(name).ValueKind == JsonValueKind.Array)
                patch.Replace($"/tags/{name}", new JsonArray(SwitchedOff));
        }

        return patch;
    }

    /// <summary>Adds what brings the tags to the declared ones, one operation for each, so that no other tag is touched.</summary>
    public static void AddOperations(JsonPatchBuilder patch, Payload payload, UpdateRequest request, JsonElement tags)
    {
        var wanted = Wanted(payload, request);
        if (wanted.Count == 0)
            return;
        if (tags.ValueKind != JsonValueKind.Object)
        {
            patch.Add("/tags", new JsonObject(wanted.Where(w => w.Value is not null)));
            return;
        }

        foreach (var (name, node) in wanted)
            patch.SetOrRemove(JsonPatchBuilder.Pointer("tags", name), tags.TryGetProperty(name, out _), node);
    }

    private static SortedDictionary<string, JsonNode?> Wanted(Payload payload, UpdateRequest request)
    {
        var wanted = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var change in request.Changes)
        {
            switch (change.Path.Keys)
            {
                case ["name" or "description"]:
                    break;
                case ["profile", ..]:
                    wanted[Profile] = Is(request.Fields, "profile/enabled") ? ProfileTag(request.Fields) : new JsonArray(SwitchedOff);
                    if (MustSwitchOffFirst(request) && IdentityWanted(request))
                        wanted[Identity] = new JsonArray("enabled:true");
                    break;
                case ["identity", ..]:
                    wanted[Identity] = new JsonArray(Is(request.Fields, "identity/enabled") ? "enabled:true" : SwitchedOff);
                    break;
                case ["tags", var name] when !IsReserved(name):
                    wanted[name] = payload.Node(change.Value);
                    break;
                case ["tags"]:
                    break;
                default:
                    throw new InvalidOperationException($"The field '{change.Path.ToDisplay()}' of {request.Address} cannot be changed in place.");
            }
        }

        return wanted;
    }

    /// <summary>What the manifest says of Identity; where it says nothing, what was there before it was switched off for upsert.</summary>
    private static bool IdentityWanted(UpdateRequest request) =>
        FieldPath.Find(request.Fields, "identity/enabled") is null
            ? Is(request.Live.Fields, "identity/enabled")
            : Is(request.Fields, "identity/enabled");

    private static JsonArray ProfileTag(Value.Map fields) =>
        Is(fields, "profile/upsert") ? ["enabled:true", "isUpsert:true"] : ["enabled:true"];

    private static bool Is(Value.Map fields, string path) => FieldPath.Find(fields, path) is Value.Bool { IsTrue: true };
}
