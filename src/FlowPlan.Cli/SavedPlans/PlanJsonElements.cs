using System.Collections.Immutable;
using System.Text.Json;

namespace FlowPlan.Cli.SavedPlans;

/// <summary>Reads and writes members of JSON objects.</summary>
internal static class PlanJsonElements
{
    /// <exception cref="FormatException">The member is missing.</exception>
    public static string Text(this JsonElement element, string name) =>
        element.OptionalText(name) ?? throw new FormatException($"'{name}' is missing");

    public static string? OptionalText(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetString() : null;

    /// <exception cref="FormatException">An item is not a string.</exception>
    public static ImmutableArray<string> Texts(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(t => t.GetString() ?? throw new FormatException($"an item of '{name}' is not a string"))];

    public static bool IsTrue(this JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.GetBoolean();

    public static void WriteTexts(this Utf8JsonWriter writer, string name, IEnumerable<string> texts) =>
        writer.WriteArray(name, texts, static (w, text) => w.WriteStringValue(text));

    public static void WriteArray<T>(this Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
            write(writer, item);
        writer.WriteEndArray();
    }
}
