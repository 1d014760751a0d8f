using System.Text;
using FlowPlan.Emulator.Faults;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace FlowPlan.Emulator.Services.Admin;

/// <summary>What tests need from the emulator itself, under <c>/__emulator</c>.</summary>
internal sealed class AdminEndpoints(EmulatorContext emulator, IEnumerable<IObjectCollection> collections, FaultScript faults, RequestLog log)
    : IEmulatedService
{
    private readonly StoredObjects objects = new(emulator, collections);
    private readonly ReceivedRecords records = new(emulator);

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/__emulator");
        api.MapGet("/requests", () => Reply.Ok(log.ToJson()));
        api.MapDelete("/requests", () => Done(log.Clear));
        api.MapGet("/objects", () => Reply.Ok(emulator.Store.Dump()));
        api.MapGet("/records", (EmulatorRequest request) => records.List(request));
        api.MapPost("/objects", (EmulatorRequest request) => objects.Seed(request));
        api.MapPost("/objects/{kind}/{id}", (EmulatorRequest request, string kind, string id) => objects.Edit(request, kind, id));
        api.MapDelete("/objects/{kind}/{id}", (EmulatorRequest request, string kind, string id) => objects.Delete(request, kind, id));
        api.MapGet("/settings", () => Reply.Ok(EmulatorSettingsJson.Write(emulator.Settings)));
        api.MapPut("/settings", (EmulatorRequest request) => Done(() => emulator.Settings = EmulatorSettingsJson.Read(request.Body)));
        api.MapPut("/faults", (EmulatorRequest request) => LoadFaults(Encoding.UTF8.GetString(request.Body)));
        api.MapDelete("/faults", () => LoadFaults(null));
        api.MapPost("/tokens/expire", () => Done(emulator.Tokens.ExpireAll));
        api.Map("{**rest}", () => AdminErrors.Of(404, "there is no such command").Reply);
    }

    private Reply LoadFaults(string? script)
    {
        faults.Load(script);
        emulator.ExtraListLag = 0;
        return Reply.NoContent();
    }

    private static Reply Done(Action action)
    {
        action();
        return Reply.NoContent();
    }
}
