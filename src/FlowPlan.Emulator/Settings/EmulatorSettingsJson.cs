using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace FlowPlan.Emulator.Settings;

/// <summary>Reads and writes settings as JSON.</summary>
internal static class EmulatorSettingsJson
{
    public static JsonObject Write(EmulatorSettings settings) =>
        (JsonObject)JsonSerializer.SerializeToNode(settings, EmulatorSettingsContext.Default.EmulatorSettings)!;

    /// <summary>Reads settings. A setting that is missing gets its default.</summary>
    /// <exception cref="FormatException">The text is not valid.</exception>
    public static EmulatorSettings Read(ReadOnlySpan<byte> json)
    {
        try
        {
            // Generated code sets a missing property to the default of its type, not to the initial value.
            var all = Write(new());
            foreach (var (name, value) in JsonNode.Parse(json) as JsonObject ?? throw new FormatException("the settings must be an object"))
            {
                if (value is not null)
                    all[name] = value.DeepClone();
            }

            return all.Deserialize(EmulatorSettingsContext.Default.EmulatorSettings)!;
        }
        catch (JsonException exception)
        {
            throw new FormatException($"the settings are not valid: {exception.Message}", exception);
        }
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(EmulatorSettings))]
internal sealed partial class EmulatorSettingsContext : JsonSerializerContext;
