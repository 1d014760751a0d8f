using System.Text.Json.Nodes;
using System.Xml.Linq;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Output.Findings;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Tests.Commands;

/// <summary>The findings of <c>validate</c> for other programs.</summary>
public sealed class ValidateFormatTests
{
    private const string Faulty = "connections: { web: { name: Web, dataType: raw, bogus: 1 } }\n";

    [Test]
    public async Task GitHub_gets_an_annotation_for_each_finding_at_its_place()
    {
        using var cli = new InProcess { OtherProviders = new AepProviderFactory() }.Write(Faulty);
        var run = await cli.RunAsync("validate", cli.Manifest, "--format", "github");
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.StartWith($"::error file={cli.Manifest}/flowplan.yaml,line=5,endLine=5,col=49,endColumn=54,title=FP1101::").And.Contain("%0A").And.EndWith("\n"));
        Assert.That(run.Output.Split('\n'), Has.Length.EqualTo(2));
        Assert.That(run.Error, Does.Contain("error FP1101"));
    }

    [Test]
    public void An_annotation_is_one_command_whatever_the_message_holds()
    {
        var finding = Diagnostic.Of(CliDescriptors.UsageError, "100%\r\n::error::forged", SourceSpan.OfFile("a,b:c.yaml"));
        Assert.That(GitHubAnnotations.Of([finding]), Is.EqualTo("::error file=a%2Cb%3Ac.yaml,title=FP9002::100%25%0D%0A::error::forged\n"));
    }

    [Test]
    public async Task SARIF_has_the_rules_and_the_places()
    {
        using var cli = new InProcess { OtherProviders = new AepProviderFactory() }.Write(Faulty);
        var run = await cli.RunAsync("validate", cli.Manifest, "--format", "sarif");
        var sarif = JsonNode.Parse(run.Output)!["runs"]![0]!;
        var result = sarif["results"]![0]!;
        var place = result["locations"]![0]!["physicalLocation"]!;

        Assert.That((string)sarif["tool"]!["driver"]!["rules"]![0]!["id"]!, Is.EqualTo("FP1101"));
        Assert.That(((string)result["ruleId"]!, (string)result["level"]!), Is.EqualTo(("FP1101", "error")));
        Assert.That(((string)place["artifactLocation"]!["uri"]!, (int)place["region"]!["startLine"]!), Is.EqualTo(($"file://{cli.Manifest}/flowplan.yaml", 5)));
    }

    [Test]
    public async Task JSON_is_one_document_also_on_failure()
    {
        using var cli = new InProcess { OtherProviders = new AepProviderFactory() }.Write(Faulty);
        var faulty = JsonNode.Parse((await cli.RunAsync("validate", cli.Manifest, "--format", "json")).Output)!;
        var missing = JsonNode.Parse((await cli.RunAsync("validate", Path.Combine(cli.Manifest, "none.yaml"), "--format", "json")).Output)!;
        cli.Write("connections: {}\n");
        var valid = JsonNode.Parse((await cli.RunAsync("validate", cli.Manifest, "--format", "json")).Output)!;

        Assert.That(((bool)faulty["valid"]!, (string)faulty["diagnostics"]![0]!["code"]!), Is.EqualTo((false, "FP1101")));
        Assert.That(((bool)missing["valid"]!, missing["environments"]!.AsArray().Count), Is.EqualTo((false, 0)));
        Assert.That(((bool)valid["valid"]!, (string)valid["environments"]![0]!), Is.EqualTo((true, "dev")));
    }

    [Test]
    public async Task JUnit_has_a_case_for_each_environment_and_each_error()
    {
        using var cli = new InProcess { OtherProviders = new AepProviderFactory() }.Write(Faulty);
        var faulty = XDocument.Parse((await cli.RunAsync("validate", cli.Manifest, "--format", "junit")).Output);
        cli.Write("connections: {}\n");
        var valid = XDocument.Parse((await cli.RunAsync("validate", cli.Manifest, "--format", "junit")).Output);

        Assert.That(faulty.Descendants("testcase").Select(c => c.Attribute("name")!.Value), Is.EqualTo(new[] { "FP1101 line 5" }));
        Assert.That(faulty.Descendants("failure").Count(), Is.EqualTo(1));
        Assert.That(valid.Descendants("testcase").Select(c => (c.Attribute("name")!.Value, c.HasElements)), Is.EqualTo(new[] { ("dev", false) }));
    }
}
