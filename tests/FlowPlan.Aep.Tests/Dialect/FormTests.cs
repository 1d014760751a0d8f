namespace FlowPlan.Aep.Tests.Dialect;

/// <summary>What the JSON Schema refuses, told of the form that was meant. The manifests begin on line 3 of their file.</summary>
[TestFixture]
internal sealed class FormTests
{
    [TestCase("connections:\n  a: { nmae: A, dataType: xdm }\n", "FP1101", 4, "did you mean 'name'?")]
    [TestCase("flow: {}\n", "FP1101", 3, "did you mean 'flows'?")]
    [TestCase("connections:\n  a: { name: A, dataType: json }\n", "FP1104", 4, "xdm")]
    [TestCase("connections:\n  a: { name: A, dataType: xdm, type: http-ap }\n", "FP1104", 4, "allowed: http-api")]
    [TestCase("connections:\n  a: { name: A, type: { version: \"1.0\" } }\n", "FP1102", 4, "id")]
    [TestCase("datasets:\n  a: { name: A, schema: s, profile: { enabled: true, upsrt: true } }\n", "FP1101", 4, "did you mean 'upsert'?")]
    [TestCase("datasets:\n  a: { name: A, schema: s, identity: {} }\n", "FP1102", 4, "enabled")]
    [TestCase("datasets:\n  a: { name: A, schema: s, tags: { a: b } }\n", "FP1103", 4, "a list")]
    [TestCase("mappings:\n  a: { schema: s, fields: { x: { expression: a, identty: true } } }\n", "FP1101", 4, "did you mean 'identity'?")]
    [TestCase("schemas:\n  a: { ref: S, version: v1 }\n", "FP1105", 4, "a version such as \"1.0\"")]
    [TestCase("schemas:\n  a: { ref: \"\" }\n", "FP1106", 4, "must not be empty")]
    [TestCase("flows:\n  a: { name: A, source: { name: S }, target: { dataset: d } }\n", "FP1102", 4, "connection")]
    [TestCase("flows:\n  a: { name: 2024 }\n", "FP1103", 4, "\"2024\"")]
    [TestCase("outputs:\n  a: { vaule: flows.a.id }\n", "FP1101", 4, "did you mean 'value'?")]
    public void A_wrong_form_is_told_at_its_line_with_the_way_out(string sections, string code, int line, string said)
    {
        using var folder = new ManifestFolder();

        var findings = folder.Try(sections).Diagnostics;

        var finding = findings.FirstOrDefault(f => f.Code == code);
        Assert.That(finding, Is.Not.Null, string.Join('\n', findings));
        Assert.That(finding!.Span!.Value.Line, Is.EqualTo(line));
        Assert.That($"{finding.Message} {finding.Help}", Does.Contain(said));
    }

    [TestCase("a b")]
    [TestCase("1a")]
    [TestCase("a.b")]
    public void A_key_that_no_address_can_name_is_refused(string key)
    {
        using var folder = new ManifestFolder();

        var finding = folder.Try($"connections:\n  {key}: {{ name: A, dataType: xdm }}\n").Diagnostics.Single();

        Assert.That((finding.Code, finding.Span!.Value.Line, finding.Span.Value.Column), Is.EqualTo(("FP1109", 4, 3)));
    }
}
