using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.MappingTests.Effects;
using FlowPlan.Cli.Tests.Commands;
using FlowPlan.DataPrep.Mapping;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.Cli.Tests.MappingTests;

/// <summary>Mappings and functions compared with the service: <c>preview --live</c> and <c>functions --refresh</c> with an emulator.</summary>
public sealed class LivePreviewTests
{
    private const string Manifest = """
        schemas:
          s: { title: S, class: profile, fieldGroups: [https://ns.adobe.com/xdm/context/profile-person-details] }
        mappings:
          m:
            schema: s
            fields:
              person.name.firstName: given
              person.name.fullName: { expression: 'concat(given, " ", family)' }
              person.name.lastName: { expression: 'EXPRESSION' }

        """;

    [TestCase("upper(family)", 0, "The service has the same values.\n")]
    [TestCase("family.toUpperCase()", 0, "The service has the same values.\n")]
    [TestCase("format(now(), \"SSS\")", 0, "The service has the same values.\n")]
    [TestCase("format(date(\"2019-10-23\"), \"yyyy\")", 0, "The service has the same values.\n")]
    public async Task What_the_service_makes_of_records_is_compared_by_path(string expression, int exit, string expected)
    {
        using var command = Written(expression);
        var applied = await command.RunAsync("apply", command.Manifest, "--auto-approve", "--emulator");

        var (code, output, error) = await command.RunAsync("preview", "m", Records(command), "--manifest", command.Manifest, "--live", "--emulator");

        Assert.That(applied.ExitCode, Is.Zero, applied.Error);
        Assert.That((code, output), Is.EqualTo((exit, output)), error + output);
        Assert.That(output, Does.Contain("-> person.name.fullName   \"Ann Lee\"\n").And.Contain(expected));
    }

    [Test]
    public async Task A_mapping_whose_schema_does_not_exist_yet_is_one_finding()
    {
        using var command = Written("upper(family)");

        var (code, output, error) = await command.RunAsync("preview", "m", Records(command), "--manifest", command.Manifest, "--live", "--emulator");

        Assert.That(error, Does.Contain("error FP2564: the schema of mapping.m does not exist on the platform yet"));
        Assert.That((code, output), Is.EqualTo((1, "")));
    }

    [Test]
    public async Task The_functions_are_compared_with_those_of_the_service()
    {
        using var command = Written("family");

        var (code, output, error) = await command.RunAsync("functions", "--refresh", "--sandbox", "dev", "--emulator");

        Assert.That((code, output), Is.EqualTo((0, output)), error);
        Assert.That(output, Does.Match(@"\AThe service has the same \d+ functions.\n\z"));
    }

    [Test]
    public async Task Tests_are_compared_with_the_service_too()
    {
        using var command = Written("upper(family)");
        await File.WriteAllTextAsync(
            Path.Combine(command.Manifest, "m.test.yaml"),
            "mapping: m\ntests:\n  - { name: t, given: [{ given: A, family: b }, { given: C }], expect: [{ person: { name: { lastName: B } } }, {}] }\n");
        var unapplied = await command.RunAsync("test", command.Manifest, "--live", "--emulator");
        await command.RunAsync("apply", command.Manifest, "--auto-approve", "--emulator");

        var (code, output, error) = await command.RunAsync("test", command.Manifest, "--live", "--emulator");

        Assert.That(unapplied.Error, Does.Contain("FP2564"));
        Assert.That((code, output), Is.EqualTo((0, output)), error + output);
        Assert.That(output, Does.StartWith("ok    m: t\n"));
    }

    [Test]
    public async Task The_tests_of_all_mappings_are_compared_with_one_plan()
    {
        using var command = new InProcess { OtherProviders = new AepProviderFactory() }.Write("""
            schemas:
              s: { title: S, class: profile, fieldGroups: [https://ns.adobe.com/xdm/context/profile-person-details] }
            mappings:
              m: { schema: s, fields: { person.name.firstName: given } }
              n: { schema: s, fields: { person.name.lastName: family } }

            """);
        foreach (var mapping in (string[])["m", "n"])
            await File.WriteAllTextAsync(Path.Combine(command.Manifest, mapping + ".test.yaml"), $"mapping: {mapping}\ntests:\n  - {{ name: t, given: [{{ given: A, family: b }}], expect: [{{}}] }}\n");
        await command.RunAsync("apply", command.Manifest, "--auto-approve", "--emulator");

        var (code, output, error) = await command.RunAsync("test", command.Manifest, "--live", "--emulator", "--log-level", "info");

        Assert.That((code, output), Is.EqualTo((0, output)), error + output);
        Assert.That(output, Does.Contain("ok    m: t\n").And.Contain("ok    n: t\n"));
        Assert.That(error.Split("planning ").Length - 1, Is.EqualTo(1), error);
    }

    [TestCase("""{"a":1,"b":{"c":"x"}}""", """{"a":"1","b":{"c":"x"}}""")]
    [TestCase("""{"a":1}""", """{"a":2}""", "a: the service has 1, FlowPlan 2")]
    [TestCase("""{"b":{"c":"x"}}""", "{}", "b.c: the service has \"x\", FlowPlan null")]
    [TestCase("""{"l":[{"c":1},{"c":2}]}""", """{"l":[{"c":1},{"c":3}]}""", "l[1].c: the service has 2, FlowPlan 3")]
    [TestCase("""{"l":[1]}""", """{"l":[1,2]}""", "l: the service has [1], FlowPlan [1,2]")]
    [TestCase("""{"u":{"v":1},"at":5}""", "{}")]
    [TestCase("""{"emails":[{"address":"canary"}]}""", "{}")]
    [TestCase("""{"emails":[{"address":"canary"},{"address":"x"}],"a":1}""", """{"emails":[{"address":"y"}],"a":2}""", "a: the service has 1, FlowPlan 2")]
    [TestCase("""{"a":null}""", """{"a":"null"}""", "a: the service has null, FlowPlan \"null\"")]
    public void Values_are_compared_as_text_except_those_that_are_unknown_or_change(string live, string offline, params string[] expected)
    {
        var fields = new FieldResult[]
        {
            new(new("u", null, "ua_agent_name(x)"), DataValue.Null, "unknown", true, []),
            new(new("emails[0].address", null, null, "it uses a sensitive variable"), DataValue.Null, "it uses a sensitive variable", true, []),
            new(new("at", null, "to_integer(timestamp())"), DataValue.Null, null, false, []),
        };

        Assert.That(LiveDifferences.Of(Json(live), new MappingResult(Json(offline), fields)), Is.EqualTo(expected));
    }

    private static DataValue Json(string text) => JsonValues.Parse(System.Text.Encoding.UTF8.GetBytes(text));

    private static InProcess Written(string expression) =>
        new InProcess { OtherProviders = new AepProviderFactory() }.Write(Manifest.Replace("EXPRESSION", expression, StringComparison.Ordinal));

    private static string Records(InProcess command)
    {
        var file = Path.Combine(command.Manifest, "records.json");
        File.WriteAllText(file, "[{\"given\":\"Ann\",\"family\":\"Lee\"}]");
        return file;
    }
}
