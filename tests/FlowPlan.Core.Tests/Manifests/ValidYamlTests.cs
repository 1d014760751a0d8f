using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Manifests;

/// <summary>YAML that other parsers accept is accepted, with the same value.</summary>
public sealed class ValidYamlTests
{
    [TestCase("{a: &t raw, b: *t, c: x}", "{\"a\":\"raw\",\"b\":\"raw\",\"c\":\"x\"}")]
    [TestCase("{ a: A, b: &t raw, c: x }", "{\"a\":\"A\",\"b\":\"raw\",\"c\":\"x\"}")]
    [TestCase("a: {b: &t raw}\nc: *t\n", "{\"a\":{\"b\":\"raw\"},\"c\":\"raw\"}")]
    [TestCase("{a: &t \"raw\", b: *t}", "{\"a\":\"raw\",\"b\":\"raw\"}")]
    [TestCase("{a: &t [1, 2], b: *t, c: 1}", "{\"a\":[1,2],\"b\":[1,2],\"c\":1}")]
    [TestCase("{a: &t {x: 1}, b: *t, c: 1}", "{\"a\":{\"x\":1},\"b\":{\"x\":1},\"c\":1}")]
    [TestCase("[&t raw, *t, x]", "[\"raw\",\"raw\",\"x\"]")]
    [TestCase("{a: !!str 1, b: 2}", "{\"a\":\"1\",\"b\":2}")]
    [TestCase("{a: &t !!str 1, b: 2}", "{\"a\":\"1\",\"b\":2}")]
    [TestCase("{&k a: 1, b: *k}", "{\"a\":1,\"b\":\"a\"}")]
    [TestCase("a: |\n\n  text\n", "{\"a\":\"\\ntext\\n\"}")]
    [TestCase("a: |\n\n\n  text\n  more\nb: 1\n", "{\"a\":\"\\n\\ntext\\nmore\\n\",\"b\":1}")]
    [TestCase("a: |\n    \n  text\n", null)]
    [TestCase("a: >\n\n  text\n  more\n", "{\"a\":\"\\ntext more\\n\"}")]
    [TestCase("a: |2\n\n    text\n", "{\"a\":\"\\n  text\\n\"}")]
    [TestCase("a: |-\n\n  text\n\n", "{\"a\":\"\\ntext\"}")]
    [TestCase("a:\n- |\n\n  text\n", "{\"a\":[\"\\ntext\\n\"]}")]
    [TestCase("a: |\r\n\r\n  text\r\n", "{\"a\":\"\\ntext\\n\"}")]
    [TestCase("a: 1\n---\n", "{\"a\":1}")]
    [TestCase("a: 1\n---", "{\"a\":1}")]
    [TestCase("---\na: 1\n...\n", "{\"a\":1}")]
    [TestCase("---\na: 1\n---\n# the end\n", "{\"a\":1}")]
    [TestCase("a: 1\n...\n---\n...\n", "{\"a\":1}")]
    [TestCase("%YAML 1.2\n---\na: 1\n", "{\"a\":1}")]
    [TestCase("{\"a\":1,\"b\":[true,null]}", "{\"a\":1,\"b\":[true,null]}")]
    [TestCase("{\"a\":\"x\"}", "{\"a\":\"x\"}")]
    [TestCase("{\n\t\"a\": 1,\n\t\"b\": 2\n}\n", "{\"a\":1,\"b\":2}")]
    [TestCase("{\"a\":\"b\\/c\\u00e4\"}", "{\"a\":\"b/c\u00e4\"}")]
    [TestCase("a: 'x'   # note\nb: \"y\" # note\n", "{\"a\":\"x\",\"b\":\"y\"}")]
    [TestCase("a: &t\n  x: 1\nb: *t\n", "{\"a\":{\"x\":1},\"b\":{\"x\":1}}")]
    [TestCase("a: [1, 2,]\n", "{\"a\":[1,2]}")]
    [TestCase("a: {b: 1,}\n", "{\"a\":{\"b\":1}}")]
    [TestCase("a:\n- b: 1\n  c: 2\n-\n  d: 3\n", "{\"a\":[{\"b\":1,\"c\":2},{\"d\":3}]}")]
    [TestCase("a: http://x/y?z=1#f\n", "{\"a\":\"http://x/y?z=1#f\"}")]
    [TestCase("a: x: \n", null)]
    [TestCase("a: 1\n---\nb: 2\n", null)]
    public void It_is_read_with_its_value(string yaml, string? json)
    {
        var found = new DiagnosticBag();
        var node = YamlReader.Read(new SourceText("x.yaml", yaml), found);

        Assert.That(found.ToSorted().IsEmpty, Is.EqualTo(json is not null), () => string.Join("\n", found.ToSorted().Select(d => $"{d.Span} {d.Message}")));
        Assert.That(node is null ? null : ValueJson.ToJson(node.ToValue()), Is.EqualTo(json));
    }
}
