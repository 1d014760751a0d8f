using System.Collections.Immutable;
using System.Text.Json;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.State;
using FlowPlan.Core.State.Serialization;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.SavedPlans;

/// <summary>A plan that was saved, and the manifest that it was made from.</summary>
/// <param name="Plan">The plan as far as it is shown and compared: without secrets and without what only a new read of the platform can tell.</param>
/// <param name="Manifest">The manifest as it was named on the command line; null in what <c>plan --format json</c> printed.</param>
internal sealed record SavedPlan(Plan Plan, string? Manifest);

/// <summary>Reads what <see cref="PlanJson"/> writes, and the former format version.</summary>
internal static class PlanJsonReader
{
    /// <summary>How deep a plan may nest: as deep as a lockfile.</summary>
    private const int MaxDepth = 256;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = MaxDepth };

    /// <summary>Reads a saved plan, or reports why it is not one.</summary>
    public static Outcome<SavedPlan> Read(string path, ReadOnlyMemory<byte> content)
    {
        try
        {
            using var document = JsonDocument.Parse(content, Strict);
            var root = document.RootElement;
            var version = root.Text("formatVersion");
            return version switch
            {
                PlanJson.FormatVersion => Outcome<SavedPlan>.Of(new(PlanOf(root), root.OptionalText("manifest"))),
                PlanJson.FormerFormatVersion => Outcome<SavedPlan>.Of(new(WithSetMembers(PlanOf(root)), root.OptionalText("manifest"))),
                _ => Outcome<SavedPlan>.Failed(Diagnostic.Of(
                    CliDescriptors.PlanFormatUnsupported,
                    $"unsupported plan format version '{version}'; this version of FlowPlan reads {PlanJson.FormerFormatVersion} and {PlanJson.FormatVersion}",
                    SourceSpan.OfFile(path),
                    "use the FlowPlan version that wrote it, or run 'flowplan plan --out' again")),
            };
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            return Outcome<SavedPlan>.Failed(NotAPlan(path, fault.Message.Split(" LineNumber:")[0].TrimEnd('.')));
        }
    }

    /// <summary>The finding for a file that is not a saved plan.</summary>
    public static Diagnostic NotAPlan(string path, string why) => Diagnostic.Of(
        CliDescriptors.NotASavedPlan, $"not a saved plan: {why}", SourceSpan.OfFile(path), "run 'flowplan plan --out' again, and do not edit the file");

    private static Plan PlanOf(JsonElement root)
    {
        var options = root.GetProperty("options");
        return new Plan
        {
            Binding = BindingOf(root.GetProperty("binding")),
            Options = new PlanOptions
            {
                Only = options.Texts("only"),
                Replace = [.. options.Texts("replace").Select(Version1Address.Parse)],
                Refresh = options.GetProperty("refresh").GetBoolean(),
                Mode = options.TryGetProperty("destroy", out var destroy) && destroy.GetBoolean() ? PlanMode.Destroy : PlanMode.Apply,
            },
            Remarks = [.. root.GetProperty("remarks").EnumerateArray().Select(PlanSentenceJson.ReadRemark)],
            Actions = ActionsOf(root.GetProperty("actions")),
            Outputs = [.. root.GetProperty("outputs").EnumerateArray().Select(OutputOf)],
            Diagnostics = [.. root.GetProperty("diagnostics").EnumerateArray().Select(DiagnosticJson.Read)],
        };
    }

    /// <exception cref="FormatException">An address occurs twice.</exception>
    private static ImmutableArray<PlannedAction> ActionsOf(JsonElement actions)
    {
        ImmutableArray<PlannedAction> all = [.. actions.EnumerateArray().Select(PlanActionJson.Read)];
        return all.CountBy(a => a.Address).FirstOrDefault(c => c.Value > 1) is { Value: > 1 } twice
            ? throw new FormatException($"'{twice.Key}' occurs twice")
            : all;
    }

    private static PlanBinding BindingOf(JsonElement binding) => new(
        new(binding.Text("project"), binding.Text("environment"), binding.Text("organization"), binding.Text("sandbox")),
        binding.OptionalText("lineage"),
        binding.GetProperty("serial").GetInt64(),
        new Lazy<string>(binding.Text("manifestHash")))
    {
        Imports = binding.TryGetProperty("imports", out var imports) ? [.. imports.EnumerateArray().Select(ImportOf)] : [],
    };

    private static ImportedState ImportOf(JsonElement import) => new(
        import.Text("name"), import.Text("project"), import.Text("environment"), import.Text("lineage"), import.GetProperty("serial").GetInt64());

    private static OutputChange OutputOf(JsonElement output) =>
        new(output.Text("name"), FieldDifferenceJson.ReadSide(output, "before"), FieldDifferenceJson.ReadSide(output, "after"));

    /// <summary>Format version 1 does not mark members of sets. They were shown by their form: true under a key with a slash.</summary>
    private static Plan WithSetMembers(Plan plan) => plan with
    {
        Actions = [.. plan.Actions.Select(a => a with { Differences = [.. a.Differences.Select(d => d with { IsSetMember = LooksLikeSetMember(d) })] })],
    };

    private static bool LooksLikeSetMember(FieldDifference difference) =>
        (difference.Planned ?? difference.Live) == Value.Of(true)
        && difference.Path.Length > 1
        && difference.Path.LastKey.Contains('/', StringComparison.Ordinal);
}
