using System.Text.Json;
using FlowPlan.Aep.Kinds.Sources;
using FlowPlan.Cli.Hosting;

namespace FlowPlan.Cli.Tests.Commands;

/// <summary>The table of sources, and whether the platform still has it so.</summary>
public sealed class SourcesTests
{
    [Test]
    public async Task The_table_is_that_of_the_emulator_and_one_can_be_asked_for_alone()
    {
        using var cli = new InProcess { OtherProviders = new AepProviderFactory() };

        var all = await cli.RunAsync("sources", "--refresh", "--sandbox", "dev", "--endpoint", "emulator");
        var one = await cli.RunAsync("sources", "amazon-s3", "--refresh", "--sandbox", "dev", "--endpoint", "emulator");
        var none = await cli.RunAsync("sources", "--refresh", "--endpoint", "emulator");

        Assert.That((all.ExitCode, all.Output), Is.EqualTo((0, "No differences: all 20 sources are as Flow Service has them.\n")), all.Error);
        Assert.That((one.ExitCode, one.Output), Is.EqualTo((0, "No differences: the source is as Flow Service has it.\n")), one.Error);
        Assert.That((none.ExitCode, none.Error.Contains("--sandbox", StringComparison.Ordinal)), Is.EqualTo((1, true)));
    }

    [Test]
    public async Task Without_it_no_call_is_made()
    {
        using var cli = new InProcess { OtherProviders = new AepProviderFactory() };

        var list = await cli.RunAsync("sources");
        var one = await cli.RunAsync("sources", "snowflake");

        Assert.That(list.Output.TrimEnd().Split('\n'), Has.Length.EqualTo(SourceTable.All.Length));
        Assert.That(one.Output, Does.StartWith("snowflake: Snowflake\n").And.Contain("connectionString (secret)").And.Contain("copy"));
    }

    [TestCase("null", "null", "there is no flow specification", "there is no connection specification")]
    [TestCase("""{"attributes": {"isSource": false}, "authSpec": [{"name": "Access Key"}]}""", "{}", "is not one of a source")]
    [TestCase("""{"authSpec": [{"name": "Access Key", "spec": {"required": ["s3AccessKey"]}}]}""", "{}", "requires s3AccessKey; here it is s3AccessKey, s3SecretKey")]
    [TestCase("""{"authSpec": [{"name": "Assumed Role"}]}""", "{}", "'Access Key' does not exist", "'Assumed Role' is not in the table")]
    [TestCase("""{"authSpec": [{"name": "Access Key"}]}""", """{"sourceConnectionSpecIds": ["other"]}""", "does not take it")]
    [TestCase("""{"attributes": {"isSource": true}, "authSpec": [{"name": "Access Key", "spec": {"required": ["s3SecretKey", "s3AccessKey"]}}]}""", "{}")]
    public void A_difference_is_told(string connection, string flow, params string[] told)
    {
        static JsonElement? Parse(string json) => json == "null" ? null : JsonDocument.Parse(json).RootElement;

        var found = SourceComparison.Compare(SourceTable.Find("amazon-s3")!, Parse(connection), Parse(flow)).ToList();

        Assert.That(found, Has.Count.EqualTo(told.Length), string.Join("; ", found));
        Assert.That(told.Where(t => !found.Exists(f => f.Contains(t, StringComparison.Ordinal))), Is.Empty);
    }
}
