using System.Collections.Immutable;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Admin;
using FlowPlan.Emulator.Catalog;
using FlowPlan.Emulator.DataPrep;
using FlowPlan.Emulator.Faults;
using FlowPlan.Emulator.FlowService;
using FlowPlan.Emulator.Ims;
using FlowPlan.Emulator.Sandboxes;
using FlowPlan.Emulator.SchemaRegistry;
using FlowPlan.Emulator.Streaming;

namespace FlowPlan.Emulator.Http;

/// <summary>Sends a request to its service and turns refusals into answers.</summary>
internal sealed class Dispatcher(EmulatorWorld world, TokenService tokens, FaultInjector faults, RequestLog log)
{
    private readonly FlowServiceApi flowService = new(world);
    private readonly SchemaRegistryApi schemaRegistry = new(world);
    private readonly CatalogApi catalog = new(world);
    private readonly MappingSets mappingSets = new(world);
    private readonly SandboxApi sandboxes = new(world);
    private readonly StreamingApi streaming = new(world, tokens);
    private readonly AdminApi admin = new(world, tokens, faults, log);

    public Reply Handle(EmulatorRequest request)
    {
        try
        {
            // One request at a time: SQLite has one writer anyway, and every answer is that of a consistent world.
            lock (world.Store.Gate)
                return world.Store.InTransaction(() => Route(request)).With("x-request-id", request.RequestId);
        }
        catch (RefusedException refused)
        {
            return refused.Reply.With("x-request-id", request.RequestId);
        }
#pragma warning disable CA1031 // A fault of the emulator itself is told to the caller, where a test can see it.
        catch (Exception fault) when (fault is not FormatException)
#pragma warning restore CA1031
        {
            return new Reply(500, new JsonObject { ["title"] = "The emulator failed", ["status"] = 500, ["detail"] = fault.ToString() });
        }
        catch (FormatException fault)
        {
            return new Reply(400, new JsonObject { ["error"] = fault.Message });
        }
    }

    private Reply Route(EmulatorRequest request)
    {
        var path = request.Path;
        switch (path)
        {
            case ["__emulator", ..]:
                return admin.Handle(request, path[1..]);
            case ["ims", "token", "v2" or "v3"]:
                return tokens.Issue(request);
            case ["collection", ..]:
                return streaming.Handle(request, path[1..]);
        }

        if (path is not ["data", "foundation", var service, ..])
            return new Reply(404, new JsonObject { ["error_code"] = "404000", ["message"] = "Resource not found" });
        var admitted = Gateway.Admit(request, tokens);
        ImmutableArray<string> rest = path[3..];
        return service switch
        {
            "flowservice" => flowService.Handle(admitted, rest),
            "schemaregistry" => schemaRegistry.Handle(admitted, rest),
            "catalog" => catalog.Handle(admitted, rest),
            "conversion" when rest is ["mappingSets", ..] => mappingSets.Handle(admitted, rest[1..]),
            "mappingSets" when world.Knobs.LegacyMappingSetsPath => mappingSets.Handle(admitted, rest),
            "sandbox-management" => sandboxes.Handle(admitted, rest),
            _ => new Reply(404, new JsonObject { ["error_code"] = "404000", ["message"] = "Resource not found" }),
        };
    }
}
