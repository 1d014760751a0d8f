using FlowPlan.Core.Manifests.Model;

namespace FlowPlan.Core.Tests.Manifests;

/// <summary>A small vocabulary with each kind of rule that a provider's schema uses.</summary>
internal static class TestVocabulary
{
    private const string Schema =
        """
        {
          "type": "object",
          "required": ["apiVersion", "project"],
          "additionalProperties": false,
          "properties": {
            "apiVersion": { "type": "string", "enum": ["flowplan/v1"] },
            "project": { "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]*$", "x-message": "letters, digits, dots, dashes and underscores" },
            "variables": { "type": "object" },
            "environments": {
              "type": "object",
              "additionalProperties": {
                "type": "object",
                "properties": { "sandbox": { "type": "string", "pattern": "^[a-z][a-z0-9-]*$", "x-message": "lower-case letters, digits and dashes" } }
              }
            },
            "connections": { "type": "object", "additionalProperties": false, "patternProperties": { "^[A-Za-z_][A-Za-z0-9_-]*(\\[\"[^\"\\\\]+\"\\])?$": { "$ref": "#/definitions/connection" } } },
            "schemas": { "type": "object", "additionalProperties": false, "patternProperties": { "^[A-Za-z_][A-Za-z0-9_-]*(\\[\"[^\"\\\\]+\"\\])?$": { "$ref": "#/definitions/schema" } } },
            "datasets": { "type": "object", "additionalProperties": false, "patternProperties": { "^[A-Za-z_][A-Za-z0-9_-]*(\\[\"[^\"\\\\]+\"\\])?$": { "$ref": "#/definitions/dataset" } } },
            "flows": { "type": "object", "additionalProperties": false, "patternProperties": { "^[A-Za-z_][A-Za-z0-9_-]*(\\[\"[^\"\\\\]+\"\\])?$": { "$ref": "#/definitions/flow" } } },
            "outputs": { "type": "object" },
            "imports": { "type": "object", "additionalProperties": { "type": "object" } },
            "moved": { "type": "array" }
          },
          "definitions": {
            "connection": {
              "type": "object",
              "required": ["name"],
              "additionalProperties": false,
              "properties": {
                "name": { "type": "string", "minLength": 1 },
                "description": { "type": "string", "maxLength": 40 },
                "dataType": { "type": "string", "enum": ["xdm", "raw"] },
                "authenticationRequired": { "type": "boolean" },
                "retries": { "type": "integer", "minimum": 0, "maximum": 10 },
                "ratio": { "type": "number" },
                "tags": { "type": "array", "items": { "type": "string" }, "uniqueItems": true },
                "type": { "oneOf": [ { "type": "string", "enum": ["http-api"] }, { "type": "object", "required": ["id"], "additionalProperties": false, "properties": { "id": { "type": "string" }, "version": { "type": "string" } } } ] },
                "auth": { "type": "object", "required": ["specName"], "additionalProperties": false, "properties": { "specName": { "type": "string" }, "params": { "type": "object", "additionalProperties": { "type": "string" } } } }
              }
            },
            "schema": {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "ref": { "type": "string", "pattern": "^https://", "description": "a URL of a schema" },
                "version": { "type": "string" },
                "fields": {
                  "type": "object",
                  "minProperties": 1,
                  "additionalProperties": {
                    "oneOf": [
                      { "type": "string", "minLength": 1 },
                      { "type": "object", "required": ["source"], "additionalProperties": false, "properties": { "source": { "type": "string" }, "identity": { "type": "boolean" } } },
                      { "type": "object", "required": ["expression"], "additionalProperties": false, "properties": { "expression": { "type": "string" }, "identity": { "type": "boolean" } } }
                    ]
                  }
                }
              }
            },
            "dataset": {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "name": { "type": "string" },
                "schema": { "type": "string" },
                "profile": { "oneOf": [ { "type": "boolean" }, { "type": "object", "required": ["enabled"], "additionalProperties": false, "properties": { "enabled": { "type": "boolean" }, "upsert": { "type": "boolean" } } } ] }
              }
            },
            "flow": {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "name": { "type": "string" },
                "enabled": { "type": "boolean" },
                "source": { "type": "object", "required": ["connection"], "additionalProperties": false, "properties": { "connection": { "type": "string" }, "params": { "type": "object" } } },
                "target": { "type": "object" },
                "dependsOn": { "type": "array", "items": { "type": "string" } }
              }
            }
          }
        }
        """;

    public static ManifestVocabulary Value { get; } = new(
        () => Schema,
        new Dictionary<string, string> { ["connections"] = "connection", ["schemas"] = "schema", ["datasets"] = "dataset", ["flows"] = "flow" })
    {
        InlineKinds = new Dictionary<string, IReadOnlyList<string>> { ["flow"] = ["connection"] },
        SecretPaths = ["connections/*/auth/params"],
    };
}
