namespace FlowPlan.Cli.Tests.Commands;

/// <summary><c>flowplan fmt</c>.</summary>
public sealed class FormatTests
{
    private const string Sections = "include: more.yaml\nbases:\n    a:   {name: A} # the first\ncomponents: { c: ./parts/c.yaml }\ninstances: { i: { component: c } }\n";

    [Test]
    public async Task All_files_of_the_manifest_are_formatted_and_no_other()
    {
        using var cli = new InProcess().Write(Sections);
        Write(cli, "more.yaml", "bases:\n      b: {}\n");
        Write(cli, "parts/c.yaml", "bases:\n      x: {}\n");
        Write(cli, "other.yaml", "a:   1\n");
        var run = await cli.RunAsync("fmt", cli.Manifest);

        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, "3 files formatted.\n")));
        Assert.That(run.Output.Split('\n').Select(Path.GetFileName), Is.EqualTo(new[] { "flowplan.yaml", "more.yaml", "c.yaml", "" }));
        Assert.That(Read(cli, "flowplan.yaml"), Does.EndWith("bases:\n  a: { name: A } # the first\ncomponents: { c: ./parts/c.yaml }\ninstances: { i: { component: c } }\n"));
        Assert.That((Read(cli, "more.yaml"), Read(cli, "parts/c.yaml"), Read(cli, "other.yaml")), Is.EqualTo(("bases:\n  b: {}\n", "bases:\n  x: {}\n", "a:   1\n")));

        var again = await cli.RunAsync("fmt", cli.Manifest, "--check");
        Assert.That((again.ExitCode, again.Output, again.Error), Is.EqualTo((0, string.Empty, "All files are formatted.\n")));
    }

    [Test]
    public async Task Check_says_which_files_would_change_and_changes_none()
    {
        using var cli = new InProcess().Write("bases:\n    a: {}\n");
        var before = Read(cli, "flowplan.yaml");
        var run = await cli.RunAsync("fmt", cli.Manifest, "--check");

        Assert.That((run.ExitCode, run.Error), Is.EqualTo((2, $"1 file would change. To format, run 'flowplan fmt {cli.Manifest}'.\n")));
        Assert.That(run.Output, Does.EndWith("flowplan.yaml\n"));
        Assert.That(Read(cli, "flowplan.yaml"), Is.EqualTo(before));
    }

    [Test]
    public async Task The_command_that_formats_is_one_that_a_shell_takes()
    {
        using var cli = new InProcess();
        Write(cli, "two words/flowplan.yaml", "apiVersion: flowplan/v1\nproject: shop\nbases:\n    a: {}\n");
        var folder = Path.Combine(cli.Manifest, "two words");
        var run = await cli.RunAsync("fmt", folder, "--check");

        Assert.That(run.Error, Does.EndWith($"1 file would change. To format, run 'flowplan fmt \"{folder}\"'.\n"));
    }

    [Test]
    public async Task A_file_that_is_not_YAML_is_an_error_and_the_others_are_formatted()
    {
        using var cli = new InProcess().Write("include: [one.yaml, two.yaml]\nbases: {}\n");
        Write(cli, "one.yaml", "bases: [\n");
        Write(cli, "two.yaml", "bases:\n    a: {}\n");
        var run = await cli.RunAsync("fmt", cli.Manifest);

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("FP1004"));
        Assert.That((Read(cli, "one.yaml"), Read(cli, "two.yaml")), Is.EqualTo(("bases: [\n", "bases:\n  a: {}\n")));
    }

    [TestCase("include: more.yaml\nbases: { a: {} }\ncomponents: { c: ./parts/c.yaml }\n", "more.yaml")]
    [TestCase("include: nothing-*.yaml\nbases: {}\ncomponents: { c: ./parts/c.yaml }\n", "nothing-*.yaml")]
    public async Task What_keeps_files_from_being_found_is_an_error(string manifest, string culprit)
    {
        using var cli = new InProcess().Write(manifest);
        Write(cli, "more.yaml", "bases: { a: {} }\n");
        Write(cli, "parts/c.yaml", "bases:\n      x: {}\n");
        var run = await cli.RunAsync("fmt", cli.Manifest, "--check");

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Does.StartWith("error FP").And.Contain(culprit).And.EndWith("No file was changed.\n"));
        Assert.That(run.Error.Split("error FP"), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task One_file_is_formatted_by_its_name_also_if_the_manifest_is_invalid()
    {
        using var cli = new InProcess().Write("bogus:   1\n");
        Write(cli, "a.test.yaml", "a:    1\n");
        var file = await cli.RunAsync("fmt", Path.Combine(cli.Manifest, "a.test.yaml"));
        var invalid = await cli.RunAsync("fmt", cli.Manifest);
        var missing = await cli.RunAsync("fmt", Path.Combine(cli.Manifest, "none.yaml"));

        Assert.That((file.ExitCode, invalid.ExitCode, missing.ExitCode), Is.EqualTo((0, 0, 1)));
        Assert.That((Read(cli, "a.test.yaml"), Read(cli, "flowplan.yaml")[^9..]), Is.EqualTo(("a: 1\n", "bogus: 1\n")));
        Assert.That(missing.Error, Does.Contain("FP1002"));
    }

    private static void Write(InProcess cli, string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(cli.Manifest, name))!);
        File.WriteAllText(Path.Combine(cli.Manifest, name), text);
    }

    private static string Read(InProcess cli, string name) => File.ReadAllText(Path.Combine(cli.Manifest, name));
}
