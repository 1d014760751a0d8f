using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Services.SchemaRegistry;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Services.DataPrep;

/// <summary>
/// Whether a schema has the destination of a mapping. Only the fields in the object of the organization are known completely; of standard
/// components the emulator knows a few fields, so that any other path may be one.
/// </summary>
internal sealed partial class Destinations(EmulatorContext emulator, Scope scope, JsonObject schema)
{
    private readonly string own = $"_{emulator.TenantOf(scope)}";
    private readonly Lazy<JsonObject> fields = new(() => ResourceForms.FieldsOf(schema, r => new ResourceReferences(emulator.Store).Resolve(scope, r)));

    /// <summary>Whether the schema may have the field.</summary>
    public bool MayHave(string destination)
    {
        var names = Names().Matches(destination).Select(m => m.Value.Replace("\\.", ".", StringComparison.Ordinal)).ToList();
        if (names.Count == 0 || names[0] != own)
            return true;
        JsonNode? properties = fields.Value;
        foreach (var name in names)
        {
            if (properties.At(name) is not { } field)
                return false;
            if (field.At("$ref") is not null || field.At("additionalProperties") is JsonObject)
                return true;
            properties = field.At("properties") ?? field.At("items", "properties");
        }

        return true;
    }

    [GeneratedRegex(@"(?<=^|\.)(?:\\.|[^\\.\[\]])+")]
    private static partial Regex Names();
}
