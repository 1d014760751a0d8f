using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Tests.Commands;

namespace FlowPlan.Cli.Tests.MappingTests;

/// <summary><c>flowplan test</c> and <c>flowplan preview</c> on a manifest in a folder of its own.</summary>
public sealed class TestCommandTests
{
    private const string Manifest = """
        schemas: { s: { ref: S } }
        mappings:
          m:
            schema: s
            fields:
              name: { expression: 'concat(first, last)' }
              gender: { expression: 'iif(title.equals("Mrs"), "female", "male")' }
              agent: { expression: 'ua_agent_name(agent)' }
              at: { expression: 'now()' }
              city: address.city
            tests:

        """;

    [Test]
    public async Task A_test_that_passes_exits_with_0_and_reports_coverage()
    {
        var (exit, output) = await RunAsync("""
                  - name: all
                    given: { first: A, last: B, title: Mrs, address: { city: Paris } }
                    now: 2026-01-31T12:00:00Z
                    stubs: { ua_agent_name: Firefox }
                    whole: true
                    expect: { name: AB, gender: female, agent: Firefox, at: 2026-01-31T12:00:00.000Z, city: Paris }
            """);

        Assert.That(output, Is.EqualTo("ok    m: all\nCoverage: 5 of 5 fields, 1 of 2 branches.\n  m: no test reaches '\"male\"' of gender\n1 test: 1 passed, 0 failed.\n"));
        Assert.That(exit, Is.Zero);
    }

    [TestCase("{ name: A B }", "name: expected \"A B\", got \"AB\"")]
    [TestCase("{ city: Paris }", "city: expected \"Paris\", got null")]
    [TestCase("{ name: null }", "name: expected null, got \"AB\"")]
    [TestCase("{ gender: male }", "gender: expected \"male\", got null (the method 'equals' is called on null)")]
    public async Task A_difference_is_shown_by_its_path_with_its_cause(string expected, string difference)
    {
        var (exit, output) = await RunAsync($"      - given: {{ first: A, last: B }}\n        stubs: {{ ua_agent_name: x }}\n        expect: {expected}\n");

        Assert.That(output, Does.Contain("      " + difference + "\n"));
        Assert.That(exit, Is.EqualTo(1));
    }

    [Test]
    public async Task A_function_that_cannot_be_evaluated_offline_is_reported()
    {
        var (exit, output) = await RunAsync("      - given: { first: A, last: B, title: Mr }\n        expect: { name: AB }\n");

        Assert.That(output, Does.Contain("agent: ua_agent_name cannot be evaluated offline; add a stub for the function"));
        Assert.That(exit, Is.EqualTo(1));
    }

    [TestCase("fails: [gender]", 0)]
    [TestCase("fails: [name]", 1)]
    [TestCase("fails: [nothing, gender]", 1)]
    public async Task A_failure_can_be_expected(string expectation, int exit) =>
        Assert.That((await RunAsync($"      - given: {{ first: A, last: B }}\n        stubs: {{ ua_agent_name: x }}\n        {expectation}\n")).Exit, Is.EqualTo(exit));

    [TestCase("      - expect: { name: A }\n", "FP2561")]
    [TestCase("      - given: { first: A }\n", "FP2561")]
    [TestCase("      - { given: { first: A }, expct: { name: A } }\n", "FP2561")]
    [TestCase("      - { given: [{ first: A }, { first: B }], expect: [{ name: A }] }\n", "FP2561")]
    [TestCase("      - { given: { first: A }, expect: { name: A }, now: yesterday }\n", "FP2561")]
    public async Task A_test_that_is_not_valid_is_one_finding(string test, string code)
    {
        using var command = new InProcess { OtherProviders = new AepProviderFactory() }.Write(Manifest + test);

        var (exit, _, error) = await command.RunAsync("test", command.Manifest);

        Assert.That(error, Does.Contain(code));
        Assert.That(exit, Is.EqualTo(1));
    }

    [Test]
    public async Task Tests_are_read_from_files_and_may_name_only_declared_mappings()
    {
        using var command = new InProcess { OtherProviders = new AepProviderFactory() }.Write(Manifest.Replace("    tests:\n", string.Empty, StringComparison.Ordinal));
        Directory.CreateDirectory(Path.Combine(command.Manifest, "tests"));
        await File.WriteAllTextAsync(Path.Combine(command.Manifest, "a.test.yaml"), "mapping: m\ntests:\n  - { given: { first: A, last: B, title: x }, stubs: { ua_agent_name: x }, expect: { name: AB } }\n");
        var passed = await command.RunAsync("test", command.Manifest, "--format", "junit");
        await File.WriteAllTextAsync(Path.Combine(command.Manifest, "tests", "b.test.yaml"), "mapping: n\ntests:\n  - { given: {}, expect: { name: AB } }\n");
        var unknown = await command.RunAsync("test", command.Manifest);

        Assert.Multiple(() =>
        {
            Assert.That(passed.Output, Does.Contain("tests=\"1\" failures=\"0\""));
            Assert.That(unknown.Error, Does.Contain("FP2562").And.Contain("did you mean 'm'?"));
        });
    }

    [Test]
    public async Task A_preview_marks_what_is_null_failed_or_unknown()
    {
        using var command = new InProcess { OtherProviders = new AepProviderFactory() }.Write(Manifest + "      []\n");
        var file = Path.Combine(command.Manifest, "records.ndjson");
        await File.WriteAllTextAsync(file, "{\"first\":\"A\",\"last\":\"B\"}\n{\"first\":\"C\",\"last\":\"D\",\"title\":\"Mr\"}\n");

        var (exit, output, _) = await command.RunAsync("preview", "m", file, "--manifest", command.Manifest);

        Assert.Multiple(() =>
        {
            Assert.That(exit, Is.Zero);
            Assert.That(output, Does.Contain("-> name    \"AB\"").And.Contain("! iif(").And.Contain("? ua_agent_name(agent)").And.Contain("  - address.city"));
            Assert.That(output, Does.EndWith("2 of at most 100 records; 2 fields null, 3 failed or unknown.\n"));
        });
    }

    [TestCase("x", "records.json", "FP2562")]
    [TestCase("m", "missing.json", "FP2563")]
    [TestCase("m", "broken.json", "FP2563")]
    public async Task A_preview_that_cannot_be_made_is_one_finding(string mapping, string file, string code)
    {
        using var command = new InProcess { OtherProviders = new AepProviderFactory() }.Write(Manifest + "      []\n");
        await File.WriteAllTextAsync(Path.Combine(command.Manifest, "records.json"), "[{}]");
        await File.WriteAllTextAsync(Path.Combine(command.Manifest, "broken.json"), "{");

        var (exit, _, error) = await command.RunAsync("preview", mapping, Path.Combine(command.Manifest, file), "--manifest", command.Manifest);

        Assert.That(error, Does.Contain(code));
        Assert.That(exit, Is.EqualTo(1));
    }

    private static async Task<(int Exit, string Output)> RunAsync(string tests)
    {
        using var command = new InProcess { OtherProviders = new AepProviderFactory() }.Write(Manifest + tests);
        var (exit, output, error) = await command.RunAsync("test", command.Manifest);
        Assert.That(error, Does.Not.Contain("error"));
        return (exit, output);
    }
}
