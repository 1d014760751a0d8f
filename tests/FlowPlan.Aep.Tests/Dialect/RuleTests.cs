using FlowPlan.Cli.Output.Diagnostics;

namespace FlowPlan.Aep.Tests.Dialect;

/// <summary>Every rule, with its code and its place. The manifests begin on line 3 of their file.</summary>
[TestFixture]
internal sealed class RuleTests
{
    private const string Parts = "connections: { raw: { name: R, dataType: raw }, xdm: { name: X, dataType: xdm } }\n"
        + "schemas: { s: { ref: S }, t: { ref: T }, s2: { ref: S, version: \"2.0\" }, s3: { ref: S, version: \"1\" } }\n"
        + "datasets: { d: { name: D, schema: s } }\n"
        + "mappings: { m: { schema: s, fields: { a: b } }, n: { schema: t, fields: { a: b } }, o: { schema: s2, fields: { a: b } }, p: { schema: s3, fields: { a: b } } }\n";

    private static IEnumerable<TestCaseData> Cases()
    {
        yield return Case("a dataset of an unknown schema", "datasets:\n  d: { name: D, schema: x }\n", "FP1301 4:25");
        yield return Case("a source of an unknown connection", Parts + "sourceConnections:\n  c: { name: C, connection: rwa }\n", "FP1301 8:29");
        yield return Case("a target of an unknown dataset", Parts + "targetConnections:\n  c: { name: C, dataset: x }\n", "FP1301 8:26");
        yield return Case("a target of an unknown schema", Parts + "targetConnections:\n  c: { name: C, dataset: d, schema: x }\n", "FP1301 8:37");
        yield return Case("a mapping to an unknown schema", "mappings:\n  m: { schema: x, fields: { a: b } }\n", "FP1301 4:16");
        yield return Case(
            "a flow of unknown parts",
            "flows:\n  f:\n    name: F\n    sourceConnection: x\n    targetConnection: y\n    mapping: z\n",
            "FP1301 6:23",
            "FP1301 7:23",
            "FP1301 8:14");
        yield return Case("a dependency on an unknown resource", "connections:\n  a: { name: A, dataType: xdm, dependsOn: [dataset.x] }\n", "FP1301 4:44");
        yield return Case("a resource that depends on itself", "connections:\n  a: { name: A, dataType: xdm, dependsOn: [connections.a] }\n", "FP1302 4:3");
        yield return Case(
            "two circles",
            "connections:\n  a: { name: A, dataType: xdm, dependsOn: [connection.b] }\n  b: { name: B, dataType: xdm, dependsOn: [connection.a] }\n  c: { name: C, dataType: xdm, dependsOn: [connection.c] }\n",
            "FP1302 4:3",
            "FP1302 6:3");
        yield return Case("an address without a dot", "connections:\n  a: { name: A, dataType: xdm, dependsOn: [b] }\n", "FP1303 4:44");
        yield return Case("an address of no kind", "connections:\n  a: { name: A, dataType: xdm, dependsOn: [conection.b] }\n", "FP1303 4:44");
        yield return Case(
            "a source connection of the address that a flow makes",
            Parts + "sourceConnections:\n  f: { name: C, connection: xdm }\nflows:\n  f: { name: F, source: { connection: xdm }, target: { dataset: d } }\n",
            "FP1304 10:17");
        yield return Case(
            "a target connection of the address that a flow makes",
            Parts + "targetConnections:\n  f: { name: C, dataset: d }\nflows:\n  f: { name: F, source: { connection: xdm }, target: { dataset: d } }\n",
            "FP1304 10:46");
        yield return Case("an output of an unknown attribute", "schemas: { s: { ref: S } }\noutputs:\n  o: schemas.s.ids\n", "FP1305 5:6");
        yield return Case("an http-api connection without a data type", "connections:\n  a: { name: A }\n", "FP1306 4:3");
        yield return Case("a connection without a name", "connections:\n  a: { dataType: xdm }\n", "FP1306 4:3");
        yield return Case("a mapping without fields", "schemas: { s: { ref: S } }\nmappings:\n  m: { schema: s, fields: {} }\n", "FP1306 5:3");
        yield return Case("a schema of nothing", "schemas:\n  s: { version: \"1.0\" }\n", "FP1306 4:3");
        yield return Case("a flow without a name and without ends", "flows:\n  f: { enabled: true }\n", "FP1306 4:3", "FP1306 4:3", "FP1306 4:3");
        yield return Case("a flow whose only fault is its missing name", Parts + "flows:\n  f: { source: { connection: xdm }, target: { dataset: d } }\n", "FP1306 8:3");
        yield return Case("fields beside existing", "schemas: { s: { ref: S } }\ndatasets:\n  d: { existing: { name: D }, schema: s }\n", "FP1307 5:31");
        yield return Case("a definition beside ref", "schemas:\n  s: { ref: S, lifecycle: { preventDestroy: true } }\n", "FP1307 4:16");
        yield return Case("auth on the HTTP API", "connections:\n  a: { name: A, dataType: xdm, auth: { specName: x } }\n", "FP1307 4:32");
        yield return Case(
            "a data type on another source", "connections:\n  a: { name: A, type: { id: 4f63aa36-bd48-4e33-bb83-49fbcd11c708 }, dataType: raw }\n", "FP1307 4:69");
        yield return Case(
            "both forms of a source",
            Parts + "sourceConnections: { c: { name: C, connection: xdm } }\nflows:\n  f: { name: F, source: { connection: xdm }, sourceConnection: c, target: { dataset: d } }\n",
            "FP1307 9:17");
        yield return Case("parameters on a target that is a dataset", Parts + "targetConnections:\n  c: { name: C, dataset: d, params: { a: b } }\n", "FP1307 8:29");
        yield return Case("raw data without a mapping", Parts + "flows:\n  f: { name: F, source: { connection: raw }, target: { dataset: d } }\n", "FP2001 8:3");
        yield return Case("records with a mapping", Parts + "flows:\n  f: { name: F, source: { connection: xdm }, target: { dataset: d }, mapping: m }\n", "FP2002 8:70");
        yield return Case("a mapping of another schema", Parts + "flows:\n  f: { name: F, source: { connection: raw }, target: { dataset: d }, mapping: n }\n", "FP2003 8:79");
        yield return Case("a target of another schema", Parts + "targetConnections:\n  c: { name: C, dataset: d, schema: t }\n", "FP2003 8:37");
        yield return Case("a mapping of another version", Parts + "flows:\n  f: { name: F, source: { connection: raw }, target: { dataset: d }, mapping: o }\n", "FP2011 8:79");
        yield return Case("a target of another version", Parts + "targetConnections:\n  c: { name: C, dataset: d, schema: s2 }\n", "FP2011 8:37");
        yield return Case("a mapping of the same version in another spelling", Parts + "flows:\n  f: { name: F, source: { connection: raw }, target: { dataset: d }, mapping: p }\n");
        yield return Case("two schemas of one title", "schemas:\n  a: { definition: { title: S, class: profile } }\n  b: { definition: { title: S, class: experience-event } }\n", "FP2004 5:29");
        yield return Case("two datasets of one name", "schemas: { s: { ref: S }, t: { ref: T } }\ndatasets:\n  a: { name: D, schema: s }\n  b: { name: D, schema: t }\n", "FP2004 6:14");
        yield return Case(
            "two flows of one name, whose ends have one name each too",
            Parts + "flows:\n  f: { name: F, source: { connection: xdm }, target: { dataset: d } }\n  g: { name: F, source: { connection: xdm }, target: { dataset: d } }\n",
            "FP2004 9:14");
        yield return Case("one name in two kinds", "schemas: { s: { ref: S } }\ndatasets: { a: { name: N, schema: s } }\nconnections: { a: { name: N, dataType: xdm } }\n");
        yield return Case("an id of a flow that is no UUID", "flows:\n  f: { existing: { id: 646d46ac0e36a31c07fd8b04 } }\n", "FP2005 4:24");
        yield return Case("an id of a dataset that is too short", "datasets:\n  d: { existing: { id: 646d46ac } }\n", "FP2005 4:24");
        yield return Case("an id of a mapping that is a UUID", "mappings:\n  m: { existing: { id: a59d368a-1152-4673-a46e-bd52e8cdb9a9 } }\n", "FP2005 4:24");
        yield return Case("an id to adopt of another form", "connections:\n  a: { name: A, dataType: xdm, adopt: abc }\n", "FP2005 4:39");
        yield return Case("a specification that is no UUID", "connections:\n  a: { name: A, type: { id: s3 } }\n", "FP2005 4:29");
        yield return Case("upsert without Profile", "schemas: { s: { ref: S } }\ndatasets:\n  d: { name: D, schema: s, profile: { enabled: false, upsert: true } }\n", "FP2006 5:63");
        yield return Case(
            "reserved tags",
            "schemas: { s: { ref: S } }\ndatasets:\n  d:\n    name: D\n    schema: s\n    tags:\n      adobe/x: [a]\n      flowplan: [a]\n      unifiedProfile: [a]\n      unifiedIdentity: [a]\n      team: [a]\n",
            "FP2007 9:7",
            "FP2007 10:7",
            "FP2007 11:7",
            "FP2007 12:7");
        yield return Case("an open bracket", Mapping("concat(a, b"), "FP2008 6:30");
        yield return Case("a bracket that closes nothing", Mapping("concat(a, b))"), "FP2008 6:36");
        yield return Case("brackets that cross", Mapping("f(a[0)]"), "FP2008 6:29");
        yield return Case("a column name that is not closed", Mapping("f(${a)"), "FP2008 6:26");
        yield return Case("an open quote", Mapping("concat(\"a, b)"), "FP2008 6:31");
        yield return Case("an expression that is too long", Mapping(new string('a', 4097)), "FP2008 6:4120");
        yield return Case("an expression of just the length", Mapping(new string('a', 4096)));
        yield return Case("an apostrophe in the name of a column", Mapping("trim(${Guest''s e-mail})"));
        yield return Case("a bracket in the name of a column", Mapping("${Height (ft}"));
        yield return Case("quotes and brackets of all sorts in the name of a column", Mapping("concat(${a\"b[c{d)}, ${]})"));
        yield return Case("a bracket in a quote", Mapping("concat(\"(\\\"[\", a)"));
        yield return Case(
            "Profile on a schema that is not of it",
            "schemas: { s: { definition: { title: S, class: https://ns.adobe.com/xdm/context/profile } } }\ndatasets:\n  d: { name: D, schema: s, profile: true, identity: true }\n",
            "FP2010 5:37");
        yield return Case("Profile on a schema that others own", "schemas: { s: { ref: S } }\ndatasets:\n  d: { name: D, schema: s, profile: true, identity: true }\n");
        yield return Case(
            "another flow specification",
            Parts + "flows:\n  f: { name: F, source: { connection: xdm }, target: { dataset: d }, flowSpec: { id: c1a19761-d2c7-4702-b9fa-fe91f0613e81 } }\n",
            "FP2012 8:86");
        yield return Case(
            "a flow of another source without a specification",
            "connections: { s3: { name: L, type: { id: ecadc60c-7455-4d87-84dc-2a0e293d997b } } }\nschemas: { s: { ref: S } }\ndatasets: { d: { name: D, schema: s } }\nflows:\n  f: { name: F, source: { connection: s3 }, target: { dataset: d } }\n",
            "FP2013 7:3");
    }

    [TestCaseSource(nameof(Cases))]
    public void A_mistake_is_reported_with_its_code_at_its_place(string sections, string[] expected)
    {
        using var folder = new ManifestFolder();

        Assert.That(Places(folder.Faults(sections)), Is.EqualTo(expected));
    }

    private static List<string> Places(IEnumerable<string> faults) => [.. faults.Select(f => f.Replace("flowplan.yaml:", string.Empty, StringComparison.Ordinal))];

    private static string Mapping(string expression) =>
        $"schemas: {{ s: {{ ref: S }} }}\nmappings:\n  m: {{ schema: s, fields: {{\n    x: {{  expression: '{expression}' }} }} }}\n";

    private static TestCaseData Case(string name, string sections, params string[] expected) =>
        new TestCaseData(sections, expected).SetArgDisplayNames(name);

    [TestCase("s3AccessKey: AKIAXXXXX", "FP2016")]
    [TestCase("s3AccessKey: '{{ var.open }}'", "FP2016")]
    [TestCase("s3AccessKey: '{{ var.secret }}'", "")]
    public void A_credential_that_is_not_passed_as_a_secret_is_pointed_out_and_not_shown(string parameter, string expected)
    {
        using var folder = new ManifestFolder();

        var outcome = folder.Try(
            "variables: { open: {}, secret: { sensitive: true } }\nconnections:\n  s3:\n    name: S3\n    type: { id: ecadc60c-7455-4d87-84dc-2a0e293d997b }\n"
            + $"    auth: {{ specName: Access Key, params: {{ {parameter} }} }}\n",
            "open=AKIAXXXXX",
            "secret=AKIAXXXXX");

        Assert.That(string.Join(' ', outcome.Diagnostics.Select(d => d.Code)), Is.EqualTo(expected));
        Assert.That(outcome.Succeeded, Is.True);
        Assert.That(string.Concat(outcome.Diagnostics.Select(d => DiagnosticText.Of(d).ToString())), Does.Not.Contain("AKIAXXXXX"));
    }
}
