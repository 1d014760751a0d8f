using System.Collections.Immutable;
using System.Text.Json;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State.Encryption;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.State.Serialization;

/// <summary>Reads a lockfile and rejects one that cannot be trusted.</summary>
internal static class LockfileReader
{
    /// <summary>How our own files are read.</summary>
    public static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = LockfileText.MaxDepth };

    private static readonly string[] Parts =
        ["version", "lineage", "serial", "project", "environment", "organization", "sandbox", "resources", "deposed", "outputs", "checksum"];

    private static readonly string[] StateParts = ["id", "etag", "fields", "attributes", "dependencies", "preventDestroy", "notKept"];

    /// <summary>Reads a lockfile as it is stored, encrypted or in clear.</summary>
    public static Outcome<Lockfile> Read(string path, ReadOnlyMemory<byte> stored, DocumentCipher cipher) =>
        Read(path, cipher.Open(DocumentKind.Lockfile, stored), cipher);

    /// <summary>Reads a lockfile that a cipher opened.</summary>
    public static Outcome<Lockfile> Read(string path, OpenedDocument opened, DocumentCipher cipher) => opened is OpenedDocument.Readable readable
        ? Read(path, readable.Text)
        : Outcome<Lockfile>.Failed(cipher.Explain(path, DocumentKind.Lockfile, opened) ?? StateDiagnostics.NotDecrypted(path));

    /// <summary>Reads a lockfile in clear.</summary>
    public static Outcome<Lockfile> Read(string path, ReadOnlyMemory<byte> content)
    {
        // Some editors write a byte order mark.
        if (content.Span.StartsWith("\uFEFF"u8))
            content = content["\uFEFF"u8.Length..];
        return WrittenLockfile.Read(content.Span) is { } written ? Outcome<Lockfile>.Of(written) : ReadEdited(path, content);
    }

    /// <summary>Reads a lockfile that may have been edited, by a person or by version control, and tells what is wrong with it.</summary>
    internal static Outcome<Lockfile> ReadEdited(string path, ReadOnlyMemory<byte> content)
    {
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
            // A string with a lone surrogate is valid JSON, but not a valid string.
            return Outcome<Lockfile>.Failed(StateDiagnostics.Malformed(path, "it contains a string that is not valid Unicode"));
        }
    }

    private static Outcome<Lockfile> Read(string path, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new FormatException("it is not an object");
        if (root.TryGetProperty(MovedText.Location, out _))
            return Outcome<Lockfile>.Failed(StateDiagnostics.Moved(path, Text(root, MovedText.Location)));
        var version = Number(root, "version");
        if (version > Lockfile.CurrentVersion)
            return Outcome<Lockfile>.Failed(StateDiagnostics.NewerVersion(path, version));
        if (version < 1)
            return Outcome<Lockfile>.Failed(StateDiagnostics.UnknownVersion(path, version));
        RefuseUnknown(root, Parts, "the lockfile");
        var lockfile = new Lockfile
        {
            Lineage = Text(root, "lineage"),
            Serial = Number(root, "serial") is >= 0 and var serial ? serial : throw new FormatException("'serial' is negative"),
            Scope = ReadScope(root),
            Resources = ReadResources(root, version),
            Outputs = Map(root, "outputs"),
        };
        return Text(root, "checksum") == LockfileText.ChecksumOf(lockfile, version)
            ? Outcome<Lockfile>.Of(lockfile)
            : Outcome<Lockfile>.Failed(StateDiagnostics.WrongChecksum(path));
    }

    /// <summary>Reads what a lockfile or journal belongs to.</summary>
    /// <exception cref="FormatException">A part is missing.</exception>
    public static DeploymentScope ReadScope(JsonElement element) => new(
        Text(element, "project"), Text(element, "environment"), Text(element, "organization"), Text(element, "sandbox"));

    private static ImmutableSortedDictionary<ResourceAddress, ResourceState> ReadResources(JsonElement root, long version)
    {
        var resources = ImmutableSortedDictionary.CreateBuilder<ResourceAddress, ResourceState>();
        foreach (var resource in Part(root, "resources", JsonValueKind.Object).EnumerateObject())
        {
            var address = version == 1 ? Version1Address.Parse(resource.Name) : ReadBaseAddress(resource.Name);
            var state = ReadState(resource.Value, resource.Name);
            if (address.IsDeposed && address.DeposedId != state.Id)
                throw new FormatException($"'{resource.Name}' has the ID of another object");
            if (!resources.TryAdd(address, state))
                throw new FormatException($"'{resource.Name}' occurs twice");
        }

        if (version == 1 || !root.TryGetProperty("deposed", out _))
            return resources.ToImmutable();
        foreach (var deposed in Part(root, "deposed", JsonValueKind.Object).EnumerateObject())
        {
            var address = ReadBaseAddress(deposed.Name);
            if (deposed.Value.ValueKind != JsonValueKind.Array)
                throw new FormatException($"'{deposed.Name}' in 'deposed' is not a list");
            foreach (var item in deposed.Value.EnumerateArray())
            {
                var state = ReadState(item, deposed.Name);
                if (!resources.TryAdd(address.Deposed(state.Id), state))
                    throw new FormatException($"'{deposed.Name}' in 'deposed' has '{state.Id}' twice");
            }
        }

        return resources.ToImmutable();
    }

    private static ResourceAddress ReadBaseAddress(string text) =>
        ResourceAddress.Parse(text) is { IsDeposed: false } address ? address : throw new FormatException($"'{text}' is not the address of a resource");

    /// <summary>Reads one resource.</summary>
    /// <exception cref="FormatException">It is not of the form that is written.</exception>
    public static ResourceState ReadState(JsonElement element, string where)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new FormatException($"'{where}' is not an object");
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
            NotKept = element.TryGetProperty("notKept", out _) ? Map(element, "notKept") : Value.Map.Empty,
        };
    }

    /// <summary>A required string.</summary>
    public static string Text(JsonElement element, string name) => Part(element, name, JsonValueKind.String).GetString()!;

    /// <summary>A required integer.</summary>
    public static long Number(JsonElement element, string name) =>
        Part(element, name, JsonValueKind.Number).TryGetInt64(out var number)
            ? number
            : throw new FormatException($"'{name}' is not an integer");

    private static Value.Map Map(JsonElement element, string name) =>
        ValueJson.ReadMarked(Part(element, name, JsonValueKind.Object)) as Value.Map
        ?? throw new FormatException($"'{name}' is not a map");

    private static JsonElement Part(JsonElement element, string name, JsonValueKind kind) =>
        element.TryGetProperty(name, out var part) && part.ValueKind == kind
            ? part
            : throw new FormatException($"'{name}' is missing or of the wrong type");

    private static void RefuseUnknown(JsonElement element, string[] known, string where)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (!known.Contains(property.Name, StringComparer.Ordinal))
                throw new FormatException($"{where} has an unknown key '{property.Name}'");
        }
    }

    private static ResourceAddress ReadAddress(JsonElement element) =>
        element.ValueKind == JsonValueKind.String
            ? ReadBaseAddress(element.GetString()!)
            : throw new FormatException("'dependencies' contains something that is not an address");
}
