using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FlowPlan.Benchmarks.Scale.Estates;

namespace FlowPlan.Benchmarks.Scale.Terraform;

/// <summary>The state file (version 4) that an apply of the estate would leave: applying so many takes hours.</summary>
internal static class TerraformState
{
    public static void Write(string file, Estate estate, string version)
    {
        using var stream = File.Create(file);
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteNumber("version", 4);
        json.WriteString("terraform_version", version);
        json.WriteNumber("serial", 1);
        json.WriteString("lineage", IdOf("lineage"));
        json.WriteStartObject("outputs");
        json.WriteEndObject();
        json.WriteStartArray("resources");
        foreach (var resource in TerraformResource.Of(estate))
            Write(json, resource);
        json.WriteEndArray();
        json.WriteNull("check_results");
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TerraformResource resource)
    {
        json.WriteStartObject();
        json.WriteString("mode", "managed");
        json.WriteString("type", "terraform_data");
        json.WriteString("name", resource.Name);
        json.WriteString("provider", "provider[\"terraform.io/builtin/terraform\"]");
        json.WriteStartArray("instances");
        json.WriteStartObject();
        json.WriteNumber("schema_version", 0);
        json.WriteStartObject("attributes");
        json.WriteString("id", IdOf(resource.Name));
        WriteValue(json, "input", resource);
        WriteValue(json, "output", resource);
        json.WriteNull("triggers_replace");
        json.WriteEndObject();
        json.WriteStartArray("sensitive_attributes");
        json.WriteEndArray();
        if (resource.References is { Length: > 0 } references)
        {
            json.WriteStartArray("dependencies");
            foreach (var (_, to) in references)
                json.WriteStringValue($"terraform_data.{to}");
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, string name, TerraformResource resource)
    {
        json.WriteStartObject(name);
        json.WriteStartObject("value");
        foreach (var (field, text) in resource.Texts)
            json.WriteString(field, text);
        foreach (var (field, to) in resource.References)
            json.WriteString(field, IdOf(to));
        json.WriteEndObject();
        json.WriteStartArray("type");
        json.WriteStringValue("object");
        json.WriteStartObject();
        foreach (var field in resource.Texts.Select(t => t.Name).Concat(resource.References.Select(r => r.Name)))
            json.WriteString(field, "string");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string IdOf(string name) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)).ToString();
}
