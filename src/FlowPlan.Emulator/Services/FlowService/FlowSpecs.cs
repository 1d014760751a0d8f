using System.Text.Json.Nodes;

namespace FlowPlan.Emulator.Services.FlowService;

/// <summary>The connection and flow specifications that exist in every sandbox.</summary>
internal static class FlowSpecs
{
    public const string HttpApi = "bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb";
    public const string DataLake = "c604ff05-7f1a-43c0-8e18-33bf874cb11c";
    public const string AmazonS3 = "ecadc60c-7455-4d87-84dc-2a0e293d997b";
    public const string GenericRest = "4e98f16f-87d6-4ef0-bdc6-7a2b0fe76e62";
    public const string WithoutMapping = "d8a6f005-7eaf-4153-983e-e8574508b877";
    public const string WithMapping = "c1a19761-d2c7-4702-b9fa-fe91f0613e81";
    public const string CloudStorage = "9753525b-82c7-4dce-8a9b-5ccfce2b9876";
    public const string Database = "14518937-270c-4525-bdec-c2ba7cce3860";

    /// <summary>Connection specifications by ID: name, authentication, and secret parameters.</summary>
    public static IReadOnlyDictionary<string, ConnectionSpec> Connections { get; } = ((ConnectionSpec[])[
        new ConnectionSpec(HttpApi, "Streaming Connection", ["Streaming Connection"], []),
        new ConnectionSpec(DataLake, "datalake", [], []),
        new ConnectionSpec(AmazonS3, "amazon-s3", ["Access Key"], ["s3SecretKey"]),
        .. SourceSpecs.Connections,
        new ConnectionSpec(GenericRest, "generic-rest", ["Basic Authentication", "OAuth2 Client Credential"], ["password", "clientSecret", "accessToken"]),
    ]).ToDictionary(s => s.Id);

    /// <summary>Flow specifications by ID: name, and connection specifications of the sources.</summary>
    public static IReadOnlyDictionary<string, FlowSpec> Flows { get; } = new[]
    {
        new FlowSpec(WithoutMapping, "Steam data without transformation", [HttpApi]),
        new FlowSpec(WithMapping, "Stream data with transformation", [HttpApi]),
        new FlowSpec(CloudStorage, "CloudStorageToAEP", [AmazonS3, GenericRest, .. SourceSpecs.Files]),
        new FlowSpec(Database, "CRMToAEP", [.. SourceSpecs.Tables]),
        new FlowSpec("d69717ba-71b4-4313-b654-49f9cf126d7a", "Streaming Source Workflow Template", [.. SourceSpecs.Streams]),
    }.ToDictionary(s => s.Id);

    public static IEnumerable<JsonObject> ConnectionsJson => Connections.Values.Select(s => s.ToJson());

    public static IEnumerable<JsonObject> FlowsJson => Flows.Values.Select(s => s.ToJson());
}

/// <summary>A connection specification.</summary>
internal sealed record ConnectionSpec(string Id, string Name, string[] Authentications, string[] Secrets)
{
    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["name"] = Name,
        ["version"] = "1.0",
        ["providerId"] = "521eee4d-8cbe-4906-bb48-fb6bd4450033",
        ["authSpec"] = new JsonArray([.. Authentications.Select(a => new JsonObject { ["name"] = a, ["spec"] = new JsonObject { ["type"] = "object" } })]),
    };
}

/// <summary>A flow specification.</summary>
internal sealed record FlowSpec(string Id, string Name, string[] Sources)
{
    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["name"] = Name,
        ["version"] = "1.0",
        ["sourceConnectionSpecIds"] = new JsonArray([.. Sources.Select(s => (JsonNode)s)]),
        ["targetConnectionSpecIds"] = new JsonArray(FlowSpecs.DataLake),
    };
}
