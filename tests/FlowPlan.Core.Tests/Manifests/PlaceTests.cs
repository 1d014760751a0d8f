using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.Tests.Manifests;

/// <summary>Each kind of error: its code, line and column. The first two lines are a right head.</summary>
public sealed class PlaceTests
{
    private const string Web = "connections:\n  web: { name: a }\n";

    // YAML
    [TestCase("a: [1, 2\nb: 3\n", "FP1004 3:4")]
    [TestCase("a: {x: 1\nb: 3\n", "FP1004 3:4")]
    [TestCase("a: b: c\n", "FP1004 3:5")]
    [TestCase("a: \"x\n", "FP1004 3:4")]
    [TestCase("a: @x\n", "FP1004 3:4")]
    [TestCase("a: *nope\n", "FP1004 3:4")]
    [TestCase("a: &a { b: *a }\n", "FP1004 3:12")]
    [TestCase("a:\n  b: 1\n c: 2\n", "FP1004 5:2")]
    [TestCase("a: \"x\" y\n", "FP1004 3:8")]
    [TestCase("a: \"\\q\"\n", "FP1004 3:4")]
    [TestCase("a: - b\n", "FP1004 3:4")]
    [TestCase("a: ]\n", "FP1004 3:4")]
    [TestCase("a: |x\n  y\n", "FP1004 3:4")]
    [TestCase("a:\n\tb: 1\n", "FP1005 4:1")]
    [TestCase("a:\n  b: 1\n\tc: 1\n", "FP1005 5:1")]
    [TestCase("project: other\n", "FP1006 3:1")]
    [TestCase("flows:\n  a: {}\n  b: {}\n  a: {}\n", "FP1006 6:3")]
    [TestCase("---\na: 1\n", "FP1008 3:1")]
    [TestCase("flows:\n  a: &x {}\n  b: { <<: x }\n", "FP1008 5:8")]
    [TestCase("flows:\n  a: { name: !secret x }\n", "FP1008 4:14")]
    [TestCase("flows:\n  a: { enabled: !!int x }\n", "FP1008 4:17")]
    [TestCase("flows:\n  a: { name: {{ var.x }} }\n", "FP1008 4:14")]
    [TestCase("flows:\n  a:\n    name: {{ var.x }} y\n", "FP1008 5:11")]
    [TestCase("? [a]\n: b\n", "FP1008 3:3")]
    [TestCase("flows:\n  a: { name: x\u0001 }\n", "FP1015 4:15")]
    [TestCase("flows:\n  a: { name: x\0 }\n", "FP1015 4:15")]
    // Schema
    [TestCase("conections: {}\n", "FP1101 3:1")]
    [TestCase("connections:\n  web: { name: a, dataTyp: raw }\n", "FP1101 4:19")]
    [TestCase("connections:\n  web: { dataType: raw }\n", "FP1102 4:3")]
    [TestCase("connections:\n  web: { nme: a }\n", "FP1101 4:10")]
    [TestCase("connections:\n  web: { nme: a }\n  app: {}\n", "FP1101 4:10", "FP1102 5:3")]
    [TestCase("schemas:\n  a: { fields: { x: { expresion: y } } }\n", "FP1101 4:23")]
    [TestCase("connections:\n  web: { name: 1.0 }\n", "FP1103 4:16")]
    [TestCase("connections:\n  web: { name: ~ }\n", "FP1103 4:16")]
    [TestCase("connections:\n  web: { name: a, authenticationRequired: yes }\n", "FP1103 4:43")]
    [TestCase("connections:\n  web: { name: a, retries: 1.5 }\n", "FP1103 4:28")]
    [TestCase("connections:\n  web: { name: a, tags: [x, 2] }\n", "FP1103 4:29")]
    [TestCase("connections:\n  web: { name: a, tags: x }\n", "FP1103 4:25")]
    [TestCase("connections: []\n", "FP1103 3:14")]
    [TestCase("connections:\n  web:\n", "FP1103 4:7")]
    [TestCase("connections:\n  web: text\n", "FP1103 4:8")]
    [TestCase("connections:\n  web: { name: a, dataType: row }\n", "FP1104 4:29")]
    [TestCase("connections:\n  web: { name: a, type: http }\n", "FP1104 4:25")]
    [TestCase("schemas:\n  a: { ref: ftp://x }\n", "FP1105 4:13")]
    [TestCase("connections:\n  web: { name: \"\" }\n", "FP1106 4:16")]
    [TestCase("connections:\n  web: { name: a, retries: 11 }\n", "FP1106 4:28")]
    [TestCase("connections:\n  web: { name: a, retries: -1 }\n", "FP1106 4:28")]
    [TestCase("connections:\n  web: { name: a, tags: [x, x] }\n", "FP1106 4:19")]
    [TestCase("schemas:\n  a: { fields: {} }\n", "FP1106 4:8")]
    [TestCase("connections:\n  9lives: { name: a }\n", "FP1109 4:3")]
    [TestCase("connections:\n  \"a b\": { name: a }\n", "FP1109 4:3")]
    [TestCase("connections:\n  \"a\\n\": { name: a }\n", "FP1109 4:3")]
    // One of several forms
    [TestCase("datasets:\n  d: { profile: often }\n", "FP1103 4:17")]
    [TestCase("datasets:\n  d: { profile: { enabled: often } }\n", "FP1103 4:28")]
    [TestCase("datasets:\n  d: { profile: { enabled: true, upsrt: true } }\n", "FP1101 4:34")]
    [TestCase("datasets:\n  d: { profile: { upsert: true } }\n", "FP1102 4:8")]
    [TestCase("schemas:\n  a: { fields: { x: { source: a, idntity: true } } }\n", "FP1101 4:34")]
    [TestCase("schemas:\n  a: { fields: { x: { expression: 5 } } }\n", "FP1103 4:35")]
    [TestCase("connections:\n  web: { name: a, type: { version: \"1.0\" } }\n", "FP1102 4:19")]
    // Keys that a path would not tell apart
    [TestCase("schemas:\n  a: { fields: { person.name.first: 1 } }\n", "FP1103 4:37")]
    [TestCase("schemas:\n  a: { fields: { \"a[0]['x']\": 1 } }\n", "FP1103 4:31")]
    [TestCase("schemas:\n  a: { fields: { a/b~1: 1, \"q'\\\"\": 2 } }\n", "FP1103 4:25", "FP1103 4:36")]
    // Variables and environments
    [TestCase("environments: { dev: {}, prod: {} }\n", "FP1201 3:1")]
    [TestCase("environments: { dev: { sandbx: x } }\n", "FP1101 3:24")]
    [TestCase("environments: { dev: { sandbox: DEV } }\n", "FP1105 3:33")]
    [TestCase("environments: { Dev!: {} }\n", "FP1109 3:17")]
    [TestCase("environments: { dev: { variables: { x: 1 } } }\n", "FP1203 3:37")]
    [TestCase("variables: { a: {} }\n", "FP1204 3:14")]
    [TestCase("variables: { a: { type: number, default: x } }\n", "FP1205 3:42")]
    [TestCase("variables: { a: { type: list, default: x } }\n", "FP1205 3:40")]
    [TestCase("variables: { a: { type: nmber, default: x } }\n", "FP1104 3:25")]
    [TestCase("variables: { a: { typ: string, default: x } }\n", "FP1101 3:19")]
    [TestCase("variables: { _ad: { default: x } }\n", "FP1109 3:14")]
    [TestCase("variables: { a: x }\n", "FP1103 3:17")]
    [TestCase("variables: { a: { default: x, validation: { pattern: ^y } } }\n", "FP1206 3:14")]
    [TestCase("variables: { a: { default: x, validation: { oneOf: [y] } } }\n", "FP1206 3:14")]
    [TestCase("variables: { a: { type: number, default: 5, validation: { max: 4 } } }\n", "FP1206 3:14")]
    [TestCase("variables: { a: { type: number, default: 5, validation: { min: 5.5 } } }\n", "FP1206 3:14")]
    [TestCase("variables: { a: { sensitive: true, default: hunter2 } }\n", "FP1207 3:45")]
    [TestCase("variables: { a: { default: x, validation: { min: 1 } } }\n", "FP1216 3:45")]
    [TestCase("variables: { a: { default: x, validation: { pattern: ( } } }\n", "FP1217 3:54")]
    [TestCase("environments: { dev: { overrides: { flow: {} } } }\n", "FP1212 3:37")]
    [TestCase(Web + "environments: { dev: { overrides: { connections: { wb: {} } } } }\n", "FP1212 5:52")]
    // Expressions
    [TestCase("variables: { a: { default: x } }\nflows: { f: { name: \"{{ var.b }}\" } }\n", "FP1219 4:29")]
    [TestCase("flows: { f: { name: \"{{ vra.b }}\" } }\n", "FP1219 3:25")]
    [TestCase("flows: { f: { name: \"{{ if }}\" } }\n", "FP1218 3:28")]
    [TestCase("flows: { f: { name: \"{{ project\" } }\n", "FP1218 3:22")]
    [TestCase("flows: { f: { name: \"{{ project.\" } }\n", "FP1218 3:22")]
    [TestCase("flows: { f: { name: \"{{\" } }\n", "FP1218 3:22")]
    [TestCase("flows: { f: { name: \"{{ func f; end }}\" } }\n", "FP1218 3:25")]
    [TestCase("flows: { f: { name: \"{{ while true }}x{{ end }}\" } }\n", "FP1208 3:25")]
    [TestCase("flows: { f: { name: \"{{ 1 / 0 }}\" } }\n", "FP1208 3:21")]
    [TestCase("flows: { f: { enabled: \"{{ project }}\" } }\n", "FP1103 3:24")]
    // Outputs and moved
    [TestCase(Web + "outputs: { a: connections.web }\n", "FP1209 5:15")]
    [TestCase(Web + "outputs: { a: conection.web.id }\n", "FP1210 5:15")]
    [TestCase(Web + "outputs: { a: connection.wbe.id }\n", "FP1210 5:15")]
    [TestCase(Web + "outputs: { a: connections.wbe.id }\n", "FP1210 5:15")]
    [TestCase(Web + "outputs: { a: { valu: connections.web.id } }\n", "FP1101 5:17")]
    [TestCase(Web + "outputs: { a: {} }\n", "FP1102 5:12")]
    [TestCase("moved: [{ from: a, to: flow.b }]\n", "FP1211 3:17")]
    [TestCase("moved: [{ from: flow.a, to: flo.b }]\n", "FP1220 3:29")]
    [TestCase("moved: [{ from: flows.a, to: flos.b }]\n", "FP1220 3:30")]
    [TestCase("moved: [{ from: flow.a }]\n", "FP1102 3:11")]
    public void An_error_has_its_code_and_place(string body, params string[] expected) =>
        Assert.That(Workbench.Places(Workbench.Read(Workbench.Head + body)), Is.EqualTo(expected));

    [TestCase("", "FP1003 0:0")]
    [TestCase("# nothing\n\n", "FP1003 0:0")]
    [TestCase("---\n", "FP1003 0:0")]
    [TestCase("- a\n", "FP1013 1:1")]
    [TestCase("text\n", "FP1013 1:1")]
    [TestCase("project: demo\n", "FP1108 1:1")]
    [TestCase("apiVersion: flowplan/v2\nproject: demo\n", "FP1108 1:13")]
    [TestCase("apiVersion: 1\nproject: demo\n", "FP1108 1:13")]
    [TestCase("apiVersion: flowplan/v1\n", "FP1102 1:1")]
    [TestCase("apiVersion: flowplan/v1\nproject: 7\n", "FP1103 2:10")]
    [TestCase("apiVersion: flowplan/v1\nproject: a b\n", "FP1105 2:10")]
    [TestCase("{}\n", "FP1102 1:1", "FP1108 1:1")]
    public void The_head_of_a_manifest_is_checked(string text, params string[] expected) =>
        Assert.That(Workbench.Places(Workbench.Read(text)), Is.EqualTo(expected));

    [Test]
    public void All_errors_are_reported_in_one_run_in_reading_order()
    {
        var outcome = Workbench.Read(Workbench.Head + "conections: {}\nflows:\n  f: { enabled: 1, nme: x }\noutputs: { a: flows.g.id }\n");
        Assert.That(Workbench.Places(outcome), Is.EqualTo(new[] { "FP1101 3:1", "FP1103 5:17", "FP1101 5:20", "FP1210 6:15" }));
    }

    [Test]
    public void A_key_twice_names_both_places()
    {
        var finding = Workbench.Read(Workbench.Head + "flows:\n  a: {}\n  a: {}\n").Diagnostics.Single();
        Assert.That(finding.Help, Does.Contain("flowplan.yaml:4:3"));
        Assert.That(finding.Severity, Is.EqualTo(Severity.Error));
    }
}
