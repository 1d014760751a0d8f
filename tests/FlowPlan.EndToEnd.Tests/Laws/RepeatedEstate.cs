using System.Globalization;
using System.Text;

namespace FlowPlan.EndToEnd.Tests.Laws;

/// <summary>A random estate whose parts repeat, as a manifest that says so and as one that is written out.</summary>
internal sealed class RepeatedEstate
{
    private const string Head =
        """
        apiVersion: flowplan/v1
        project: p
        schemas: { event: { title: Event, class: profile } }

        """;

    private readonly List<string> regions;
    private readonly List<string> brands;
    private readonly HashSet<string> disabled;
    private readonly bool isEnabled;
    private readonly bool isNested;

    public RepeatedEstate(Random random)
    {
        regions = Keys(random, ["emea", "apac", "a.b/c", "10", "North America", "x-y"]);
        brands = Keys(random, ["one", "two", "three"]);
        disabled = [.. regions.Where(_ => random.Next(3) == 0)];
        isEnabled = random.Next(2) == 0;
        isNested = random.Next(2) == 0;
    }

    /// <summary>The manifest with <c>defaults</c>, <c>forEach</c>, <c>when</c> and a component.</summary>
    public string Compact()
    {
        var text = new StringBuilder(Head);
        Line(text, $"defaults: {{ flows: {{ enabled: {Bool(isEnabled)} }}, connections: {{ dataType: raw }} }}");
        Line(text, $"connections: {{ web: {{ forEach: [{List(brands)}], name: \"Web {{{{ each.key }}}}\" }} }}");
        Line(text, "components:");
        Line(text, "  ingest:");
        Line(text, "    inputs: { region: {}, on: { type: boolean } }");
        Line(text, $"    defaults: {{ flows: {{ enabled: \"{{{{ input.on }}}}\" }} }}");
        Line(text, "    datasets: { data: { forEach: [" + List(brands) + "], name: \"Data {{ input.region }} {{ each.value }}\", schema: event } }");
        Line(text, "    mappings: { map: { name: \"Map {{ input.region }}\", schema: event, fields: { _id: \"{{ input.region }}\" } } }");
        Line(text, "    flows: { flow: { forEach: [" + List(brands) + "], name: \"Flow {{ input.region }} {{ each.key }}\", source: { connection: web }, target: { dataset: data }, mapping: map } }");
        Line(text, "    outputs: { map: mappings.map.id }");
        if (isNested)
            Line(text, "  outer: { inputs: { region: {}, on: { type: boolean } }, instances: { inner: { component: ingest, inputs: { region: \"{{ input.region }}\", on: \"{{ input.on }}\" } } }, outputs: { map: component.inner.map } }");
        Line(text, "instances:");
        Line(text, $"  in: {{ component: {(isNested ? "outer" : "ingest")}, forEach: {{ {string.Join(", ", regions.Select(r => $"'{r}': {Bool(!disabled.Contains(r))}"))} }}, when: \"{{{{ each.key != '10' }}}}\", inputs: {{ region: \"{{{{ each.key }}}}\", on: \"{{{{ each.value }}}}\" }} }}");
        if (Wanted.Any())
            Line(text, $"outputs: {{ first: 'component.in[\"{Wanted.First()}\"].map' }}");
        return text.ToString();
    }

    /// <summary>The same without any of them.</summary>
    public string WrittenOut()
    {
        var text = new StringBuilder(Head);
        Line(text, "connections:");
        foreach (var brand in brands)
            Line(text, $"  'web[\"{brand}\"]': {{ name: \"Web {brand}\", dataType: raw }}");
        if (!Wanted.Any())
            return text.ToString();
        Line(text, "instances:");
        foreach (var region in Wanted)
        {
            Line(text, $"  'in[\"{region}\"]':");
            var indent = isNested ? "        " : "    ";
            if (isNested)
                Line(text, "    instances:\n      inner:");
            Line(text, $"{indent}mappings: {{ map: {{ name: 'Map {region}', schema: event, fields: {{ _id: '{region}' }} }} }}");
            Line(text, $"{indent}datasets:");
            foreach (var brand in brands)
                Line(text, $"{indent}  'data[\"{brand}\"]': {{ name: 'Data {region} {brand}', schema: event }}");
            Line(text, $"{indent}flows:");
            foreach (var brand in brands)
                Line(text, $"{indent}  'flow[\"{brand}\"]': {{ name: 'Flow {region} {brand}', source: {{ connection: 'web[\"{brand}\"]' }}, target: {{ dataset: 'data[\"{brand}\"]' }}, mapping: map, enabled: {Bool(!disabled.Contains(region))} }}");
        }

        Line(text, $"outputs: {{ first: 'component.in[\"{Wanted.First()}\"]{(isNested ? ".component.inner" : string.Empty)}.mapping.map.id' }}");
        return text.ToString();
    }

    private IEnumerable<string> Wanted => regions.Where(r => r != "10");

    private static List<string> Keys(Random random, IReadOnlyList<string> all) => [.. all.Where(_ => random.Next(2) == 0).DefaultIfEmpty(all[0])];

    private static string List(IEnumerable<string> keys) => string.Join(", ", keys.Select(k => $"'{k}'"));

    private static string Bool(bool value) => value ? "true" : "false";

    private static void Line(StringBuilder text, string line) => text.Append(CultureInfo.InvariantCulture, $"{line}\n");
}
