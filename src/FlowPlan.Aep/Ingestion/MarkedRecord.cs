using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace FlowPlan.Aep.Ingestion;

/// <summary>A test record with a text by which it is found again.</summary>
/// <param name="Json">The record.</param>
/// <param name="Mark">The text.</param>
public sealed record MarkedRecord(ReadOnlyMemory<byte> Json, string Mark)
{
    private const string Prefix = "flowplan-verify-";

    /// <summary>
    /// Marks a record: sets the marker, which keeps the form of an email address, and for events the time. Without a marker an XDM record
    /// gets an <c>_id</c>, and a raw one stays as it is.
    /// </summary>
    public static MarkedRecord Of(VerifySettings settings, Inlet inlet, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(inlet);
        var record = (JsonObject)settings.Record.DeepClone();
        var mark = Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        if ((settings.Marker ?? (inlet.IsXdm ? "_id" : null)) is { } marker)
        {
            var former = record[marker] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
            var at = former?.IndexOf('@', StringComparison.Ordinal) ?? -1;
            record[marker] = at > 0 ? $"{former![..at]}+{mark}{former[at..]}" : mark;
        }

        if (inlet.IsXdm && (record.ContainsKey("timestamp") || inlet.Required.Contains("timestamp")))
            record["timestamp"] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return new(Encoding.UTF8.GetBytes(record.ToJsonString()), mark);
    }
}
