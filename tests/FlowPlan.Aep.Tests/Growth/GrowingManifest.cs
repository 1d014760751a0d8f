using System.Globalization;

namespace FlowPlan.Aep.Tests.Growth;

/// <summary>A manifest in which one map or list has any number of entries.</summary>
/// <param name="Name">Where the map or list is, and what is wrong with its entries, if anything.</param>
/// <param name="Text">The sections for a number of entries.</param>
internal sealed record GrowingManifest(string Name, Func<int, string> Text)
{
    private const string Raw = "connections: { c: { name: C, dataType: raw } }\n";
    private const string Schemas = "schemas: { s: { ref: S } }\n";
    private const string Datasets = Schemas + "datasets: { d: { name: D, schema: s } }\n";
    private const string Flow = "flows:\n  f: { name: F, source: { connection: c }, target: { dataset: d }, mapping: m, ";
    private const string Target = "  f{0}: {{ name: F{0}, source: {{ connection: c }}, target: {{ dataset: d }}, mapping: m }}\n";
    private const string Mapping = "mappings: { m: { schema: s, fields: { a: b } } }\n";

    /// <summary>Every map and list of the schema.</summary>
    public static IReadOnlyList<GrowingManifest> All { get; } =
    [
        new("variables", n => "variables:\n" + Lines(n, "  v{0}: {{ default: x }}\n")),
        new("variables: used", n => "variables:\n" + Lines(n, "  v{0}: {{ default: x }}\n") + "connections:\n  c:\n    name: C\n    dataType: raw\n    params:\n" + Lines(n, "      k{0}: \"{{{{ var.v{0} }}}}\"\n")),
        new("variables: list", n => $"variables: {{ v: {{ type: list, default: [{Items(n, "x{0}")}] }} }}\n" + Raw),
        new("variables: validation.oneOf", n => $"variables: {{ v: {{ default: x0, validation: {{ oneOf: [{Items(n, "x{0}")}] }} }} }}\n" + Raw),
        new("environments", n => "environments:\n" + Lines(n, "  e{0}: {{ sandbox: s }}\n") + Raw),
        new("environments: overrides", n => "environments:\n  dev:\n    sandbox: dev\n    overrides:\n      connections:\n" + Lines(n, "        c{0}: {{ name: D{0} }}\n") + "connections:\n" + Lines(n, "  c{0}: {{ name: C{0}, dataType: raw }}\n")),
        new("environments: variables", n => "variables:\n" + Lines(n, "  v{0}: {{}}\n") + "environments:\n  dev:\n    sandbox: dev\n    variables:\n" + Lines(n, "      v{0}: x\n") + Raw),
        new("connections", n => "connections:\n" + Lines(n, "  c{0}: {{ name: C{0}, dataType: raw }}\n")),
        new("connections: params", n => "connections:\n  c:\n    name: C\n    dataType: raw\n    params:\n" + Lines(n, "      k{0}: v\n")),
        new("connections: params, list", n => $"connections: {{ c: {{ name: C, dataType: raw, params: {{ k: [{Items(n, "v{0}")}] }} }} }}\n"),
        new("connections: auth.params", n => "connections:\n  c:\n    name: C\n    type: { id: ecadc60c-7455-4d87-84dc-2a0e293d997b }\n    auth:\n      specName: A\n      params:\n" + Lines(n, "        k{0}: v\n")),
        new("connections: dependsOn", n => Schemas + "datasets:\n" + Lines(n, "  d{0}: {{ name: D{0}, schema: s }}\n") + $"connections: {{ c: {{ name: C, dataType: raw, dependsOn: [{Items(n, "dataset.d{0}")}] }} }}\n"),
        new("connections: lifecycle.ignoreChanges", n => $"connections: {{ c: {{ name: C, dataType: raw, lifecycle: {{ ignoreChanges: [{Items(n, "params/k{0}")}] }} }} }}\n"),
        new("schemas", n => "schemas:\n" + Lines(n, "  s{0}: {{ ref: S{0} }}\n")),
        new("schemas: definition.fieldGroups", n => $"schemas: {{ s: {{ definition: {{ title: S, class: \"https://ns.adobe.com/xdm/context/profile\", fieldGroups: [{Items(n, "\"https://ns.adobe.com/a/mixins/{0}\"")}] }} }} }}\n"),
        new("datasets", n => Schemas + "datasets:\n" + Lines(n, "  d{0}: {{ name: D{0}, schema: s }}\n")),
        new("datasets: tags", n => Schemas + "datasets:\n  d:\n    name: D\n    schema: s\n    tags:\n" + Lines(n, "      t{0}: [x]\n")),
        new("datasets: tags, list", n => Schemas + $"datasets: {{ d: {{ name: D, schema: s, tags: {{ t: [{Items(n, "x{0}")}] }} }} }}\n"),
        new("mappings", n => Schemas + "mappings:\n" + Lines(n, "  m{0}: {{ schema: s, fields: {{ a: b }} }}\n")),
        new("mappings: fields", n => Schemas + "mappings:\n  m:\n    schema: s\n    fields:\n" + Lines(n, "      f{0}: a{0}\n")),
        new("mappings: fields with expressions", n => Schemas + "mappings:\n  m:\n    schema: s\n    fields:\n" + Lines(n, "      f{0}: {{ expression: \"trim(a{0})\" }}\n")),
        new("sourceConnections", n => Raw + "sourceConnections:\n" + Lines(n, "  s{0}: {{ name: S{0}, connection: c }}\n")),
        new("targetConnections", n => Datasets + "targetConnections:\n" + Lines(n, "  t{0}: {{ name: T{0}, dataset: d }}\n")),
        new("flows", n => Raw + Datasets + Mapping + "flows:\n" + Lines(n, Target)),
        new("flows: source.params", n => Raw + Datasets + Mapping + "flows:\n  f:\n    name: F\n    mapping: m\n    target: { dataset: d }\n    source:\n      connection: c\n      params:\n" + Lines(n, "        k{0}: v\n")),
        new("flows: schedule", n => Raw + Datasets + Mapping + Flow + $"schedule: {{ {Items(n, "k{0}: v")} }} }}\n"),
        new("outputs", n => Raw + "outputs:\n" + Lines(n, "  o{0}: connections.c.id\n")),
        new("moved", n => "connections:\n" + Lines(n, "  c{0}: {{ name: C{0}, dataType: raw }}\n") + "moved:\n" + Lines(n, "  - {{ from: connections.b{0}, to: connections.c{0} }}\n")),
        new("expressions: all different", n => "connections:\n  c:\n    name: C\n    dataType: raw\n    params:\n" + Lines(n, "      k{0}: \"{{{{ project }}}} {0}\"\n")),
        new("aliases", n => "connections:\n  c:\n    name: C\n    dataType: raw\n    params:\n      k: &a x\n      l:\n" + Lines(n, "      - *a\n")),
        new("a long block of text", n => "connections:\n  c:\n    name: C\n    dataType: raw\n    params:\n      k: |\n" + Lines(n, "        line {0} {{{{ project }}}}\n")),

        new("FAULTY unknown keys", n => "connections:\n  c:\n    name: C\n    dataType: raw\n" + Lines(n, "    k{0}: v\n")),
        new("FAULTY unknown sections", n => Lines(n, "sect{0}: {{}}\n")),
        new("FAULTY wrong types", n => Schemas + "datasets:\n  d:\n    name: D\n    schema: s\n    tags:\n" + Lines(n, "      t{0}: 1\n")),
        new("FAULTY field forms", n => Schemas + "mappings:\n  m:\n    schema: s\n    fields:\n" + Lines(n, "      f{0}: {{ expresion: a }}\n")),
        new("FAULTY duplicate keys", n => "connections:\n  c:\n    name: C\n    dataType: raw\n    params:\n" + Lines(n, "      k: v\n")),
        new("FAULTY duplicate names", n => "connections:\n" + Lines(n, "  c{0}: {{ name: C, dataType: raw }}\n")),
        new("FAULTY references", n => "datasets:\n" + Lines(n, "  dataset{0}: {{ name: D{0}, schema: schema{0} }}\n") + "schemas:\n" + Lines(n, "  schemaOf{0}: {{ ref: S{0} }}\n")),
        new("FAULTY dependsOn", n => "connections:\n" + Lines(n, "  connection{0}: {{ name: C{0}, dataType: raw, dependsOn: [connection.connectoin{0}] }}\n")),
        new("FAULTY self cycles", n => "connections:\n" + Lines(n, "  c{0}: {{ name: C{0}, dataType: raw, dependsOn: [connection.c{0}] }}\n")),
        new("FAULTY variables", n => "variables:\n" + Lines(n, "  variable{0}: {{ default: x }}\n") + "connections:\n  c:\n    name: C\n    dataType: raw\n    params:\n" + Lines(n, "      k{0}: \"{{{{ var.variabel{0} }}}}\"\n")),
        new("FAULTY unset variables", n => "variables:\n" + Lines(n, "  variable{0}: {{}}\n") + "environments:\n  dev:\n    sandbox: s\n    variables:\n" + Lines(n, "      variabel{0}: x\n")),
        new("FAULTY overrides", n => "environments:\n  dev:\n    sandbox: dev\n    overrides:\n      connections:\n" + Lines(n, "        connectoin{0}: {{ name: D{0} }}\n") + "connections:\n" + Lines(n, "  connection{0}: {{ name: C{0}, dataType: raw }}\n")),
        new("FAULTY outputs", n => "connections:\n" + Lines(n, "  connection{0}: {{ name: C{0}, dataType: raw }}\n") + "outputs:\n" + Lines(n, "  o{0}: connections.connectoin{0}.id\n")),
        new("FAULTY expressions", n => Schemas + "mappings:\n  m:\n    schema: s\n    fields:\n" + Lines(n, "      f{0}: {{ expression: \"trim(a{0}\" }}\n")),
        new("FAULTY moved", n => "moved:\n" + Lines(n, "  - {{ from: connections.b{0}, to: connections.c{0} }}\n")),
        new("FAULTY ignoreChanges", n => $"connections: {{ c: {{ name: C, dataType: raw, lifecycle: {{ ignoreChanges: [{Items(n, "nmae{0}")}] }} }} }}\n"),
        new("FAULTY aliases", n => "connections:\n  c:\n    name: C\n    params:\n      l:\n" + Lines(n, "      - &a{0} x\n") + "      m: *b\n"),
        new("FAULTY open brackets", n => "connections: " + new string('[', n) + "\n"),
        new("FAULTY open quote", n => "connections: \"" + Lines(n, "x {0}\n")),
        new("FAULTY tabs", n => Lines(n, "\t# {0}\n") + "a: b"),
    ];

    private static string Lines(int count, string format) =>
        string.Concat(Enumerable.Range(0, count).Select(i => string.Format(CultureInfo.InvariantCulture, format, i)));

    private static string Items(int count, string format) =>
        string.Join(", ", Enumerable.Range(0, count).Select(i => string.Format(CultureInfo.InvariantCulture, format, i)));
}
