using System.Globalization;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Files;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Accepting;

/// <summary>Reads a file of accepted changes.</summary>
internal sealed class AcceptedChangeReader
{
    private static readonly string[] Known = ["resource", "field", "reason", "until"];

    private readonly DiagnosticBag found = new();

    private AcceptedChangeReader()
    {
    }

    /// <summary>The accepted changes of a file, or what is wrong with it.</summary>
    public static Outcome<IReadOnlyList<AcceptedChange>> Read(string path)
    {
        var reader = new AcceptedChangeReader();
        IReadOnlyList<AcceptedChange> changes = ManifestFragment.Read(path, reader.found) is { } file ? [.. reader.ReadAll(file)] : [];
        return reader.found.HasErrors ? Outcome<IReadOnlyList<AcceptedChange>>.Failed(reader.found) : Outcome<IReadOnlyList<AcceptedChange>>.Of(changes, reader.found);
    }

    private List<AcceptedChange> ReadAll(Node.Mapping file)
    {
        foreach (var entry in file.Entries.Where(e => e.Key != "accept"))
            Report(entry.KeySpan, $"a file of accepted changes cannot hold '{entry.Key}'", "write the changes below 'accept'");
        if (file["accept"] is Node.Sequence list)
            return [.. list.Items.Select(ReadOne).OfType<AcceptedChange>()];
        Report(file.Span, "a file of accepted changes needs 'accept', a list");
        return [];
    }

    private AcceptedChange? ReadOne(Node node)
    {
        if (node is not Node.Mapping change)
        {
            Report(node.Span, "an accepted change must be a map with 'resource', 'reason' and 'until'");
            return null;
        }

        foreach (var entry in change.Entries.Where(e => !Known.Contains(e.Key)))
            Report(entry.KeySpan, $"an accepted change cannot hold '{entry.Key}'", DidYouMean.Help(entry.Key, Known, string.Join(", ", Known)));
        var field = change.Entry("field") is null ? null : Text(change, "field");
        if (Text(change, "resource") is not { } resource || Text(change, "reason") is not { } reason || Text(change, "until") is not { } day)
            return null;
        if (DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until))
            return new(new(resource), field is null ? null : FieldPattern.ParseManifest(field), reason, until, change.Span);
        Report(change["until"]!.Span, "'until' must be a date such as 2027-01-31");
        return null;
    }

    private string? Text(Node.Mapping change, string key)
    {
        if (change[key] is Node.Scalar { Value: Value.Text { Content: { Length: > 0 } text } })
            return text;
        Report(change[key]?.Span ?? change.Span, $"an accepted change needs '{key}', a string");
        return null;
    }

    private void Report(SourceSpan span, string message, string help = "see docs/ci.md for the form of the file") =>
        found.Add(Diagnostic.Of(CliDescriptors.InvalidAcceptedChanges, message, span, help));
}
