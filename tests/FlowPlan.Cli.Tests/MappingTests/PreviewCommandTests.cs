using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Tests.Commands;

namespace FlowPlan.Cli.Tests.MappingTests;

/// <summary><c>flowplan preview</c> on a manifest in a folder of its own.</summary>
public sealed class PreviewCommandTests
{
    private const string Manifest = """
        schemas: { s: { ref: S } }
        mappings:
          m:
            schema: s
            fields:
              name: { expression: 'concat(given, family)' }
              gender: { expression: 'iif(title.equals("Mrs"), "female", "male")' }
              agent: { expression: 'ua_agent_name(agent)' }
              city: address.city

        """;

    [Test]
    public async Task A_preview_marks_what_is_null_failed_or_unknown()
    {
        var (exit, output, _) = await RunAsync("{\"given\":\"A\",\"family\":\"B\"}\n{\"given\":\"C\",\"family\":\"D\",\"title\":\"Mr\"}\n");

        Assert.Multiple(() =>
        {
            Assert.That(exit, Is.Zero);
            Assert.That(output, Does.Contain("-> name    \"AB\"").And.Contain("! iif(").And.Contain("? ua_agent_name(agent)").And.Contain("  - address.city"));
            Assert.That(output, Does.EndWith("2 records; 2 fields null, 3 failed or unknown.\n"));
        });
    }

    [TestCase(100, "\n100 records; 100 fields null, ")]
    [TestCase(101, "\nThe first 100 records; 100 fields null, ")]
    public async Task The_first_hundred_records_are_shown(int count, string summary) =>
        Assert.That((await RunAsync(string.Concat(Enumerable.Repeat("{\"title\":\"Mr\"}\n", count)))).Output, Does.Contain(summary));

    [Test]
    public async Task Records_after_those_that_are_shown_are_not_read() =>
        Assert.That((await RunAsync(string.Concat(Enumerable.Repeat("{}\n", 100)) + "{}\n{")).Exit, Is.Zero);

    [TestCase("[{\"given\":\"A\",\"family\":\"B\"}]")]
    [TestCase("{\n  \"given\": \"A\",\n  \"family\": \"B\"\n}\n")]
    public async Task Records_are_read_as_send_reads_them(string text) => Assert.That((await RunAsync(text)).Output, Does.Contain("-> name    \"AB\""));

    [TestCase("{", "record 1 on line 1 of ")]
    [TestCase("{\"given\":\"\\ud800\"}", "record 1 on line 1 of ")]
    [TestCase("{}\n{\"\\ud800\":1}\n", "record 2 on line 2 of ")]
    [TestCase("{}\n{}\n7\n", "record 3 on line 3 of ")]
    [TestCase("[{},\n[]]", "record 2 on line 2 of ")]
    [TestCase("[{}", "record 1 on line 1 of ")]
    public async Task A_record_that_cannot_be_used_is_one_finding(string text, string place)
    {
        var (exit, output, error) = await RunAsync(text);

        Assert.That(error, Does.StartWith("error FP8211: " + place));
        Assert.That((exit, output), Is.EqualTo((1, "")));
    }

    [Test]
    public async Task A_field_with_a_sensitive_variable_is_unknown()
    {
        using var command = new InProcess { OtherProviders = new AepProviderFactory() }
            .Write("variables: { salt: { sensitive: true } }\n" + Manifest.Replace("city: address.city", "city: { expression: 'sha256(\"{{ var.salt }}\")' }", StringComparison.Ordinal));
        var file = Path.Combine(command.Manifest, "records.json");
        await File.WriteAllTextAsync(file, "{}");
        command.Variables["FLOWPLAN_VAR_salt"] = "topsecret";

        var (exit, output, _) = await command.RunAsync("preview", "m", file, "--manifest", command.Manifest);

        Assert.That(output, Does.Contain("city    unknown: it uses a sensitive variable, which is not evaluated\n").And.Not.Contain("topsecret"));
        Assert.That(exit, Is.Zero);
    }

    [TestCase("x", "{}", "FP2562")]
    [TestCase("m", null, "FP8211")]
    public async Task A_preview_that_cannot_be_made_is_one_finding(string mapping, string? records, string code)
    {
        var (exit, _, error) = await RunAsync(records, mapping);

        Assert.That(error, Does.Contain(code));
        Assert.That(exit, Is.EqualTo(1));
    }

    [Test]
    public async Task A_file_without_a_name_is_one_finding()
    {
        using var command = new InProcess { OtherProviders = new AepProviderFactory() }.Write(Manifest);

        var (exit, _, error) = await command.RunAsync("preview", "m", "", "--manifest", command.Manifest);

        Assert.That(error, Does.StartWith("error FP8211"));
        Assert.That(exit, Is.EqualTo(1));
    }

    private static async Task<(int Exit, string Output, string Error)> RunAsync(string? records, string mapping = "m")
    {
        using var command = new InProcess { OtherProviders = new AepProviderFactory() }.Write(Manifest);
        var file = Path.Combine(command.Manifest, "records.json");
        if (records is not null)
            await File.WriteAllTextAsync(file, records);
        return await command.RunAsync("preview", mapping, file, "--manifest", command.Manifest);
    }
}
