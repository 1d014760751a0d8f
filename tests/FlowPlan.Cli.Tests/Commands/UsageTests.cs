namespace FlowPlan.Cli.Tests.Commands;

/// <summary>What begins with a dash is an option or an error; it is never taken as a path.</summary>
public sealed class UsageTests
{
    [TestCase("export --forse", "unknown option '--forse'; did you mean '--force'?", "export")]
    [TestCase("plan --onyl=x", "unknown option '--onyl'; did you mean '--only'?", "plan")]
    [TestCase("apply --yes", "unknown option '--yes'; did you mean '--auto-approve'?", "apply")]
    [TestCase("apply -y", "unknown option '-y'; did you mean '--auto-approve'?", "apply")]
    [TestCase("apply --auto-aprove", "unknown option '--auto-aprove'; did you mean '--auto-approve'?", "apply")]
    [TestCase("apply -auto-approve", "unknown option '-auto-approve'; did you mean '--auto-approve'?", "apply")]
    [TestCase("plan -destroy", "unknown option '-destroy'; did you mean '--destroy'?", "plan")]
    [TestCase("apply -destroy", "unknown option '-destroy'; run 'flowplan destroy', or 'flowplan plan --destroy' to see what it would delete", "apply")]
    [TestCase("apply --dry-run", "unknown option '--dry-run'; 'flowplan plan' shows what would change and changes nothing", "apply")]
    [TestCase("destroy --dry-run", "unknown option '--dry-run'; 'flowplan plan --destroy' shows what would change and changes nothing", "destroy")]
    [TestCase("validate --environment=x", "unknown option '--environment'; did you mean '--env'?", "validate")]
    [TestCase("validate --onli", "unknown option '--onli';", "validate")]
    [TestCase("state rm -x", "unknown option '-x';", "state rm")]
    [TestCase("output --rw name", "unknown option '--rw'; did you mean '--raw'?", "output")]
    [TestCase("plan --out --format json", "option '--out' needs a value, not '--format'", "plan")]
    [TestCase("plan --out --frmat json", "option '--out' needs a value, not '--frmat'", "plan")]
    [TestCase("plan --var -x", "option '--var' needs a value, not '-x'", "plan")]
    public async Task A_mistyped_option_is_a_usage_error_with_a_suggestion(string line, string message, string command)
    {
        using var cli = new InProcess().Declare("a");
        var run = await cli.RunAsync([.. line.Split(' '), cli.Manifest]);
        Assert.That(run.ExitCode, Is.EqualTo(64), run.Output);
        Assert.That(run.Error, Does.StartWith($"error FP9002: {message}").And.EndWith($"Try 'flowplan {command} --help'.\n"));
    }

    [TestCase("destory", "unknown command 'destory'; did you mean 'destroy'?", "flowplan")]
    [TestCase("aply --auto-approve", "unknown command 'aply'; did you mean 'apply'?", "flowplan")]
    [TestCase("state lst", "unknown command 'lst'; did you mean 'list'?", "flowplan state")]
    public async Task A_mistyped_command_is_a_usage_error_with_a_suggestion(string line, string message, string command)
    {
        using var cli = new InProcess();
        var run = await cli.RunAsync(line.Split(' '));
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((64, $"error FP9002: {message}\nTry '{command} --help'.\n")));
    }

    [TestCase("--parallelism", "-1", "--parallelism takes a number from 1 to 256")]
    [TestCase("--var", "--=x", null)]
    public async Task A_number_may_be_negative(string option, string value, string? message)
    {
        using var cli = new InProcess().Declare("a");
        var run = await cli.RunAsync("plan", cli.Manifest, option, value);
        Assert.That(run.ExitCode, Is.EqualTo(64));
        Assert.That(run.Error, Does.StartWith($"error FP9002: {message ?? "option '--var' needs a value, not '--'"}"));
    }

    [Test]
    public async Task A_path_after_two_dashes_may_begin_with_a_dash()
    {
        using var cli = new InProcess().Declare("a");
        var run = await cli.RunAsync("plan", "--", "-folder");
        Assert.That((run.ExitCode, run.Error.Split(':')[0]), Is.EqualTo((1, "error FP1001")));
    }

    [Test]
    public async Task A_value_after_an_equals_sign_may_begin_with_a_dash()
    {
        using var cli = new InProcess().Write("variables: { t: {} }\nbases: {}\n");
        Assert.That((await cli.RunAsync("plan", cli.Manifest, "--var=t=-x")).ExitCode, Is.Zero);
    }
}
