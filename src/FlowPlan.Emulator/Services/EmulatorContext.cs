using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Settings;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Services;

/// <summary>What all services share: objects, settings, tokens, the clock, and the source of IDs and etags.</summary>
internal sealed class EmulatorContext(ObjectStore store, TimeProvider time)
{
    public required EmulatorSettings Settings { get; set; }

    /// <summary>The first part of inlet URLs.</summary>
    public string InletBaseUrl { get; set; } = "https://inlets.flowplan.invalid/collection/";

    public required IdSource Ids { get; init; }

    public ObjectStore Store { get; } = store;

    public TimeProvider Time { get; } = time;

    public IssuedTokens Tokens { get; } = new(time);

    /// <summary>The list lag in milliseconds that a fault rule adds.</summary>
    public int ExtraListLag { get; set; }

    /// <summary>The time in milliseconds after which a new object appears in lists.</summary>
    public int ListLag => Settings.ListLagMilliseconds + ExtraListLag;

    /// <summary>The time in milliseconds since 1970.</summary>
    public long Now => Time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>An ID computed from a text, such as the ID of a sandbox from its name.</summary>
    public static string DerivedUuid(string text) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16)).ToString("D", CultureInfo.InvariantCulture);

    /// <summary>The stored ID of a Schema Registry resource: the unique last part of its <c>$id</c> or <c>meta:altId</c>.</summary>
    public static string ResourceHash(string resourceId) => resourceId.Split('/', '.')[^1];

    /// <summary>Whether a sandbox exists: one of the listed ones, or, when none is listed, any with a valid name.</summary>
    public bool SandboxExists(string name) => Settings.Sandboxes.Count > 0
        ? Settings.Sandboxes.Contains(name)
        : name.Length > 0 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>The tenant ID of an organization.</summary>
    public string TenantOf(Scope scope) => Settings.TenantIds.GetValueOrDefault(scope.Organization, Settings.TenantId);

    /// <summary>Whether an identity namespace with a code exists, in any case.</summary>
    public bool NamespaceExists(Scope scope, string code) =>
        StandardNamespaces.All.Concat(Store.List(scope, Kinds.Namespaces, 0, 0).Select(o => o.Body))
            .Any(n => string.Equals(n.Text("code"), code, StringComparison.OrdinalIgnoreCase));

    /// <summary>A schema by its <c>$id</c>.</summary>
    public JsonObject? FindSchema(Scope scope, string schemaId) =>
        FindSchemaByAnyId(scope, schemaId) is { } schema && schema.Text("$id") == schemaId ? schema : null;

    /// <summary>A schema by its <c>$id</c> or <c>meta:altId</c>.</summary>
    public JsonObject? FindSchemaByAnyId(Scope scope, string id) =>
        Store.Find(scope, Kinds.Schemas, ResourceHash(id))?.Body is { } schema && (schema.Text("$id") == id || schema.Text("meta:altId") == id) ? schema : null;
}
