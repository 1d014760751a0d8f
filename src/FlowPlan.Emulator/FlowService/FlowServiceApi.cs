using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlowPlan.Emulator.Http;

namespace FlowPlan.Emulator.FlowService;

/// <summary>Flow Service: connections, flows and their specifications.</summary>
internal sealed partial class FlowServiceApi(EmulatorWorld world)
{
    private readonly Dictionary<string, FlowCollection> collections = new FlowCollection[]
    {
        new Connections(world),
        new SourceConnections(world),
        new TargetConnections(world),
        new Flows(world),
    }.ToDictionary(c => c.Name);

    public Reply Handle(EmulatorRequest request, IReadOnlyList<string> path)
    {
        CheckSandbox(request);
        var rest = path.Skip(1).ToList();
        return (path.Count > 0 ? path[0] : null) switch
        {
            "connectionSpecs" => Specs(request, rest, "connectionSpecs", FlowSpecs.Connections.Values.Select(s => s.ToJson())),
            "flowSpecs" => Specs(request, rest, "flowSpecs", FlowSpecs.Flows.Values.Select(s => s.ToJson())),
            "runs" => Reply.Ok(new JsonObject { ["items"] = new JsonArray(), ["_links"] = new JsonObject() }),
            { } name when collections.TryGetValue(name, out var collection) => collection.Handle(request, rest),
            _ => throw FlowErrors.Of(request, "1400-404", "There is no such resource type."),
        };
    }

    private void CheckSandbox(EmulatorRequest request)
    {
        var sandbox = request.Scope.Sandbox;
        if (sandbox.Length == 0)
            throw FlowErrors.Of(request, "2105-400", "The x-sandbox-name header is required.");
        if (request.Header("x-sandbox-id") is not null)
            throw FlowErrors.Of(request, "2110-400", "The x-sandbox-id header is not allowed with a user token.");
        if (!SandboxName().IsMatch(sandbox) || (world.Knobs.Sandboxes.Count > 0 && !world.Knobs.Sandboxes.Contains(sandbox)))
            throw FlowErrors.Of(request, "2100-404", $"The sandbox {sandbox} does not exist.");
    }

    private static Reply Specs(EmulatorRequest request, List<string> rest, string type, IEnumerable<JsonObject> all)
    {
        var query = PropertyQuery.Parse(request);
        var found = all.Where(s => rest.Count == 0 ? query.Accepts(s) : s.Text("id") == rest[0]).Select(query.Project).ToList();
        return found.Count == 0 && rest.Count > 0
            ? throw FlowErrors.NotFound(request, type, rest[0])
            : Reply.Ok(new JsonObject { ["items"] = new JsonArray([.. found]) });
    }

    [GeneratedRegex("^[a-z0-9-]+$")]
    private static partial Regex SandboxName();
}
