using System.Diagnostics;
using System.Runtime.CompilerServices;
using FlowPlan.Core.State;
using FlowPlan.Core.State.FileStore;

namespace FlowPlan.Core.Tests.State.Support;

/// <summary>
/// A second process that runs the store. It is this test assembly, started as a program: told so by a variable, it does its
/// part before anything else in it runs.
/// </summary>
internal sealed class Child : IDisposable
{
    private const string Part = "FLOWPLAN_TEST_CHILD";
    private const string Folder = "FLOWPLAN_TEST_FOLDER";

    private readonly Process process;

    private Child(Process process) => this.process = process;

    public int Id => process.Id;

    /// <summary>Starts a process that takes the lock, says so and keeps it.</summary>
    public static Child Holding(TestFolder folder) => Start("hold", folder);

    /// <summary>Starts a process that writes intents without end and says the number of each that is durable.</summary>
    public static Child Journaling(TestFolder folder) => Start("journal", folder);

    /// <summary>The next line that the process writes.</summary>
    public async Task<string> ReadLineAsync() =>
        await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());

    /// <summary>Kills the process without warning, and returns what it had still written.</summary>
    public async Task<string> KillAsync()
    {
        process.Kill();
        var rest = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return rest;
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }

    [ModuleInitializer]
    internal static void RunIfChild()
    {
        var part = Environment.GetEnvironmentVariable(Part);
        if (part is null)
            return;

        // No lambda and no await here: other threads would wait for this initializer to end.
        var store = new FileStateStore(Environment.GetEnvironmentVariable(Folder)!, "dev", TimeProvider.System);
        var session = store.OpenAsync(new LockRequest("child", TimeSpan.Zero, new("test", Environment.ProcessId, "host", null)), CancellationToken.None).GetAwaiter().GetResult().ValueOrThrow();
        Console.WriteLine("held");
        if (part == "hold")
            Thread.Sleep(Timeout.Infinite);
        session.Journal.OpenAsync(new Lockfile { Lineage = "l", Serial = 0, Scope = new("p", "dev", "o", "s") })
            .GetAwaiter().GetResult();
        while (true)
        {
            var intent = new JournalIntent(new("flow", "f"), OperationKind.Create, "key", [], null);
            Console.WriteLine(session.Journal.BeginAsync(intent, CancellationToken.None).GetAwaiter().GetResult());
        }
    }

    private static Child Start(string part, TestFolder folder)
    {
        var assembly = typeof(Child).Assembly.Location;
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "exec",
                "--runtimeconfig",
                Path.ChangeExtension(assembly, ".runtimeconfig.json"),
                "--depsfile",
                Path.ChangeExtension(assembly, ".deps.json"),
                assembly,
            },
            Environment = { [Part] = part, [Folder] = folder.Path },
        };
        return new(Process.Start(start)!);
    }
}
