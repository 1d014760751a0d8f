using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlowPlan.Aep.Dialect;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Aep.Kinds.Sources;
using FlowPlan.Core.Manifests;
using FlowPlan.Core.Manifests.Files;
using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Tests.Kinds;

/// <summary>The tables of a kind's document, made from its description and its part of the JSON Schema.</summary>
internal static partial class KindTables
{
    private static readonly string[] Common = ["existing", "adopt", "dependsOn", "lifecycle", "health", "verify"];
    private static readonly AepDialect Dialect = new();

    /// <summary>Keys that are not fields of the object, and what a change of them does.</summary>
    private static readonly Dictionary<(string Kind, string Key), string> Effects = new()
    {
        [("schema", "ref")] = "refers to another object",
        [("schema", "version")] = "replaces the datasets, mappings and target connections that refer to it",
        [("schema", "definition")] = "updates in place or is refused",
        [("schema", "fieldGroups")] = "updates in place; removing one is refused while the schema is in use",
        [("schema", "profile")] = "updates in place; disabling is refused",
        [("descriptor", "relationship")] = "updates in place; a 'cardinality' that comes or goes replaces the object",
        [("descriptor", "deprecated")] = "replaces the object",
        [("dataset", "retention")] = "updates in place; removing it is refused",
        [("mapping", "tests")] = "changes nothing on the platform",
        [("schema", "identities")] = "updates in place; the primary one is fixed in Profile",
    };

    public static string Of(KindDefinition kind)
    {
        var (description, text) = (kind.Description, new StringBuilder());
        var required = RequiredKeys(kind);
        text.Append("| Key | Required | Default | A change | Meaning |\n|---|---|---|---|---|\n");
        foreach (var (key, schema) in JsonNode.Parse(kind.SchemaFragment)!["definition"]!["properties"]!.AsObject())
        {
            if (Common.Contains(key))
                continue;
            text.Append($"| `{key}` | {(required.GetValueOrDefault(key) is { } note ? note : "no")} | {DefaultOf(schema!)} | {EffectOf(description, key)} | {MeaningOf(description, key, schema!)} |\n");
        }

        text.Append("\n| Attribute | Meaning |\n|---|---|\n");
        foreach (var attribute in description.Attributes)
            text.Append($"| `{attribute.Name}` | {attribute.Summary}{(attribute.ChangedByUpdate ? " (known after apply when an update is planned)" : string.Empty)} |\n");
        return text
            .Append($"\n```sh\nflowplan import {description.Name}.<key> <id>\n```\n\n")
            .Append($"The ID has the form {description.IdFormat.Description}. A replacement {(description.CreateBeforeDestroy ? "creates the new object before it deletes" : "deletes the old object before it creates")} ")
            .Append(description.CreateBeforeDestroy ? "the old one.\n" : "the new one.\n")
            .ToString();
    }

    /// <summary>What an empty block is told to add: a key that is needed anyway, or one of two.</summary>
    private static Dictionary<string, string> RequiredKeys(KindDefinition kind)
    {
        var hasType = JsonNode.Parse(kind.SchemaFragment)!["definition"]!["properties"]!["type"] is not null;
        var withType = hasType ? MissingKeys(kind.Description.Section, "type: { id: 51ae16c2-bdad-42fd-9fce-8d5dfddaf140 }") : MissingKeys(kind.Description.Section, string.Empty);
        return MissingKeys(kind.Description.Section, string.Empty)
            .SelectMany(keys => keys.Select(k => (Key: k, Note: keys switch
            {
                { Count: > 1 } => $"yes, or `{keys.Single(o => o != k)}`",
                _ when withType.Exists(w => w.Contains(k)) => "yes",
                _ => "yes, unless `type` is given",
            })))
            .ToDictionary(k => k.Key, k => k.Note, StringComparer.Ordinal);
    }

    private static List<List<string>> MissingKeys(string section, string block)
    {
        var source = new MemorySource("/kind", [KeyValuePair.Create("flowplan.yaml", $"apiVersion: flowplan/v1\nproject: p\n{section}: {{ x: {{ {block} }} }}\n")]);
        var read = ManifestReader.Read(new ManifestRequest { Source = source, Path = source.Folder }, Dialect.Vocabulary);
        var missing = Dialect.Expand(read.Value!).Diagnostics.Where(d => d.Code == "FP1306");
        return [.. missing.Select(d => Quoted().Matches(d.Message).Select(m => m.Groups[1].Value).ToList())];
    }

    private static string DefaultOf(JsonNode schema) => schema["default"] is { } value ? $"`{value.ToJsonString()}`" : string.Empty;

    private static string EffectOf(KindDescription kind, string key)
    {
        if (Effects.TryGetValue((kind.Name, key), out var told))
            return told;

        // A key of a source by name stands for a part of 'data' or 'params'.
        if (kind.Name == "sourceConnection" && SourceParameters.All.Any(p => p.Key == key))
            return "replaces the object";

        // The block's 'type' is the field 'spec' of the connections that take theirs from another.
        string[] paths = [kind.References.FirstOrDefault(r => r.Key == key)?.Path ?? key, key == "type" ? "spec" : key];
        var rules = kind.Rules.Where(r => paths.Any(p => r.Path.Covers(p) || FieldPath.Of(r.Path.Keys.AsSpan()).IsAtOrBelow(p)));
        var effects = rules.Select(r => r.Effect).Distinct().Order().Select(e => e switch
        {
            FieldChangeEffect.Replace => "replaces the object",
            FieldChangeEffect.Refuse => "is refused",
            _ => "updates in place",
        }).ToList();
        if (kind.References.Any(r => r.Inline?.Key == key))
            return "see the inline resource";
        return effects.Count == 0 ? "updates in place" : string.Join(" or ", effects);
    }

    private static string MeaningOf(KindDescription kind, string key, JsonNode schema)
    {
        if (kind.References.FirstOrDefault(r => r.Key == key) is { } reference)
            return $"The key of a [{reference.Kind}]({reference.Kind}.md).";
        var text = (string?)schema["description"] ?? ((string?)schema["$ref"] switch
        {
            "#/definitions/name" => "The display name, the only one of its kind in the manifest.",
            "#/definitions/text" => "A text for people.",
            "#/definitions/specification" => "A specification of Flow Service: `{ id, version }`.",
            var other => throw new InvalidOperationException($"{key}: {other}"),
        });
        return text.Replace("|", "\\|", StringComparison.Ordinal);
    }

    [GeneratedRegex("'([A-Za-z]+)'")]
    private static partial Regex Quoted();
}
