using System.Globalization;
using FlowPlan.Cli.ListFiles;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Accepting;

/// <summary>Reads a file of accepted changes.</summary>
internal static class AcceptedChangeReader
{
    private static readonly ListFileForm Form = new(
        CliDescriptors.InvalidAcceptedChanges,
        "a file of accepted changes",
        "accept",
        "changes",
        "an accepted change",
        "'resource', 'reason' and 'until'",
        ["resource", "field", "reason", "until"],
        "see docs/ci.md for the form of the file");

    /// <summary>The accepted changes of a file, or what is wrong with it.</summary>
    public static Outcome<IReadOnlyList<AcceptedChange>> Read(string path) => ListFile.Read(path, Form, ReadOne);

    private static AcceptedChange? ReadOne(ListItem item)
    {
        var field = item.Text("field");
        if (item.Required("resource") is not { } resource || item.Required("reason") is not { } reason || item.Required("until") is not { } day)
            return null;
        if (DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until))
            return new(new(resource), field is null ? null : FieldPattern.ParseManifest(field), reason, until, item.Span);
        item.Report(item["until"]!.Span, "'until' must be a date such as 2027-01-31");
        return null;
    }
}
