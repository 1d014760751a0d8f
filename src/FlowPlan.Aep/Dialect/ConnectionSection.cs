using FlowPlan.Aep.Kinds;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Dialect;

/// <summary><c>connections</c>: base connections.</summary>
internal static class ConnectionSection
{
    private static readonly string[] HttpApiOnly = ["dataType", "authenticationRequired", "sourceId", "streamName"];
    private static readonly string[] OthersOnly = ["auth", "params"];

    public static void Expand(Expansion expansion, ResourceDeclaration declaration)
    {
        if (CommonParts.TryExisting(expansion, declaration))
            return;
        var (body, span, address) = (declaration.Body, declaration.KeySpan, Expansion.AddressOf(declaration));
        var httpApi = IsHttpApi(body);
        foreach (var entry in body.Entries.Where(e => (httpApi ? OthersOnly : HttpApiOnly).Contains(e.Key)))
            expansion.Found.Add(DialectDiagnostics.NotTogether(entry.KeySpan, entry.Key, httpApi ? "type http-api" : "a type other than http-api"));
        IdForms.CheckSpecification(expansion.Found, body["type"] as Node.Mapping);
        var (id, version) = SpecificationOf(body);
        var fields = new FieldBuilder()
            .Set(expansion.Required(address, body, span, "name"), body["name"]?.Span ?? span, "name")
            .Copy(body, "description")
            .Set(Value.Of(id), body["type"]?.Span ?? span, "type", "id")
            .Set(Value.Of(version), body["type"]?.Span ?? span, "type", "version");
        if (httpApi)
            AddStreaming(expansion, address, declaration, fields);
        else
            AddOther(body, fields);
        CommonParts.Add(expansion, declaration, fields);
    }

    public static bool IsHttpApi(Node.Mapping body) =>
        body["type"] is not Node.Mapping type || Expansion.TextOf(type, "id") == WellKnown.HttpApi;

    /// <summary>The connection specification, which its source connections have too.</summary>
    public static (string Id, string Version) SpecificationOf(Node.Mapping body) => body["type"] is Node.Mapping type
        ? (Expansion.TextOf(type, "id") ?? string.Empty, Expansion.TextOf(type, "version") ?? "1.0")
        : (WellKnown.HttpApi, "1.0");

    private static void AddStreaming(Expansion expansion, ResourceAddress address, ResourceDeclaration declaration, FieldBuilder fields)
    {
        var body = declaration.Body;
        fields
            .Set(expansion.Required(address, body, declaration.KeySpan, "dataType"), body["dataType"]?.Span ?? declaration.KeySpan, "dataType")
            .Copy(body, "authenticationRequired")
            .Copy(body, "sourceId")
            .Copy(body, "streamName");

        // The service knows the stream by both: who gives it a source id gives it that name, unless told otherwise.
        if (body["streamName"] is null && body["sourceId"] is { } sourceId)
            fields.Set(sourceId.ToValue(), sourceId.Span, "streamName");
    }

    private static void AddOther(Node.Mapping body, FieldBuilder fields)
    {
        fields.Copy(body, "params");
        if (body["auth"] is not Node.Mapping auth)
            return;
        fields.Set(auth["specName"], "auth", "specName");
        foreach (var parameter in (auth["params"] as Node.Mapping)?.Entries ?? [])
        {
            var value = parameter.Value.ToValue();
            fields.Set(value is Value.Secret or Value.Null ? value : new Value.Secret(value), parameter.Value.Span with { Hidden = true }, "auth", "params", parameter.Key);
        }
    }
}
