using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Services.Streaming;

/// <summary>An inlet, and what it is for. A sender does not name its organization: the ID alone identifies an inlet.</summary>
/// <param name="Id">Its ID, the last part of its URL.</param>
/// <param name="Scope">The organization and sandbox that it belongs to.</param>
/// <param name="IsXdm">Whether it takes XDM messages; otherwise it takes raw data.</param>
/// <param name="RequiresToken">Whether senders must be authenticated.</param>
internal sealed record Inlet(string Id, Scope Scope, bool IsXdm, bool RequiresToken)
{
    /// <summary>Finds an inlet in all organizations.</summary>
    /// <exception cref="ErrorReplyException">There is none with this ID.</exception>
    public static Inlet Find(ObjectStore store, string id) => store.FindAnywhere(Kinds.Inlets, id)?.Body is { } body
        ? new(
            id,
            new(body.Text("organization") ?? string.Empty, body.Text("sandbox") ?? string.Empty, string.Empty),
            body.Text("dataType") == "xdm",
            body["authenticationRequired"].IsTrue())
        : throw StreamingErrors.NoInlet();

    /// <summary>A problem of a message, in the words of the inlet.</summary>
    public string Says(string problem) => $"inletId: [{Id}] imsOrgId: [{Scope.Organization}] {problem}";
}
