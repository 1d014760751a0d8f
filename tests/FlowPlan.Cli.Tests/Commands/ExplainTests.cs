using FlowPlan.Aep.Dialect;
using FlowPlan.Cli.Explaining;
using FlowPlan.Cli.Hosting;

namespace FlowPlan.Cli.Tests.Commands;

/// <summary>The documentation of a code, a kind or a field in the terminal.</summary>
public sealed class ExplainTests
{
    [TestCase("FP1204", "FP1204 (error)\n\n  Meaning     a variable has no value\n  What to do  set a default, or set it in the environment, by '--var',\n              '--var-file' or 'FLOWPLAN_VAR_name'\n  Exit code   1\n")]
    [TestCase("fp1214", "FP1214 (warning)\n\n  Meaning     a 'FLOWPLAN_VAR_' variable is set that matches no manifest\n              variable (warning)\n  What to do  unset it, or correct the name\n")]
    [TestCase("flow.source.format", "flow.source.format\n\n  Source by name, files: the format.\n\n  Type      string\n  Required  no\n  One of    delimited, json, parquet\n")]
    [TestCase("connections.auth.specName", "connection.auth.specName\n\n  The name of the authentication specification.\n\n  Type      string\n  Required  yes\n")]
    public async Task A_code_or_a_field_is_explained(string topic, string text)
    {
        using var cli = new InProcess { OtherProviders = new AepProviderFactory() };
        var run = await cli.RunAsync("explain", topic);
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, string.Empty)));
        Assert.That(run.Output, Is.EqualTo(text).Or.StartsWith(text + "  Example"));
    }

    [TestCase("flow.sourceConnection", "  Required  yes, or source\n", "  A change  replaces the object\n")]
    [TestCase("flow", "\n  name *            The display name, the only one of its kind in the manifest.\n", "\n    flows:\n      orders:\n        name: Orders\n")]
    [TestCase("flow", "\n  id    the flow's id, which producers send as x-adobe-flow-id\n", "\nMore about a field: flowplan explain flow.name\n")]
    [TestCase("schema.identities", "  Example   { \"_tenant.memberId\": { \"namespace\": \"member\", \"primary\": true },\n", "\n  namespace *  The key")]
    [TestCase("variables", "  Values that differ between environments or runs. Used in texts as\n  {{ var.name }}.\n", "\n  sensitive    A secret")]
    [TestCase("forEach", "  Type     list or map or string\n", "[ \"emea\", \"apac\" ], {{ var.regions }}\n")]
    [TestCase("environment.overrides", "environment.overrides\n", "  Type      map\n")]
    public async Task An_explanation_says_what_a_manifest_needs(string topic, params string[] texts)
    {
        using var cli = new InProcess { OtherProviders = new AepProviderFactory() };
        var run = await cli.RunAsync("explain", topic);
        foreach (var text in texts)
            Assert.That(run.Output, Does.Contain(text), topic);
    }

    [TestCase("flow.shedule", "Did you mean 'flow.schedule'?")]
    [TestCase("flow.source.fromat", "Did you mean 'flow.source.format'?")]
    [TestCase("flwo", "Did you mean 'flow'?")]
    [TestCase("variabels", "Did you mean 'variables'?")]
    [TestCase("FP120", "Did you mean 'FP1201'?")]
    [TestCase("", "'flowplan explain' lists what there is")]
    [TestCase("..", "'flowplan explain' lists what there is")]
    [TestCase("flow.", "'flowplan explain' lists what there is")]
    public async Task A_misspelt_topic_gets_a_suggestion(string topic, string help)
    {
        using var cli = new InProcess { OtherProviders = new AepProviderFactory() };
        var run = await cli.RunAsync("explain", topic);
        Assert.That(run.ExitCode, Is.EqualTo(64));
        Assert.That(run.Error, Does.StartWith($"error FP9002: There is no code, kind or field '{topic}'. {help}"));
    }

    [Test]
    public void Everything_in_the_list_and_every_field_can_be_explained_in_80_columns()
    {
        var dialect = new AepDialect();
        var explanations = new Explanations(dialect);
        var topics = dialect.Kinds.SelectMany(k => KindPage.Of(k.Name)!.Fields.Select(f => $"{k.Name}.{f.Key}").Prepend(k.Name)).Concat(KnownDiagnostics.All.Select(d => d.Code)).ToList();
        var texts = topics.Select(t => explanations.Find(t)).Prepend(explanations.List()).ToList();

        Assert.That(topics.Where((_, i) => texts[i + 1] is null), Is.Empty);
        var words = texts.SelectMany(t => t!.Split('\n')).Where(l => l.Length > 80 && l.TrimStart().Contains("  ", StringComparison.Ordinal) is false && l.TrimStart().Contains(' ', StringComparison.Ordinal));
        Assert.That(words.Where(l => !l.StartsWith("    ", StringComparison.Ordinal)), Is.Empty);
    }
}
