using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Manifests.Validation;

namespace FlowPlan.Core.Tests.Manifests;

/// <summary>A value that a schema allows in several forms, where it is in none of them or in more than one.</summary>
public sealed class SeveralFormsTests
{
    private const string Schema = """
        {
          "type": "object",
          "properties": {
            "none": { "description": "a number or a switch", "anyOf": [{ "type": ["integer", "boolean"] }, { "type": ["integer", "null"] }] },
            "both": { "description": "a word or a name", "oneOf": [{ "type": "string", "minLength": 1 }, { "type": "string", "maxLength": 9 }] }
          }
        }
        """;

    [TestCase("none: x\n", "FP1107 1:7")]
    [TestCase("both: x\n", "FP1107 1:7")]
    [TestCase("both: longer than nine\n", "")]
    public void It_is_one_finding_with_the_forms_described(string yaml, string expected)
    {
        var found = new DiagnosticBag();
        var manifest = (Node.Mapping)YamlReader.Read(new SourceText("flowplan.yaml", yaml), found)!;

        SchemaValidator.Check(manifest, Schema, found);

        Assert.That(string.Join(" ", found.ToSorted().Select(d => $"{d.Code} {d.Span!.Value.Line}:{d.Span.Value.Column}")), Is.EqualTo(expected));
        Assert.That(found.ToSorted().Select(d => d.Help), Is.All.Contains("a "));
    }
}
