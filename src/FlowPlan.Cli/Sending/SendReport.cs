using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Cli.Output;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Sending;

/// <summary>What a send did, as text or JSON. It has no record.</summary>
internal static class SendReport
{
    private const int ShownFailures = 10;

    /// <summary>For people.</summary>
    public static string Text(SendTally tally, string flow, TimeSpan elapsed)
    {
        var text = new StringBuilder();
        foreach (var failure in tally.Failures.Take(ShownFailures))
            text.Append(CultureInfo.InvariantCulture, $"line {failure.Line}: {failure.Outcome}{StatusOf(failure)}: {SafeText.Line(failure.Reason)}\n");
        if (tally.Failed > ShownFailures && tally.Failed > Math.Min(tally.Failures.Count, ShownFailures))
            text.Append(CultureInfo.InvariantCulture, $"… and {tally.Failed - ShownFailures:N0} more\n");
        text.Append(CultureInfo.InvariantCulture, $"{Quantity.Grouped(tally.Accepted, "record")} accepted by the inlet of {flow} in {Seconds(elapsed)} s ({RateOf(tally, elapsed):N0}/s)");
        Append(text, tally.Rejected, "rejected");
        Append(text, tally.Invalid, "invalid");
        Append(text, tally.Unknown, "with unknown outcome");
        Append(text, tally.NotTaken, "not taken");
        Append(text, tally.Skipped, "done earlier");
        text.Append(".\n");
        if (tally is { Accepted: 1, Transactions: [var id] })
            text.Append(CultureInfo.InvariantCulture, $"xactionId {SafeText.Line(id)}\n");
        if (tally.Unknown > 0)
            text.Append("The inlet may have taken records with unknown outcome. They are sent again with --resume --resend-unknown, and may then arrive twice.\n");
        return text.ToString();
    }

    /// <summary>For programs.</summary>
    public static string Json(SendTally tally, string flow, TimeSpan elapsed, string? checkpoint)
    {
        var document = new JsonObject
        {
            ["address"] = flow,
            ["accepted"] = tally.Accepted,
            ["rejected"] = tally.Rejected,
            ["invalid"] = tally.Invalid,
            ["unknown"] = tally.Unknown,
            ["notTaken"] = tally.NotTaken,
            ["skipped"] = tally.Skipped,
            ["elapsedSeconds"] = Math.Round(elapsed.TotalSeconds, 3),
            ["transactions"] = new JsonArray([.. tally.Transactions.Select(t => (JsonNode)t)]),
            ["failures"] = new JsonArray([.. tally.Failures.Select(f => new JsonObject
            {
                ["line"] = f.Line,
                ["outcome"] = f.Outcome,
                ["status"] = f.Status,
                ["reason"] = f.Reason,
            })]),
            ["checkpoint"] = checkpoint,
        };
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
            document.WriteTo(writer);
        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    /// <summary>How many records had an outcome each second.</summary>
    public static double RateOf(SendTally tally, TimeSpan elapsed) => (tally.Handled - tally.Skipped) / Math.Max(elapsed.TotalSeconds, 0.001);

    private static void Append(StringBuilder text, long count, string what)
    {
        if (count > 0)
            text.Append(CultureInfo.InvariantCulture, $", {count:N0} {what}");
    }

    private static string StatusOf(SendFailure failure) => failure.Status is { } status ? string.Create(CultureInfo.InvariantCulture, $" ({status})") : string.Empty;

    private static string Seconds(TimeSpan elapsed) => elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
}
