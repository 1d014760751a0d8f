using System.Collections.Immutable;
using System.Text.Json;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.State.Serialization;

/// <summary>Reads a lockfile and refuses what cannot be trusted.</summary>
internal static class LockfileReader
{
    /// <summary>How files of ours are read.</summary>
    public static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = LockfileText.MaxDepth };

    private static readonly string[] Parts =
        ["version", "lineage", "serial", "project", "environment", "organization", "sandbox", "resources", "outputs", "checksum"];

    private static readonly string[] StateParts = ["id", "etag", "fields", "attributes", "dependencies", "preventDestroy"];

    public static Outcome<Lockfile> Read(string path, ReadOnlyMemory<byte> content)
    {
        // Some editors begin a file with a mark of its encoding.
        if (content.Span.StartsWith("\uFEFF"u8))
            content = content["\uFEFF"u8.Length..];
        if (LockfileFaults.ConflictLine(content.Span) is { } conflict)
            return Outcome<Lockfile>.Failed(StateDiagnostics.ConflictMarkers(path, conflict));
        try
        {
            using var document = JsonDocument.Parse(content, Strict);
            return Read(path, document.RootElement);
        }
        catch (JsonException fault)
        {
            return Outcome<Lockfile>.Failed(LockfileFaults.Explain(path, content, fault));
        }
        catch (FormatException fault)
        {
            return Outcome<Lockfile>.Failed(StateDiagnostics.Malformed(path, fault.Message));
        }
        catch (InvalidOperationException)
        {
            // A text with a lone surrogate is JSON, but no text.
            return Outcome<Lockfile>.Failed(StateDiagnostics.Malformed(path, "it holds a text that is not Unicode"));
        }
    }

    private static Outcome<Lockfile> Read(string path, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new FormatException("it is no object");
        var version = Number(root, "version");
        if (version > Lockfile.CurrentVersion)
            return Outcome<Lockfile>.Failed(StateDiagnostics.NewerVersion(path, version));
        if (version != Lockfile.CurrentVersion)
            return Outcome<Lockfile>.Failed(StateDiagnostics.UnknownVersion(path, version));
        RefuseUnknown(root, Parts, "the lockfile");
        var lockfile = new Lockfile
        {
            Lineage = Text(root, "lineage"),
            Serial = Number(root, "serial") is >= 0 and var serial ? serial : throw new FormatException("'serial' is negative"),
            Project = Text(root, "project"),
            Environment = Text(root, "environment"),
            Organization = Text(root, "organization"),
            Sandbox = Text(root, "sandbox"),
            Resources = Part(root, "resources", JsonValueKind.Object).EnumerateObject().ToImmutableSortedDictionary(
                r => ResourceAddress.Parse(r.Name),
                r => ReadState(r.Value, r.Name)),
            Outputs = Map(root, "outputs"),
        };
        return Text(root, "checksum") == LockfileText.ChecksumOf(lockfile)
            ? Outcome<Lockfile>.Of(lockfile)
            : Outcome<Lockfile>.Failed(StateDiagnostics.WrongChecksum(path));
    }

    /// <summary>Reads one resource.</summary>
    /// <exception cref="FormatException">It is not of the form that is written.</exception>
    public static ResourceState ReadState(JsonElement element, string where)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new FormatException($"'{where}' is no object");
        RefuseUnknown(element, StateParts, $"'{where}'");
        return new ResourceState
        {
            Id = Text(element, "id"),
            Etag = element.TryGetProperty("etag", out _) ? Text(element, "etag") : null,
            Fields = Map(element, "fields"),
            Attributes = Map(element, "attributes"),
            Dependencies = element.TryGetProperty("dependencies", out _)
                ? [.. Part(element, "dependencies", JsonValueKind.Array).EnumerateArray().Select(ReadAddress)]
                : [],
            PreventDestroy = element.TryGetProperty("preventDestroy", out var guard)
                && (guard.ValueKind is JsonValueKind.True or JsonValueKind.False
                    ? guard.GetBoolean()
                    : throw new FormatException("'preventDestroy' is neither true nor false")),
        };
    }

    /// <summary>A required text.</summary>
    public static string Text(JsonElement element, string name) => Part(element, name, JsonValueKind.String).GetString()!;

    /// <summary>A required whole number.</summary>
    public static long Number(JsonElement element, string name) =>
        Part(element, name, JsonValueKind.Number).TryGetInt64(out var number)
            ? number
            : throw new FormatException($"'{name}' is no whole number");

    private static Value.Map Map(JsonElement element, string name) =>
        ValueJson.ReadMarked(Part(element, name, JsonValueKind.Object)) as Value.Map
        ?? throw new FormatException($"'{name}' is no map");

    private static JsonElement Part(JsonElement element, string name, JsonValueKind kind) =>
        element.TryGetProperty(name, out var part) && part.ValueKind == kind
            ? part
            : throw new FormatException($"'{name}' is missing or of the wrong type");

    private static void RefuseUnknown(JsonElement element, string[] known, string where)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (!known.Contains(property.Name, StringComparer.Ordinal))
                throw new FormatException($"{where} has an unknown part '{property.Name}'");
        }
    }

    private static ResourceAddress ReadAddress(JsonElement element) =>
        element.ValueKind == JsonValueKind.String
            ? ResourceAddress.Parse(element.GetString()!)
            : throw new FormatException("'dependencies' holds what is no address");
}
