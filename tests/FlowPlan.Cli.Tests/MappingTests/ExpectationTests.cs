using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Tests.Commands;

namespace FlowPlan.Cli.Tests.MappingTests;

/// <summary>What a test of a mapping must not accept, and the forms that it cannot have.</summary>
public sealed class ExpectationTests
{
    private const string Manifest = """
        schemas: { s: { ref: S } }
        mappings:
          m:
            schema: s
            fields:
              text: t
              number: n
              agent: { expression: 'ua_agent_name(a)' }
              sum: { expression: 'x + y' }
            tests:

        """;

    private const string Stubbed = "stubs: { ua_agent_name: f }";

    [Test]
    public async Task Texts_that_differ_after_200_characters_are_different()
    {
        var same = new string('a', 250);

        var (exit, output) = await RunAsync($"given: {{ t: {same}x, x: 1, y: 1 }}", $"expect: {{ text: {same}y }}", Stubbed);

        Assert.That(output, Does.Contain("text: expected \"aaa").And.Contain("a…; they differ from character 252 on\n"));
        Assert.That(exit, Is.EqualTo(1));
    }

    [TestCase("9007199254740993", "9007199254740992", 1)]
    [TestCase("9007199254740993", "9007199254740993", 0)]
    [TestCase("7", "7.0", 0)]
    [TestCase("7", "'7'", 1)]
    [TestCase("0.1", "0.1", 0)]
    public async Task Numbers_are_compared_by_their_amount(string given, string expected, int exit) =>
        Assert.That((await RunAsync($"given: {{ n: {given}, x: 1, y: 1 }}", $"expect: {{ number: {expected} }}", Stubbed)).Exit, Is.EqualTo(exit));

    [Test]
    public async Task A_function_that_cannot_be_evaluated_offline_has_not_failed()
    {
        var (exit, output) = await RunAsync("given: { x: 1, y: 1 }", "fails: [agent]");

        Assert.That(output, Does.Contain("      agent: ua_agent_name cannot be evaluated offline; add a stub for the function\n"));
        Assert.That(exit, Is.EqualTo(1));
    }

    [Test]
    public async Task A_stub_is_suggested_only_for_functions()
    {
        var (exit, output) = await RunAsync("given: { t: a, x: 1 }", "expect: { text: a }", Stubbed);

        Assert.That(output, Does.Contain("      sum: an operand is null, and the documentation does not say what Data Prep does then\n"));
        Assert.That(exit, Is.EqualTo(1));
    }

    [Test]
    public async Task A_target_with_a_stub_has_a_value_where_a_failure_is_expected()
    {
        var (exit, output) = await RunAsync("given: { x: 1, y: 1 }", "fails: [agent]", Stubbed);

        Assert.That(output, Does.Contain("      agent: expected a failure, got \"f\"\n"));
        Assert.That(exit, Is.EqualTo(1));
    }

    [TestCase("whole: true", "      agent: expected null, got \"f\"\n      number: expected null, got 5\n")]
    [TestCase("whole: false", null)]
    public async Task What_is_left_over_counts_only_where_the_expectation_is_whole(string whole, string? differences)
    {
        var (exit, output) = await RunAsync("given: { t: a, n: 5, x: 1, y: 1 }", "expect: { text: a, sum: 2 }", whole, Stubbed);

        Assert.That(output, differences is null ? Does.StartWith("ok ") : Does.Contain(differences));
        Assert.That(exit, Is.EqualTo(differences is null ? 0 : 1));
    }

    [Test]
    public async Task Of_several_records_each_difference_names_its_own()
    {
        var (exit, output) = await RunAsync("given: [{ t: a, x: 1, y: 1 }, { t: b, x: 1, y: 1 }]", "expect: [{ text: a }, { text: c }]", Stubbed);

        Assert.That(output, Does.Contain("      record 2: text: expected \"c\", got \"b\"\n").And.Not.Contain("record 1:"));
        Assert.That(exit, Is.EqualTo(1));
    }

    [TestCase("fails", "given: { t: a }", "fails: ok")]
    [TestCase("fails", "given: { t: a }", "fails: [[text]]")]
    [TestCase("whole", "given: { t: a }", "expect: { text: a }", "whole: 'yes'")]
    [TestCase("stubs", "given: { t: a }", "expect: { text: a }", "stubs: [ua_agent_name]")]
    [TestCase("now", "given: { t: a }", "expect: { text: a }", "now: [2026-01-31]")]
    [TestCase("now", "given: { t: a }", "expect: { text: a }", "now: 9999-12-31T12:00:00Z")]
    [TestCase("name", "given: { t: a }", "expect: { text: a }", "name: [a]")]
    [TestCase("expect", "given: { t: a }", "expect: a")]
    [TestCase("given", "given: [a]", "expect: { text: a }")]
    [TestCase("given", "given: []", "expect: { text: a }")]
    public async Task A_key_of_the_wrong_form_is_reported(string key, params string[] test)
    {
        using var command = Written(test);

        var (exit, output, error) = await command.RunAsync("test", command.Manifest);

        Assert.That(error.Split("FP2561"), Has.Length.EqualTo(2), error);
        Assert.That(error, Does.Contain($"'{key}'"));
        Assert.That((exit, output), Is.EqualTo((1, "")));
    }

    [TestCase("given", "given: { t: '{{ var.key }}' }", "expect: { text: a }")]
    [TestCase("given", "given: [{ t: { u: ['{{ var.key }}'] } }]", "expect: { text: a }")]
    [TestCase("expect", "given: { t: a }", "expect: { text: '{{ var.key }}' }")]
    [TestCase("stubs", "given: { t: a }", "expect: { text: a }", "stubs: { now: '{{ var.key }}' }")]
    public async Task A_sensitive_variable_in_a_test_is_reported(string key, params string[] test)
    {
        using var command = Written(test, "variables: { key: { sensitive: true } }\n");
        command.Variables["FLOWPLAN_VAR_key"] = "topsecret";

        var (exit, output, error) = await command.RunAsync("test", command.Manifest);

        Assert.That(error, Does.Contain("FP2561").And.Contain($"'{key}'").And.Not.Contain("topsecret"));
        Assert.That((exit, output), Is.EqualTo((1, "")));
    }

    private static async Task<(int Exit, string Output)> RunAsync(params string[] test)
    {
        using var command = Written(test);
        var (exit, output, error) = await command.RunAsync("test", command.Manifest);
        Assert.That(error, Does.Not.Contain("error"));
        return (exit, output);
    }

    private static InProcess Written(string[] test, string before = "") =>
        new InProcess { OtherProviders = new AepProviderFactory() }.Write($"{before}{Manifest}      - {string.Join("\n        ", test)}\n");
}
