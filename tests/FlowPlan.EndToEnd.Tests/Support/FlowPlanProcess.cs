using System.Diagnostics;

namespace FlowPlan.EndToEnd.Tests.Support;

/// <summary>What a run of the executable said and how it ended.</summary>
internal sealed record ProcessResult(int ExitCode, string Output, string Error)
{
    public string All => Output + Error;

    /// <summary>What it wrote to stderr besides its log.</summary>
    public string Findings => string.Concat(Error.Split('\n').Where(l => l.Length > 0 && !l.StartsWith("trace: ", StringComparison.Ordinal) && !l.StartsWith("info: ", StringComparison.Ordinal)).Select(l => l + "\n"));
}

/// <summary>Runs the executable that was built beside these tests.</summary>
internal static class FlowPlanProcess
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly string[] Traced = ["plan", "apply", "destroy", "drift", "export", "import", "send", "verify", "runs", "health"];

    public static Task<ProcessResult> RunAsync(Workspace workspace, params string[] arguments) =>
        RunAsync(workspace.Folder, new Dictionary<string, string>(), arguments);

    public static Task<ProcessResult> RunAsync(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        EndAsync(Start(Command, folder, environment, arguments), arguments);

    /// <summary>With stdout going to a file or device.</summary>
    public static Task<ProcessResult> RunWithOutputToAsync(string file, Workspace workspace, params string[] arguments) =>
        EndAsync(Start(["/bin/sh", "-c", $"exec \"$@\" > {file}", "sh", .. Command], workspace.Folder, new Dictionary<string, string>(), arguments), arguments);

    public static Task<ProcessResult> RunAsync(
        string executable, string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        EndAsync(Start(CommandOf(executable), folder, environment, arguments), arguments);

    private static async Task<ProcessResult> EndAsync(Process started, string[] arguments)
    {
        using var process = started;
        using var limit = new CancellationTokenSource(Limit);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        var result = new ProcessResult(process.ExitCode, await output, await error);
        Canaries.Search(string.Join(' ', arguments.Take(1)), result.All);
        return result;
    }

    public static Process Start(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        Start(Command, folder, environment, arguments);

    public static Process Start(string executable, string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        Start(CommandOf(executable), folder, environment, arguments);

    private static bool CallsTheApi(string[] arguments) =>
        arguments is ["state", "rm", ..] || (arguments is [var command, ..] && Traced.Contains(command));

    /// <summary>How the executable is started: that of <c>FLOWPLAN_EXECUTABLE</c>, such as the native binary, or that beside these tests.</summary>
    public static string[] Command { get; } = CommandOf(Executable);

    /// <summary>The executable itself, or its main assembly.</summary>
    public static string Executable => Setting("FLOWPLAN_EXECUTABLE") ?? Path.Combine(TestContext.CurrentContext.TestDirectory, "flowplan.dll");

    /// <summary>A path that an environment variable names, from the root of the repository; null where it is not set.</summary>
    public static string? Setting(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } path ? Path.GetFullPath(path, Repository.Root) : null;

    private static string[] CommandOf(string executable) =>
        executable.EndsWith(".dll", StringComparison.Ordinal) ? ["dotnet", executable] : [executable];

    private static Process Start(string[] command, string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(command[0])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in command.Skip(1).Concat(arguments))
            start.ArgumentList.Add(argument);

        // All that can be told is told, so that the search for secrets sees it.
        if (CallsTheApi(arguments) && !arguments.Contains("--log-level"))
            start.ArgumentList.Add("--log-level=trace");
        foreach (var inherited in start.Environment.Keys.Where(k => k.StartsWith("FLOWPLAN_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(inherited);

        // Output must not depend on how busy the machine is.
        start.Environment["FLOWPLAN_HEARTBEAT"] = "0";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start) ?? throw new InvalidOperationException("The process did not start.");
    }
}
