using System.Globalization;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Services.Identity;

/// <summary>Identity namespaces. Codes are unique ignoring case; code and type of a namespace stay as they are.</summary>
internal sealed class IdentityNamespaces(EmulatorContext emulator) : IObjectCollection
{
    private static readonly string[] Types = ["COOKIE", "CROSS_DEVICE", "DEVICE", "EMAIL", "MOBILE", "NON_PEOPLE", "PHONE"];

    public string Kind => Kinds.Namespaces;

    public Reply List(EmulatorRequest request) => Reply.Ok(new JsonArray([.. All(request.Scope).Select(ToResponse)]));

    public Reply Read(EmulatorRequest request, string id) => Reply.Ok(ToResponse(Find(request, id)));

    public Reply Create(EmulatorRequest request)
    {
        var body = ReadObject(request);
        Create(request, body, null);
        return Reply.Ok(ToResponse((JsonObject)body.DeepClone()));
    }

    public string Create(EmulatorRequest request, JsonObject body, string? id)
    {
        Check(body);
        var code = body.Text("code")!;
        if (All(request.Scope).Any(n => IsSame(n.Text("code"), code)))
            throw IdentityErrors.CodeTaken(code);
        id ??= emulator.Ids.Number(Kind).ToString(CultureInfo.InvariantCulture);
        body["id"] = long.Parse(id, CultureInfo.InvariantCulture);
        body["idType"] = body.Text("idType")!.ToUpperInvariant();
        body["status"] = "ACTIVE";
        body["custom"] = true;
        body["createTime"] = emulator.Now;
        body["updateTime"] = emulator.Now;
        emulator.Store.Insert(request.Scope, Kind, id, body, code);
        return id;
    }

    public Reply Put(EmulatorRequest request, string id)
    {
        var (found, body) = (Find(request, id), ReadObject(request));
        Check(body);
        if (!found["custom"].IsTrue())
            throw IdentityErrors.Invalid("A standard namespace cannot be changed.");
        if (!IsSame(found.Text("code"), body.Text("code")) || !IsSame(found.Text("idType"), body.Text("idType")))
            throw IdentityErrors.Invalid("The code and the type of a namespace cannot be changed.");
        found["name"] = body.Text("name");
        found["description"] = body.Text("description");
        Touch(found, request.Scope.User);
        emulator.Store.Update(request.Scope, Kind, id, found, found.Text("code"));
        return Reply.Ok(new JsonArray(ToResponse(found)));
    }

    public void Touch(JsonObject body, string user) => body["updateTime"] = emulator.Now;

    private static void Check(JsonObject body)
    {
        if (body.Text("name") is not { Length: > 0 } || body.Text("code") is not { Length: > 0 } code || body.Text("idType") is not { } type)
            throw IdentityErrors.Invalid("name, code and idType are required.");
        if (!code.All(char.IsAsciiLetterOrDigit))
            throw IdentityErrors.Invalid("The code must consist of letters and digits.");
        if (!Types.Contains(type.ToUpperInvariant()))
            throw IdentityErrors.Invalid($"{type} is not a type of namespaces.");
    }

    private static bool IsSame(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static JsonObject ReadObject(EmulatorRequest request) =>
        request.Json() as JsonObject ?? throw IdentityErrors.Invalid("The body is not a JSON object.");

    private List<JsonObject> All(Scope scope) =>
        [.. StandardNamespaces.All, .. emulator.Store.List(scope, Kind, 0, emulator.ListLag).Select(o => o.Body)];

    private JsonObject Find(EmulatorRequest request, string id) =>
        emulator.Store.Find(request.Scope, Kind, id)?.Body
        ?? StandardNamespaces.All.FirstOrDefault(n => n.At("id")?.ToString() == id)
        ?? throw IdentityErrors.NotFound(id);

    private JsonObject ToResponse(JsonObject body)
    {
        if (emulator.Settings.UpperCaseNamespaceCodes && body["custom"].IsTrue())
            body["code"] = body.Text("code")!.ToUpperInvariant();
        return body;
    }
}
