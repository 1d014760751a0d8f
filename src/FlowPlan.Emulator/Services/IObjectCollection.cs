using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Services;

/// <summary>The objects of one kind, as tests seed and edit them.</summary>
internal interface IObjectCollection
{
    /// <summary>The kind under which the objects are stored.</summary>
    string Kind { get; }

    /// <summary>Creates an object as a POST does: checks it and adds to <paramref name="body"/> the fields that the service sets; a null <paramref name="id"/> is issued.</summary>
    /// <returns>The ID as the service returns it.</returns>
    /// <exception cref="ErrorReplyException">The service rejects the object.</exception>
    string Create(EmulatorRequest request, JsonObject body, string? id);

    /// <summary>Updates what the service records about a change: version, etag, time, user.</summary>
    void Touch(JsonObject body, string user);

    /// <summary>Records that a user changed an object without a request; a service that keeps former versions keeps this one too.</summary>
    void RecordEdit(Scope scope, JsonObject body) => Touch(body, scope.User);
}
