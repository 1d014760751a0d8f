using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests;

/// <summary>Settings and options that cannot be used end in one diagnostic, before anything is written.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class BadSettingTests
{
    [Test]
    public async Task An_endpoint_that_is_not_a_URL_is_refused()
    {
        using var workspace = Workspace.OfExample("xdm-open");

        var plan = await FlowPlanInside.RunAsync(Settings(("FLOWPLAN_TARGET", "platform.adobe.io")), "plan", workspace.Folder);

        Assert.That(plan.ExitCode, Is.EqualTo(1), plan.All);
        Assert.That(plan.Error, Does.Contain("FP3051"));
    }

    [TestCase("soon")]
    [TestCase("-1")]
    [TestCase("3601")]
    public async Task An_absence_window_that_is_not_a_time_is_refused(string window)
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("xdm-open");

        var plan = await FlowPlanInside.RunAsync(
            Settings(("FLOWPLAN_TARGET", platform.Target), ("FLOWPLAN_ABSENCE_WINDOW", window)), "plan", workspace.Folder);

        Assert.That(plan.ExitCode, Is.EqualTo(1), plan.All);
        Assert.That(plan.Error, Does.Contain("FP5027"));
    }

    [TestCase(null)]
    [TestCase("{ \"path\": \"/flows\" }")]
    [TestCase("not JSON")]
    public async Task A_fault_script_that_cannot_be_used_is_refused(string? script)
    {
        using var workspace = new Workspace();
        var file = script is null ? workspace.PathOf("missing.json") : workspace.Write("faults.json", script);

        var emulator = await FlowPlanInside.RunAsync(
            Settings(), "emulator", "--port", "0", "--data", workspace.PathOf("emulator.db"), "--faults", file);

        Assert.That(emulator.ExitCode, Is.EqualTo(1), emulator.All);
        Assert.That(emulator.Error, Does.Contain("FP5028"));
    }

    [Test]
    public async Task Where_nobody_can_be_asked_an_apply_needs_approval_by_option()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("xdm-open");

        var apply = await FlowPlanInside.RunAsync(Settings(("FLOWPLAN_TARGET", platform.Target)), "apply", workspace.Folder);

        Assert.That(apply.ExitCode, Is.EqualTo(7), apply.All);
        Assert.That(apply.Error, Does.Contain("FP7001").And.Contain("--auto-approve"));
        Assert.That(Exports.WritesOf(platform), Is.Empty);
    }

    private static Dictionary<string, string> Settings(params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string>(Platform.Credentials);
        foreach (var (name, value) in more)
            settings[name] = value;
        return settings;
    }
}
