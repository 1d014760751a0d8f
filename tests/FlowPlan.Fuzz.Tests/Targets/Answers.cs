using System.Net;
using FlowPlan.Core.Values;

namespace FlowPlan.Fuzz.Tests.Targets;

/// <summary>What the services answer when nobody is in between.</summary>
internal static class Answers
{
    public const string Id = "x";

    /// <summary>Refusals in every envelope.</summary>
    public static readonly string[] Errors =
    [
        """{"error_code": "403010", "message": "Oauth token is missing. s3cret-token"}""",
        """{"type": "http://ns.adobe.com/aep/errors/XDM-1010-404", "title": "not found", "status": 404, "report": {"registryRequestId": "r", "detailed-message": "d"}}""",
        """{"errorCode": "FLOW-1418-400", "errorMessage": "in use", "report": {"request-id": "r", "message": "m"}}""",
        """{"type": "http://ns.adobe.com/aep/errors/FLOW-1404-412", "title": "t", "status": "412", "detail": "d", "request_id": "r"}""",
        """{"error": "invalid_client", "error_description": "no s3cret-token"}""",
        """{"status": 400, "title": "updating"}""",
        """{"code": "PES-409", "message": "Policy conflict error", "violations": [{"violatedPolicies": [{"name": "No s3cret-token", "deny": {"label": "C1"}}]}]}""",
    ];

    private const string Audit = """
        "id": "x", "createdAt": 1669238699119, "updatedAt": 1669238699119, "createdBy": "a", "updatedBy": "b", "etag": "\"1\"", "version": "\"1\"", "state": "enabled", "description": "d"
        """;

    private const string Connection = $$$$"""
        {{{{{Audit}}}}, "name": "N", "connectionSpec": {"id": "bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb", "version": "1.0"},
          "auth": {"specName": "Streaming Connection", "params": {"sourceId": "N", "inletUrl": "https://i.test/1", "inletId": "1", "authenticationRequired": false, "dataType": "xdm", "name": "N"}}}
        """;

    private const string Source = $$$$"""
        {{{{{Audit}}}}, "name": "N", "baseConnectionId": "b", "connectionSpec": {"id": "s", "version": "1.0"}, "data": {"format": "json", "schema": null, "properties": {"a": 1}}, "params": {"path": "/in"}, "inheritedAttributes": {"baseConnection": {"id": "b"}}}
        """;

    private const string Aim = $$$$"""
        {{{{{Audit}}}}, "name": "N", "connectionSpec": {"id": "c604ff05-7f1a-43c0-8e18-33bf874cb11c", "version": "1.0"}, "data": {"format": "parquet_xdm", "schema": {"id": "https://s", "version": "application/vnd.adobe.xed-full+json; version=1.0"}}, "params": {"dataSetId": "d"}}
        """;

    private const string Flow = $$$$"""
        {{{{{Audit}}}}, "name": "N", "flowSpec": {"id": "c1a19761-d2c7-4702-b9fa-fe91f0613e81", "version": "1.0"}, "sourceConnectionIds": ["s"], "targetConnectionIds": ["t"], "scheduleParams": {"interval": 1},
          "transformations": [{"name": "Mapping", "params": {"mappingId": "m", "mappingVersion": "0"}}], "lastOperation": {"operation": "enable"}}
        """;

    private const string Schema = """
        {"$id": "x", "meta:altId": "_acme.schemas.x", "meta:resourceType": "schemas", "version": "1.0", "title": "N", "description": "d", "type": "object", "meta:extends": ["https://ns.adobe.com/xdm/context/profile"],
         "meta:class": "https://ns.adobe.com/xdm/context/profile", "allOf": [{"$ref": "https://ns.adobe.com/xdm/context/profile", "type": "object"}, {"$ref": "https://g"}], "meta:immutableTags": ["union"],
         "meta:registryMetadata": {"repo:lastModifiedDate": 1669238699119, "xdm:lastModifiedUser": "u", "eTag": "e"}}
        """;

    private const string Namespace = """
        {"id": "x", "code": "N", "name": "N", "idType": "CROSS_DEVICE", "description": "d", "status": "ACTIVE", "custom": true, "createTime": 1, "updateTime": 1669238699119}
        """;

    private const string Component = """
        {"$id": "x", "meta:altId": "_acme.mixins.x", "meta:resourceType": "mixins", "version": "1.1", "title": "N", "description": "d", "type": "object", "meta:intendedToExtend": ["https://ns.adobe.com/xdm/context/profile"],
         "definitions": {"customFields": {"type": "object", "properties": {"_acme": {"type": "object", "properties": {"a": {"type": "string", "enum": ["b"], "meta:enum": {"b": "B"}},
           "o": {"type": "array", "items": {"type": "object", "properties": {"s": {"type": "integer", "minimum": -9007199254740992, "maximum": 9007199254740991}}}}, "r": {"$ref": "https://d", "type": "object"}}, "required": ["a"]}}}},
         "allOf": [{"$ref": "https://ns.adobe.com/xdm/data/record"}, {"$ref": "#/definitions/customFields"}], "properties": {"p": {"type": "object", "meta:xdmType": "map", "additionalProperties": {"type": "string"}}},
         "meta:registryMetadata": {"repo:lastModifiedDate": 1669238699119, "xdm:lastModifiedUserId": "u", "eTag": "e"}}
        """;

    private const string Descriptor = """
        {"@id": "x", "@type": "xdm:descriptorIdentity", "xdm:sourceSchema": "x", "xdm:sourceVersion": 1, "xdm:sourceProperty": "/_acme/a", "xdm:namespace": "N", "xdm:property": "xdm:code", "xdm:isPrimary": true}
        """;

    private const string Expiration = """
        {"ttlId": "x", "datasetId": "d", "displayName": "N", "description": "d", "status": "pending", "expiry": "2033-01-01T00:00:00Z", "updatedAt": "2026-01-01T00:00:00.000Z", "updatedBy": "u"}
        """;

    private const string Labels = """
        {"AEP:dataset:x": {"imsOrg": "O", "labels": ["C1", "core/C5"], "optionalLabels": [{"option": {"id": "https://s", "contentType": "application/vnd.adobe.xed-full+json;version=1", "schemaPath": "/properties/a"}, "labels": ["C2"]}]}}
        """;

    private const string Dataset = """
        {"name": "N", "description": "d", "created": 1, "updated": 1669238699119, "updatedUser": "u", "schemaRef": {"id": "https://s", "contentType": "application/vnd.adobe.xed-full-notext+json; version=1"},
         "tags": {"adobe/pqs/table": ["n"], "unifiedProfile": ["enabled: true", "isUpsert:true"], "unifiedIdentity": ["enabled:true"], "flowplan": ["p/dataset.a"], "team": ["a"]}, "state": "DRAFT", "extensions": {"adobe_lakeHouse": {"rowExpiration": {"ttlValue": "P3M", "valueStatus": "custom"}}}}
        """;

    private const string Mapping = """
        {"id": "x", "version": 0, "name": "N", "createdDate": 1669238699119, "modifiedDate": 1669238699119, "modifiedBy": "u", "xdmSchema": "https://s", "xdmVersion": "1.0", "schemaRef": {"id": "https://s", "contentType": "1.0"},
         "outputSchema": {"schemaRef": {"id": "https://s", "contentType": "application/vnd.adobe.xed-full+json;version=1"}},
         "mappings": [{"id": "i", "version": 0, "sourceType": "text/x.schema-path", "source": "a", "sourceAttribute": "a", "destination": "b", "destinationXdmPath": "b", "identity": false},
           {"sourceType": "text/x.aep-xl", "source": "concat(a)", "destination": "c"}]}
        """;

    public static HttpStatusCode StatusOf(HttpRequestMessage request) => request.Method.Method switch
    {
        "POST" when !request.RequestUri!.AbsolutePath.Contains("mappingSets", StringComparison.Ordinal) => HttpStatusCode.Created,
        "DELETE" => HttpStatusCode.NoContent,
        _ => HttpStatusCode.OK,
    };

    public static string BodyOf(HttpRequestMessage request)
    {
        var (path, method) = (request.RequestUri!.AbsolutePath, request.Method.Method);
        var one = path.EndsWith("/x", StringComparison.Ordinal);
        if (path.Contains("/ims/", StringComparison.Ordinal))
            return """{"access_token": "s3cret-issued", "token_type": "bearer", "expires_in": 86399}""";
        if (path.Contains("sandbox", StringComparison.Ordinal))
            return """{"name": "dev", "title": "Dev", "state": "active", "type": "development"}""";
        if (path.Contains("dataSets", StringComparison.Ordinal))
            return method == "GET" ? $$$$"""{"x": {{{{Dataset}}}}}""" : """["@/dataSets/x"]""";
        if (path.EndsWith("/labels", StringComparison.Ordinal))
            return Labels;
        if (path.Contains("mappingSets", StringComparison.Ordinal))
            return method == "GET" && !one ? $$$$"""{"data": [{{{{Mapping}}}}], "_page": {"count": 1, "limit": 100}}""" : Mapping;
        if (path.Contains("identities", StringComparison.Ordinal))
            return method == "GET" && !one ? $"[{Namespace}]" : Namespace;
        if (path.Contains("/descriptors", StringComparison.Ordinal))
            return method == "GET" && !one ? $$$$"""{"results": [{{{{Descriptor}}}}], "_page": {"next": null, "count": 1}}""" : Descriptor;
        if (path.Contains("/hygiene/", StringComparison.Ordinal))
            return method == "GET" && !one ? $$$$"""{"results": [{{{{Expiration}}}}], "current_page": 0, "total_pages": 1}""" : Expiration;
        if (path.EndsWith("/stats", StringComparison.Ordinal))
            return """{"imsOrg": "O", "tenantId": "acme"}""";
        if (path.Contains("/fieldgroups", StringComparison.Ordinal) || path.Contains("/datatypes", StringComparison.Ordinal) || path.Contains("/classes", StringComparison.Ordinal))
            return method == "GET" && !one ? $$$$"""{"results": [{{{{Component}}}}], "_page": {"next": null, "count": 1}, "_links": {}}""" : Component;
        if (path.Contains("schemaregistry", StringComparison.Ordinal))
            return method == "GET" && path.EndsWith("/schemas", StringComparison.Ordinal) ? $$$$"""{"results": [{{{{Schema}}}}], "_page": {"next": null, "count": 1}, "_links": {}}""" : Schema;
        if (method != "GET")
            return """{"id": "x", "etag": "\"2\""}""";
        var item = path.Contains("/connections", StringComparison.Ordinal) ? Connection
            : path.Contains("/sourceConnections", StringComparison.Ordinal) ? Source
            : path.Contains("/targetConnections", StringComparison.Ordinal) ? Aim
            : Flow;
        return $$$$"""{"items": [{{{{item}}}}], "_links": {}}""";
    }

    /// <summary>The fields of a small object of a kind.</summary>
    public static Value.Map FieldsOf(string kind)
    {
        static Value.Map Spec(string id) => Value.Map.Of(("id", Value.Of(id)), ("version", Value.Of("1.0")));
        return kind switch
        {
            "connection" => Value.Map.Of(
                ("name", Value.Of("N")), ("type", Spec("ecadc60c-7455-4d87-84dc-2a0e293d997b")),
                ("auth", Value.Map.Of(("specName", Value.Of("Access Key")), ("params", Value.Map.Of(("s3SecretKey", new Value.Secret(Value.Of("s3cret-key")))))))),
            "schema" => Value.Map.Of(("title", Value.Of("N")), ("class", Value.Of("https://ns.adobe.com/xdm/context/profile")), ("fieldGroups", Value.Map.Of(("https://g", Value.Of(true)))), ("identities", Value.Map.Of(("b", Value.Map.Of(("namespace", Value.Of("N")), ("primary", Value.Of(false))))))),
            "descriptor" => Value.Map.Of(("schema", Value.Of("https://ns.adobe.com/acme/schemas/s")), ("field", Value.Of("b")), ("type", Value.Of("xdm:descriptorIdentity")), ("identity", Value.Map.Of(("namespace", Value.Of("N")), ("primary", Value.Of(false))))),
            "identityNamespace" => Value.Map.Of(("code", Value.Of("N")), ("name", Value.Of("M")), ("idType", Value.Of("Email"))),
            "dataType" or "class" or "fieldGroup" => Value.Map.Of(
                ("title", Value.Of("N")), ("behavior", kind == "class" ? Value.Of("record") : null),
                ("fields", Value.Map.Of(("a", Value.Map.Of(("type", Value.Of("string")))), ("n.b", Value.Map.Of(("ref", Value.Of("https://d"))))))),
            "dataset" => Value.Map.Of(("name", Value.Of("N")), ("schema", Spec("https://s")), ("profile", Value.Map.Of(("enabled", Value.Of(true))))),
            "datasetExpiration" => Value.Map.Of(("name", Value.Of("N")), ("dataset", Value.Of("d")), ("expiry", Value.Of("2033-01-01T00:00:00Z"))),
            "datasetLabels" => Value.Map.Of(("dataset", Value.Of("x")), ("labels", Value.Map.Of(("C1", Value.Of(true))))),
            "mapping" => Value.Map.Of(
                ("name", Value.Of("N")), ("schema", Spec("https://s")),
                ("fields", Value.Map.Of(("b", Value.Map.Of(("source", Value.Of("a"))))))),
            "sourceConnection" => Value.Map.Of(("name", Value.Of("N")), ("baseConnectionId", Value.Of("b")), ("spec", Spec("s"))),
            "targetConnection" => Value.Map.Of(("name", Value.Of("N")), ("dataSetId", Value.Of("d")), ("spec", Spec("c604ff05-7f1a-43c0-8e18-33bf874cb11c")), ("schema", Spec("https://s"))),
            "flow" => Value.Map.Of(
                ("name", Value.Of("N")), ("flowSpec", Spec("c1a19761-d2c7-4702-b9fa-fe91f0613e81")), ("sourceConnectionId", Value.Of("s")), ("targetConnectionId", Value.Of("t")),
                ("mapping", Value.Map.Of(("id", Value.Of("m")), ("version", Value.Of(0m)))), ("enabled", Value.Of(true))),
            _ => throw new InvalidOperationException($"There is no small object of the kind {kind}."),
        };
    }
}
