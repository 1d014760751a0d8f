using System.Text.Json.Nodes;
using FlowPlan.Cli.Output;
using FlowPlan.Cli.Output.Json;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Tests.Output;

/// <summary>The findings of a command that has its document.</summary>
public sealed class DocumentFindingTests
{
    [Test]
    public void A_document_has_what_was_found_before_and_after_it()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var redactor = new SecretRedactor();
        var reporter = new JsonReporter(output, new Terminal(output, error, false, false, redactor), redactor, JsonShape.Document);
        reporter.Diagnostics([Finding.Warning("FP3054", "first")]);
        ((IReporter)reporter).Document("text", Value.Map.Of(("id", Value.Of("1"))));
        reporter.Diagnostics([Finding.Warning("FP3054", "second")]);
        reporter.Finish(ExitCodes.Done);

        var document = JsonNode.Parse(output.ToString())!;
        Assert.That((string?)document["id"], Is.EqualTo("1"));
        Assert.That(document["diagnostics"]!.AsArray().Select(d => (string?)d!["message"]), Is.EqualTo(new[] { "first", "second" }));
        Assert.That(error.ToString(), Does.Contain("warning FP3054: first").And.Contain("warning FP3054: second"));
    }
}
