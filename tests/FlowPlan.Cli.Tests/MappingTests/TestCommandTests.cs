using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Tests.Commands;

namespace FlowPlan.Cli.Tests.MappingTests;

/// <summary><c>flowplan test</c> on a manifest in a folder of its own.</summary>
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

    [Test]
    public async Task A_field_counts_as_reached_only_in_the_mapping_that_was_tested()
    {
        using var command = new InProcess { OtherProviders = new AepProviderFactory() }.Write("""
            schemas: { s: { ref: S } }
            mappings:
              m: { schema: s, fields: { name: a }, tests: [{ given: { a: 1 }, expect: { name: 1 } }] }
              n: { schema: s, fields: { name: a } }
            """);

        var (_, output, _) = await command.RunAsync("test", command.Manifest);

        Assert.That(output, Does.Contain("Coverage: 1 of 2 fields, 0 of 0 branches.\n  n: no test has a value for name\n"));
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
    public async Task A_link_to_a_folder_above_is_not_followed()
    {
        using var command = WithTestFile();
        Directory.CreateSymbolicLink(Path.Combine(command.Manifest, "tests", "up"), command.Manifest);

        var (exit, output, _) = await command.RunAsync("test", command.Manifest);

        Assert.That(output, Does.EndWith("1 test: 1 passed, 0 failed.\n"));
        Assert.That(exit, Is.Zero);
    }

    [Test]
    public async Task A_test_file_that_leads_out_of_the_project_is_not_read()
    {
        using var command = WithTestFile();
        using var other = WithTestFile();
        File.CreateSymbolicLink(Path.Combine(command.Manifest, "b.test.yaml"), Path.Combine(other.Manifest, "tests", "a.test.yaml"));

        var (exit, _, error) = await command.RunAsync("test", command.Manifest);

        Assert.That(error, Does.Contain("FP2563").And.Contain("b.test.yaml"));
        Assert.That(exit, Is.EqualTo(1));
    }

    [Test]
    public async Task A_folder_of_tests_that_cannot_be_read_is_one_finding()
    {
        using var command = WithTestFile();
        var closed = Directory.CreateDirectory(Path.Combine(command.Manifest, "tests", "closed")).FullName;
        if (Environment.IsPrivilegedProcess)
            Assert.Ignore("To root every folder is readable.");
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("Windows has no file modes.");
            return;
        }

        File.SetUnixFileMode(closed, UnixFileMode.None);

        var (exit, _, error) = await command.RunAsync("test", command.Manifest);

        File.SetUnixFileMode(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.That(error, Does.Contain("FP2563").And.Contain("closed"));
        Assert.That(exit, Is.EqualTo(1));
    }

    private static async Task<(int Exit, string Output)> RunAsync(string tests)
    {
        using var command = new InProcess { OtherProviders = new AepProviderFactory() }.Write(Manifest + tests);
        var (exit, output, error) = await command.RunAsync("test", command.Manifest);
        Assert.That(error, Does.Not.Contain("error"));
        return (exit, output);
    }

    private static InProcess WithTestFile()
    {
        var command = new InProcess { OtherProviders = new AepProviderFactory() }.Write(Manifest.Replace("    tests:\n", string.Empty, StringComparison.Ordinal));
        Directory.CreateDirectory(Path.Combine(command.Manifest, "tests"));
        File.WriteAllText(
            Path.Combine(command.Manifest, "tests", "a.test.yaml"),
            "mapping: m\ntests:\n  - { given: { first: A, last: B, title: x }, stubs: { ua_agent_name: x }, expect: { name: AB } }\n");
        return command;
    }
}
