using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Kinds.Common;
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

    /// <summary>The owner's mark, or null.</summary>
    public static string? MarkerOf(JsonElement tags) =>
        tags.ItemsAt(Marker).Select(t => t.ValueKind == JsonValueKind.String ? t.GetString() : null).FirstOrDefault();

    /// <summary>What a reader must know of the tags that the fields do not tell.</summary>
    public static IEnumerable<string> NotesOn(JsonElement tags) => ((string[])[Profile, Identity])
        .Where(name => PlatformFlags.AreSpaced(tags, name))
        .Select(name => $"the tag '{name}' has a flag with a space, such as 'enabled: true', which the platform may not take for set; the next update of the dataset writes it without the space");

    /// <summary>All tags of a new dataset.</summary>
    public static JsonObject ForCreate(Value.Map fields, string marker, Payload payload)
    {
        var tags = payload.Node(fields["tags"]) as JsonObject ?? [];
        tags[Marker] = new JsonArray(marker);
        if (Is(fields, "profile/enabled"))
            tags[Profile] = new JsonArray([.. ProfileFlags(fields)]);
        if (Is(fields, "identity/enabled"))
            tags[Identity] = new JsonArray(PlatformFlags.On);
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
                patch.Replace($"/tags/{name}", PlatformFlags.Write(tags, name, [PlatformFlags.Off]));
        }

        return patch;
    }

    /// <summary>Adds what brings the tags to the declared ones, one operation for each, so that no other tag is touched.</summary>
    public static void AddOperations(JsonPatchBuilder patch, Payload payload, UpdateRequest request, JsonElement tags)
    {
        var wanted = Wanted(payload, request, tags);
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

    private static SortedDictionary<string, JsonNode?> Wanted(Payload payload, UpdateRequest request, JsonElement tags)
    {
        var wanted = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var change in request.Changes)
        {
            switch (change.Path.Keys)
            {
                case ["name" or "description"] or [DatasetRetention.Field, ..]:
                    break;
                case ["profile", ..]:
                    wanted[Profile] = PlatformFlags.Write(tags, Profile, Is(request.Fields, "profile/enabled") ? ProfileFlags(request.Fields, request.Live.Fields) : [PlatformFlags.Off]);
                    if (MustSwitchOffFirst(request) && IdentityWanted(request))
                        wanted[Identity] = PlatformFlags.Write(tags, Identity, [PlatformFlags.On]);
                    break;
                case ["identity", ..]:
                    wanted[Identity] = PlatformFlags.Write(tags, Identity, [Is(request.Fields, "identity/enabled") ? PlatformFlags.On : PlatformFlags.Off]);
                    break;
                case ["tags", var name] when !IsReserved(name):
                    wanted[name] = payload.Node(change.Value);
                    break;
                case ["tags"]:
                    break;
                default:
                    throw InPlace.NotPossible(request, change);
            }
        }

        // A flag that is written with a space may or may not count for the platform: a write uses the form that does.
        foreach (var name in ((string[])[Profile, Identity]).Where(n => !wanted.ContainsKey(n) && PlatformFlags.AreSpaced(tags, n)))
            wanted[name] = PlatformFlags.Write(tags, name, PlatformFlags.In(tags, name));
        return wanted;
    }

    /// <summary>What the manifest says of Identity; where it says nothing, what was there before it was switched off for upsert.</summary>
    private static bool IdentityWanted(UpdateRequest request) =>
        FieldPath.Find(request.Fields, "identity/enabled") is null
            ? Is(request.Live.Fields, "identity/enabled")
            : Is(request.Fields, "identity/enabled");

    /// <summary>The flags of Profile; upsert as the manifest has it, and as it is where the manifest says nothing.</summary>
    private static string[] ProfileFlags(Value.Map fields, Value.Map? live = null)
    {
        var declares = live is null || FieldPath.Find(fields, "profile/upsert") is not null;
        return Is(declares ? fields : live!, "profile/upsert") ? [PlatformFlags.On, PlatformFlags.Upsert] : [PlatformFlags.On];
    }

    private static bool Is(Value.Map fields, string path) => FieldPath.Find(fields, path) is Value.Bool { IsTrue: true };
}
