using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests.Data;

/// <summary>A send that is killed, as by <c>kill -9</c>, and one that is stopped: the next one sends what is missing.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class KilledSendTests
{
    private const int Parallelism = 4;

    /// <summary>How many records are sent: more with <c>FLOWPLAN_FULL=1</c>.</summary>
    private static readonly int Count = Soaking.Full ? 100_000 : 3000;

    [Test]
    public async Task Killed_in_the_middle_nothing_is_missing_and_no_more_arrives_twice_than_was_in_flight()
    {
        await using var data = await DataPlatform.StartAsync("quickstart");
        var input = Write(data);

        using (var process = Start(data, input))
        {
            await ArrivedAsync(data, Count / 3);
            process.Kill();
            await process.WaitForExitAsync();
        }

        var before = (await data.RecordsAsync($"?limit={Count * 2}")).Count;
        var resume = await data.RunAsync("send", "loyalty", input, "--manifest", data.Workspace.Folder, "--env", "dev", "--resume");

        var numbers = (await data.RecordsAsync($"?limit={Count * 2}")).Select(r => (int)r!["body"]!["n"]!).ToList();
        Assert.That(before, Is.LessThan(Count), "it was killed before the end");
        Assert.That(resume.ExitCode, Is.Zero, resume.All);
        Assert.That(numbers.Distinct().Order(), Is.EqualTo(Enumerable.Range(1, Count)), "nothing is missing");
        Assert.That(numbers.Count - Count, Is.LessThanOrEqualTo(Parallelism), "sent twice at most: what was in flight");
        Assert.That(Directory.GetFiles(Path.Combine(data.Workspace.Folder, ".flowplan"), "*.checkpoint"), Is.Empty);
    }

    [Test]
    public async Task Killed_while_a_record_is_in_flight_the_next_send_says_that_it_may_arrive_twice()
    {
        await using var data = await DataPlatform.StartAsync("quickstart");
        var input = data.Workspace.Write("records.ndjson", string.Concat(Enumerable.Range(1, 10).Select(n => $$"""{"n":{{n}}}""" + "\n")));
        await data.FaultAsync("""[{"path":"/collection/","skip":5,"times":1,"holdMs":600000}]""");

        using (var process = FlowPlanProcess.Start(
            data.Workspace.Folder, Platform.Credentials, "send", "loyalty", input, "--env", "dev", "--parallelism", "1", "--endpoint", data.Platform.Target))
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            while (data.Platform.Host.FaultsInjected == 0)
                await Task.Delay(10, limit.Token);
            process.Kill();
            await process.WaitForExitAsync();
        }

        var resume = await data.RunAsync("send", "loyalty", input, "--manifest", data.Workspace.Folder, "--env", "dev", "--resume");

        Assert.That(resume.ExitCode, Is.Zero, resume.All);
        Assert.That(resume.Error, Does.Contain("FP8216").And.Contain("1 record was in flight"));
        Assert.That((await data.RecordsAsync()).Select(r => (int)r!["body"]!["n"]!).Order(), Is.EqualTo(new[] { 1, 2, 3, 4, 5, 6, 6, 7, 8, 9, 10 }));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task Stopped_by_a_signal_the_records_in_flight_end_and_the_rest_is_sent_with_resume()
    {
        await using var data = await DataPlatform.StartAsync("quickstart");
        var input = Write(data);
        using var process = Start(data, input);
        await ArrivedAsync(data, Count / 3);

        using (var kill = System.Diagnostics.Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var resume = await data.RunAsync("send", "loyalty", input, "--manifest", data.Workspace.Folder, "--env", "dev", "--resume");

        Assert.That((process.ExitCode, resume.ExitCode), Is.EqualTo((130, 0)), error + resume.All);
        var numbers = (await data.RecordsAsync($"?limit={Count * 2}")).Select(r => (int)r!["body"]!["n"]!).ToList();
        Assert.That(numbers.Order(), Is.EqualTo(Enumerable.Range(1, Count)), "each once");
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task A_signal_ends_a_send_that_waits_for_stdin()
    {
        await using var data = await DataPlatform.StartAsync("quickstart");
        using var process = FlowPlanProcess.Start(data.Workspace.Folder, Platform.Credentials, "send", "loyalty", "--env", "dev", "--endpoint", data.Platform.Target);
        await process.StandardInput.WriteLineAsync("""{"n":1}""");
        await process.StandardInput.FlushAsync();
        await ArrivedAsync(data, 1);

        using (var kill = System.Diagnostics.Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await process.WaitForExitAsync(limit.Token);

        Assert.That(process.ExitCode, Is.EqualTo(130));
    }

    [Test]
    public async Task Records_from_stdin_are_sent_as_they_come()
    {
        await using var data = await DataPlatform.StartAsync("quickstart");
        using var process = FlowPlanProcess.Start(data.Workspace.Folder, Platform.Credentials, "send", "loyalty", "-", "--env", "dev", "--endpoint", data.Platform.Target);

        await process.StandardInput.WriteLineAsync("""{"n":1}""");
        await process.StandardInput.FlushAsync();
        await ArrivedAsync(data, 1);
        await process.StandardInput.WriteLineAsync("""{"n":2}""");
        process.StandardInput.Close();
        await process.WaitForExitAsync();

        Assert.That((process.ExitCode, (await data.RecordsAsync()).Count), Is.EqualTo((0, 2)));
    }

    private static string Write(DataPlatform data) =>
        data.Workspace.Write("records.ndjson", string.Concat(Enumerable.Range(1, Count).Select(n => $$"""{"n":{{n}},"email":"jane@acme.com"}""" + "\n")));

    /// <summary>Without a log, which nobody reads here: the process would wait for that.</summary>
    private static System.Diagnostics.Process Start(DataPlatform data, string input) => FlowPlanProcess.Start(
        data.Workspace.Folder, Platform.Credentials, "send", "loyalty", input, "--env", "dev", "--parallelism", $"{Parallelism}", "--endpoint", data.Platform.Target, "--log-level", "none");

    private static async Task ArrivedAsync(DataPlatform data, int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(Soaking.Full ? 10 : 1));
        while (data.Posts.Count < count)
            await Task.Delay(10, limit.Token);
    }
}
