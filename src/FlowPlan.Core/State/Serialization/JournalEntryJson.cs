using System.Text.Json;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.State.Serialization;

/// <summary>The JSON of one entry of a journal. Reads both versions; writes the current one.</summary>
internal static class JournalEntryJson
{
    public static void Write(Utf8JsonWriter writer, JournalEntry entry)
    {
        writer.WriteStartObject();
        writer.WriteNumber("sequence", entry.Sequence);
        switch (entry)
        {
            case JournalEntry.Opened opened:
                writer.WriteString("entry", "opened");
                writer.WriteNumber("version", JournalEntry.CurrentVersion);
                writer.WriteString("lineage", opened.Lineage);
                writer.WriteString("project", opened.Scope.Project);
                writer.WriteString("environment", opened.Scope.Environment);
                writer.WriteString("organization", opened.Scope.Organization);
                writer.WriteString("sandbox", opened.Scope.Sandbox);
                break;
            case JournalEntry.Intended(_, var intent):
                writer.WriteString("entry", "intended");
                WriteAddress(writer, intent.Address);
                writer.WriteString("operation", OperationNames.NameOf(intent.Operation));
                writer.WriteString("naturalKey", intent.NaturalKey);
                writer.WriteStartArray("existingIds");
                foreach (var id in intent.ExistingIds)
                    writer.WriteStringValue(id);
                writer.WriteEndArray();
                writer.WriteString("targetId", intent.TargetId);
                if (!intent.Dependencies.IsEmpty)
                {
                    writer.WriteStartArray("dependencies");
                    foreach (var dependency in intent.Dependencies)
                        writer.WriteStringValue(dependency.ToString());
                    writer.WriteEndArray();
                }

                break;
            case JournalEntry.Recorded recorded:
                writer.WriteString("entry", "recorded");
                if (recorded.Intent is { } ended)
                    writer.WriteNumber("intent", ended);
                WriteAddress(writer, recorded.Address);
                if (recorded.State is { } state)
                {
                    writer.WritePropertyName("state");
                    LockfileText.WriteState(writer, state);
                }

                break;
            case JournalEntry.Failed failed:
                writer.WriteString("entry", "failed");
                writer.WriteNumber("intent", failed.Intent);
                writer.WriteBoolean("nothingHappened", failed.NothingHappened);
                writer.WriteString("code", failed.Code);
                break;
            default:
                throw new InvalidOperationException($"Unknown entry {entry.GetType().Name}.");
        }

        writer.WriteEndObject();
    }

    private static void WriteAddress(Utf8JsonWriter writer, ResourceAddress address)
    {
        writer.WriteString("address", address.Base.ToString());
        if (address.DeposedId is { } id)
            writer.WriteString("deposed", id);
    }

    private static ResourceAddress ReadAddress(JsonElement line) => line.TryGetProperty("deposed", out _)
        ? ResourceAddress.Parse(LockfileReader.Text(line, "address")).Base.Deposed(LockfileReader.Text(line, "deposed"))
        : Version1Address.Parse(LockfileReader.Text(line, "address"));

    /// <exception cref="FormatException">It is not of the form that is written; other JSON exceptions mean the same.</exception>
    public static JournalEntry Read(JsonElement line)
    {
        var sequence = LockfileReader.Number(line, "sequence");
        string Text(string name) => LockfileReader.Text(line, name);
        return Text("entry") switch
        {
            "opened" => new JournalEntry.Opened(sequence, Text("lineage"), LockfileReader.ReadScope(line)),
            "intended" => new JournalEntry.Intended(sequence, new(
                ReadAddress(line),
                OperationNames.Parse(Text("operation")),
                line.GetProperty("naturalKey").GetString(),
                [.. line.GetProperty("existingIds").EnumerateArray().Select(i => i.ToString())],
                line.GetProperty("targetId").GetString())
            {
                Dependencies = line.TryGetProperty("dependencies", out var dependencies)
                    ? [.. dependencies.EnumerateArray().Select(d => ResourceAddress.Parse(d.GetString()!))]
                    : [],
            }),
            "recorded" => new JournalEntry.Recorded(
                sequence,
                line.TryGetProperty("intent", out _) ? LockfileReader.Number(line, "intent") : null,
                ReadAddress(line),
                line.TryGetProperty("state", out var state) ? LockfileReader.ReadState(state, "state") : null),
            "failed" => new JournalEntry.Failed(
                sequence, LockfileReader.Number(line, "intent"), line.GetProperty("nothingHappened").GetBoolean(), Text("code")),
            var other => throw new FormatException($"unknown entry '{other}'"),
        };
    }
}
