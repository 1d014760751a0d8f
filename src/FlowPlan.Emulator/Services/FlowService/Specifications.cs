using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;

namespace FlowPlan.Emulator.Services.FlowService;

/// <summary>Reads of connection and flow specifications.</summary>
internal static class Specifications
{
    public static Reply List(EmulatorRequest request, IEnumerable<JsonObject> all)
    {
        var query = PropertyQuery.Parse(request);
        return Items(all.Where(query.Matches).Select(query.Project));
    }

    public static Reply Read(EmulatorRequest request, string type, IEnumerable<JsonObject> all, string id)
    {
        var query = PropertyQuery.Parse(request);
        var found = all.FirstOrDefault(s => s.Text("id") == id) ?? throw FlowServiceErrors.NotFound(request, type, id);
        return Items([query.Project(found)]);
    }

    private static Reply Items(IEnumerable<JsonObject> items) => Reply.Ok(new JsonObject { ["items"] = new JsonArray([.. items]) });
}
