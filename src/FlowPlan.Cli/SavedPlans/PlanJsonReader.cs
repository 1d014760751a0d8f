using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State.Serialization;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.SavedPlans;

/// <summary>A plan that was saved, and the manifest that it was made from.</summary>
/// <param name="Plan">The plan, as far as it is shown and compared: secrets and what only a new reading can tell are not in it.</param>
/// <param name="Manifest">The manifest as it was named on the command line; null in what <c>plan --format json</c> printed.</param>
internal sealed record SavedPlan(Plan Plan, string? Manifest);

/// <summary>Reads what <see cref="PlanJson"/> writes.</summary>
internal static class PlanJsonReader
{
    /// <summary>How deep a plan may nest: as deep as a lockfile.</summary>
    private const int MaxDepth = 256;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = MaxDepth };

    /// <summary>Reads a saved plan, or says why it cannot be one.</summary>
    public static Outcome<SavedPlan> Read(string path, ReadOnlyMemory<byte> content)
    {
        try
        {
            using var document = JsonDocument.Parse(content, Strict);
            var root = document.RootElement;
            var version = Text(root, "formatVersion");
            return version == PlanJson.FormatVersion
                ? Outcome<SavedPlan>.Of(new(PlanOf(root), OptionalText(root, "manifest")))
                : Outcome<SavedPlan>.Failed(Diagnostic.Of(
                    CliDescriptors.PlanFormatUnsupported,
                    $"unsupported plan format version '{version}'; this version of FlowPlan reads {PlanJson.FormatVersion}",
                    SourceSpan.OfFile(path),
                    "use the FlowPlan version that wrote it, or run 'flowplan plan --out' again"));
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            return Outcome<SavedPlan>.Failed(Diagnostic.Of(
                CliDescriptors.NotASavedPlan,
                $"not a saved plan: {fault.Message.Split(" LineNumber:")[0].TrimEnd('.')}",
                SourceSpan.OfFile(path),
                "run 'flowplan plan --out' again, and do not edit the file"));
        }
    }

    /// <summary>A plan as it would be after it was saved and read: what an approved plan is compared with.</summary>
    public static Plan AsSaved(Plan plan)
    {
        using var document = JsonDocument.Parse(PlanJson.Of(plan), Strict);
        return PlanOf(document.RootElement);
    }

    private static Plan PlanOf(JsonElement root)
    {
        var binding = root.GetProperty("binding");
        var options = root.GetProperty("options");
        return new Plan
        {
            Binding = new(
                new(Text(binding, "project"), Text(binding, "environment"), Text(binding, "organization"), Text(binding, "sandbox")),
                OptionalText(binding, "lineage"),
                binding.GetProperty("serial").GetInt64(),
                Text(binding, "manifestHash")),
            Options = new PlanOptions
            {
                Only = Texts(options, "only"),
                Replace = [.. Texts(options, "replace").Select(Version1Address.Parse)],
                Refresh = options.GetProperty("refresh").GetBoolean(),
            },
            Remarks = Texts(root, "remarks"),
            Actions = [.. root.GetProperty("actions").EnumerateArray().Select(ActionOf)],
            Outputs = [.. root.GetProperty("outputs").EnumerateArray().Select(o => new OutputChange(Text(o, "name"), Side(o, "before"), Side(o, "after")))],
        };
    }

    private static PlannedAction ActionOf(JsonElement element)
    {
        var moved = OptionalText(element, "movedFrom");
        return new PlannedAction
        {
            Address = Version1Address.Parse(Text(element, "address")),
            Kind = KindOf(Text(element, "action")),
            Name = OptionalText(element, "name"),
            Live = OptionalText(element, "id") is { } id ? LiveOf(element, id) : null,
            LiveFingerprint = OptionalText(element, "fingerprint"),
            MovedFrom = moved is null ? null : Version1Address.Parse(moved),
            CreateBeforeDestroy = element.TryGetProperty("createBeforeDestroy", out var first) && first.GetBoolean(),
            Reasons = Texts(element, "reasons"),
            Consequences = Texts(element, "consequences"),
            DependsOn = [.. Texts(element, "dependsOn").Select(Version1Address.Parse)],
            Calls = Texts(element, "calls"),
            Differences = [.. element.GetProperty("fields").EnumerateArray().Select(DifferenceOf)],
        };
    }

    private static LiveObject LiveOf(JsonElement element, string id) => new()
    {
        Id = id,
        Etag = OptionalText(element, "etag"),
        Fields = Value.Map.Empty,
        Attributes = Value.Map.Of(("id", Value.Of(id))),
        UpdatedBy = OptionalText(element, "updatedBy"),
        UpdatedAt = OptionalText(element, "updatedAt") is { } time
            ? DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
            : null,
    };

    private static FieldDifference DifferenceOf(JsonElement element)
    {
        var (live, planned, applied) = (Side(element, "before"), Side(element, "after"), Side(element, "lastApplied"));
        if (element.TryGetProperty("sensitive", out var sensitive) && sensitive.GetBoolean())
        {
            var change = Text(element, "change");
            Value hidden = new Value.SecretDigest(string.Empty);
            (live, planned) = (change == "added" ? null : hidden, change == "removed" ? null : hidden);
            applied = element.GetProperty("appliedBefore").GetBoolean() ? hidden : null;
        }

        return new(
            Text(element, "path"),
            live,
            planned,
            applied,
            EnumOf<DifferenceCause>(Text(element, "cause")),
            EnumOf<FieldChangeEffect>(Text(element, "effect")));
    }

    private static Value? Side(JsonElement element, string name)
    {
        if (OptionalText(element, $"{name}KnownAfterApply") is { } reference)
            return ValueJson.ReadReference(reference);
        return element.TryGetProperty(name, out var value) ? ValueJson.Read(value) : null;
    }

    private static ActionKind KindOf(string name) => name is "no-op" or "move" ? ActionKind.NoOp : EnumOf<ActionKind>(name);

    private static T EnumOf<T>(string name)
        where T : struct, Enum =>
        Enum.GetValues<T>().Where(v => v.ToString().Equals(name, StringComparison.OrdinalIgnoreCase)).Select(v => (T?)v).FirstOrDefault()
        ?? throw new FormatException($"'{name}' is not known");

    private static string Text(JsonElement element, string name) =>
        OptionalText(element, name) ?? throw new FormatException($"'{name}' is missing");

    private static string? OptionalText(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetString() : null;

    private static ImmutableArray<string> Texts(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(t => t.GetString() ?? throw new FormatException($"'{name}' has an item that is not a string"))];
}
