using System.Text.Json.Nodes;

namespace FlowPlan.EndToEnd.Tests.Laws;

/// <summary>A random manifest of all sections, edited at random, and written in a random order of keys and files. JSON is YAML.</summary>
internal sealed class RandomManifest
{
    private const string Person = "https://ns.adobe.com/xdm/context/profile-person-details";
    private const string Personal = "https://ns.adobe.com/xdm/context/profile-personal-details";

    private static readonly string[] Sections =
    [
        "connections", "identityNamespaces", "dataTypes", "classes", "fieldGroups", "schemas", "descriptors", "datasets", "datasetExpirations", "datasetLabels",
        "sourceConnections", "targetConnections", "mappings", "flows",
    ];

    private readonly Dictionary<string, SortedDictionary<string, JsonObject>> sections = new(StringComparer.Ordinal);
    private readonly Random random;
    private readonly RandomBlocks blocks;
    private string? group;
    private int next;

    public RandomManifest(Random random, int most)
    {
        this.random = random;
        foreach (var section in Sections)
            sections[section] = new(StringComparer.Ordinal);
        blocks = new(random);
        if (Flip())
            OwnFields();

        // A flow with ends of its own counts as three.
        var budget = Count + 4 + random.Next(most - 3);
        for (var i = 0; i < 1 + (budget / 12); i++)
        {
            Add("connections", Named("raw", ("dataType", "raw"), ("authenticationRequired", Flip())));
            Add("schemas", Schema());
        }

        Add("connections", Named("xdm", ("dataType", "xdm")));
        while (Count < budget)
        {
            Add("datasets", Dataset());
            if (Count < budget)
                Add("mappings", Mapping());
            if (Count + 3 <= budget)
                Add("flows", Flow());
        }

        Shared();
        if (Flip())
            Govern();
    }

    /// <summary>How many objects the manifest makes.</summary>
    public int Count => sections.Sum(s => s.Value.Count) + (2 * sections["flows"].Values.Count(f => f.ContainsKey("source"))) + sections["datasets"].Values.Count(d => d.ContainsKey("labels"));

    /// <summary>Changes some blocks: descriptions, names, fields, sides of flows; takes some away and adds some.</summary>
    public void Edit()
    {
        foreach (var (section, entries) in sections)
        {
            foreach (var block in entries.Values.Where(_ => random.Next(4) == 0))
            {
                blocks.Edit(section, block);
                if (section is not ("mappings" or "schemas" or "descriptors" or "datasetLabels"))
                    block["description"] = $"d{random.Next(4)}";
                if (section == "connections" && block.ContainsKey("authenticationRequired"))
                    block["authenticationRequired"] = Flip();
                if (section == "flows" && block.ContainsKey("enabled"))
                    block["enabled"] = Flip();
                if (section == "flows" && block["target"] is JsonObject && random.Next(3) == 0)
                    block["target"] = new JsonObject { ["dataset"] = DatasetOf((string)block["target"]!["dataset"]!) };
                if (section == "datasets")
                    block["tags"] = new JsonObject { ["team"] = new JsonArray("t" + random.Next(3), "u") };
                if (section == "mappings")
                    block["fields"] = Fields();
                if (section == "schemas")
                    (block["definition"]!["fieldGroups"], block["definition"]!["description"]) = (GroupsOf(Person, Personal), $"d{random.Next(4)}");
            }
        }

        if (Flip())
            Regroup();
        foreach (var key in sections["flows"].Keys.Where(_ => random.Next(6) == 0).ToList())
            sections["flows"].Remove(key);
        if (Flip())
            Add("flows", Flow());
    }

    /// <summary>Writes the manifest into a folder: in one file and sorted, or in several and in random order.</summary>
    public void Write(string folder, bool shuffled)
    {
        var head = new JsonObject { ["apiVersion"] = "flowplan/v1", ["project"] = "laws", ["environments"] = new JsonObject { ["dev"] = new JsonObject { ["sandbox"] = "dev" } } };
        head["outputs"] = Order(new JsonObject(sections["connections"].Keys.Select(k => KeyValuePair.Create($"inlet_{k}", (JsonNode?)$"connections.{k}.inletUrl"))), shuffled);
        var parts = Enumerable.Range(0, shuffled ? 1 + random.Next(4) : 1).Select(_ => new JsonObject()).ToList();
        foreach (var (section, entries) in shuffled ? Shuffle(sections) : [.. sections.OrderBy(s => s.Key, StringComparer.Ordinal)])
        {
            foreach (var (key, block) in shuffled ? Shuffle(entries) : [.. entries])
            {
                var part = parts[random.Next(parts.Count)];
                if (part[section] is not JsonObject there)
                    part[section] = there = [];
                there[key] = Order(block, shuffled);
            }
        }

        foreach (var (name, node) in parts[0].ToList())
        {
            parts[0].Remove(name);
            head[name] = node;
        }

        Directory.CreateDirectory(Path.Combine(folder, "parts"));
        for (var i = 1; i < parts.Count; i++)
            File.WriteAllText(Path.Combine(folder, "parts", $"{random.Next(1000):000}-{i}.yaml"), parts[i].ToJsonString());
        if (parts.Count > 1)
            head["include"] = new JsonArray("parts/*.yaml");
        File.WriteAllText(Path.Combine(folder, "flowplan.yaml"), Order(head, shuffled).ToJsonString());
    }

    private JsonNode Order(JsonNode node, bool shuffled) => node switch
    {
        JsonObject map when shuffled => new JsonObject(Shuffle(map).Select(p => KeyValuePair.Create(p.Key, p.Value is null ? null : Order(p.Value, shuffled)))),
        _ => node.DeepClone(),
    };

    private T[] Shuffle<T>(IEnumerable<T> items)
    {
        var shuffled = items.ToArray();
        random.Shuffle(shuffled);
        return shuffled;
    }

    private bool Flip() => random.Next(2) == 0;

    private string Add(string section, JsonObject block)
    {
        var key = $"k{next++}";
        sections[section][key] = block;
        return key;
    }

    private string AnyOf(string section) => sections[section].Keys.ElementAt(random.Next(sections[section].Count));

    private JsonObject Named(string prefix, params ReadOnlySpan<(string Key, JsonNode? Value)> more)
    {
        var block = new JsonObject { ["name"] = $"{prefix} {next}" };
        if (Flip())
            block["description"] = $"d{random.Next(4)}";
        foreach (var (key, value) in more)
            block[key] = value;
        return block;
    }

    private void OwnFields()
    {
        Add("identityNamespaces", RandomBlocks.Namespace(next));
        Add("classes", RandomBlocks.Class(next));
        group = Add("fieldGroups", RandomBlocks.FieldGroup(next, Add("dataTypes", RandomBlocks.DataType(next))));
        Add("descriptors", blocks.FieldLabels(group));
    }

    /// <summary>Labels of some datasets, in their blocks or apart, and the expiration of one.</summary>
    private void Govern()
    {
        Add("datasetExpirations", blocks.Expiration(next, AnyOf("datasets")));
        foreach (var dataset in Shuffle(sections["datasets"].Keys).Take(3).Order(StringComparer.Ordinal))
            Label(dataset, blocks.Labels(), apart: Flip() ? $"k{next++}" : null);
    }

    private void Label(string dataset, JsonArray labels, string? apart)
    {
        if (apart is null)
            sections["datasets"][dataset]["labels"] = labels;
        else
            sections["datasetLabels"][apart] = new() { ["dataset"] = dataset, ["labels"] = labels };
    }

    /// <summary>Declares the labels of datasets in other blocks, under names that others had.</summary>
    private void Regroup()
    {
        var labels = sections["datasets"].Where(d => d.Value.ContainsKey("labels")).Select(d => (Dataset: d.Key, Block: d.Value))
            .Concat(sections["datasetLabels"].Values.Select(b => (Dataset: (string)b["dataset"]!, Block: b)))
            .Select(l => (l.Dataset, Labels: l.Block["labels"]!.DeepClone().AsArray()))
            .ToList();
        var names = new Queue<string>(Shuffle(sections["datasetLabels"].Keys));
        sections["datasetLabels"].Clear();
        foreach (var dataset in sections["datasets"].Values)
            dataset.Remove("labels");
        foreach (var (dataset, those) in Shuffle(labels))
            Label(dataset, those, Flip() ? null : names.TryDequeue(out var name) ? name : $"k{next++}");
    }

    /// <summary>Standard field groups, and the own one that schemas keep.</summary>
    private JsonArray GroupsOf(params string[] standard) => [.. standard.Concat(group is null ? [] : [group]).Select(g => JsonValue.Create(g))];

    private JsonObject Schema() => new()
    {
        ["definition"] = new JsonObject
        {
            ["title"] = $"schema {next}",
            ["class"] = "https://ns.adobe.com/xdm/context/profile",
            ["fieldGroups"] = GroupsOf(Person),
        },
    };

    private JsonObject Dataset() => Named("dataset", ("schema", AnyOf("schemas")));

    private JsonObject Mapping() => new() { ["name"] = $"mapping {next}", ["schema"] = AnyOf("schemas"), ["fields"] = Fields() };

    private JsonObject Fields() => new()
    {
        ["person.name.firstName"] = $"a{random.Next(5)}",
        ["person.name.fullName"] = new JsonObject { ["expression"] = $"concat(a{random.Next(5)}, \"x\")" },
    };

    private JsonObject Flow()
    {
        var dataset = AnyOf("datasets");
        var schema = (string)sections["datasets"][dataset]["schema"]!;
        var mapping = sections["mappings"].Where(m => (string)m.Value["schema"]! == schema).Select(m => m.Key).FirstOrDefault();
        var type = mapping is null || Flip() ? "xdm" : "raw";
        var flow = Named(
            "flow",
            ("source", new JsonObject { ["connection"] = sections["connections"].First(c => (string)c.Value["dataType"]! == type).Key }),
            ("target", new JsonObject { ["dataset"] = dataset }));
        if (type == "raw")
            flow["mapping"] = mapping;
        if (Flip())
            flow["enabled"] = Flip();
        return flow;
    }

    /// <summary>Another dataset of the same schema, or the same one.</summary>
    private string DatasetOf(string dataset)
    {
        var schema = (string)sections["datasets"][dataset]["schema"]!;
        var alike = sections["datasets"].Where(d => (string)d.Value["schema"]! == schema).Select(d => d.Key).ToList();
        return alike[random.Next(alike.Count)];
    }

    /// <summary>One source connection that two flows share.</summary>
    private void Shared()
    {
        var flows = sections["flows"].Values.Where(f => !f.ContainsKey("mapping")).Take(2).ToList();
        if (flows.Count < 2 || Flip())
            return;
        var shared = Add("sourceConnections", Named("shared", ("connection", (string)flows[0]["source"]!["connection"]!)));
        foreach (var flow in flows)
        {
            flow.Remove("source");
            flow["sourceConnection"] = shared;
        }
    }
}
