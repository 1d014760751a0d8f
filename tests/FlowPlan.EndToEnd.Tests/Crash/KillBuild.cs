using System.Diagnostics;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests.Crash;

/// <summary>The build of the executable that can be told to kill itself at a step.</summary>
internal static class KillBuild
{
    private const string ListVariable = "FLOWPLAN_KILL_LIST";
    private const string AtVariable = "FLOWPLAN_KILL_AT";
    private const string StopVariable = "FLOWPLAN_STOP_AT";

    /// <summary>
    /// That executable: of <c>FLOWPLAN_KILL_EXECUTABLE</c>, such as the native binary, or of the build beside the others for the
    /// configuration that these tests were built in.
    /// </summary>
    public static string Executable { get; } = FlowPlanProcess.Setting("FLOWPLAN_KILL_EXECUTABLE") ?? Path.Combine(
        Repository.Root, "artifacts", "killpoints", "bin", "FlowPlan.Cli", ConfigurationOf(TestContext.CurrentContext.TestDirectory), "net10.0", "flowplan.dll");

    /// <summary>The settings with which the executable wastes no time in a test.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>(Platform.Credentials)
    {
        ["FLOWPLAN_ABSENCE_WINDOW"] = "0.2",
        ["FLOWPLAN_RETRY_DELAY"] = "0.05",
        ["DOTNET_TieredPGO"] = "0",
    };

    /// <summary>Runs to the end.</summary>
    public static Task<ProcessResult> RunAsync(string folder, params string[] arguments) => RunAsync(folder, Settings, arguments);

    /// <summary>Runs to the end and says every step.</summary>
    public static Task<(ProcessResult Result, IReadOnlyList<string> Steps)> CountAsync(string folder, params string[] arguments) =>
        CountAsync(folder, Settings, arguments);

    /// <summary>Runs with these settings to the end and says every step.</summary>
    public static async Task<(ProcessResult Result, IReadOnlyList<string> Steps)> CountAsync(
        string folder, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var list = Path.GetTempFileName();
        try
        {
            var result = await RunAsync(folder, new Dictionary<string, string>(settings) { [ListVariable] = list }, arguments);
            return (result, await File.ReadAllLinesAsync(list));
        }
        finally
        {
            File.Delete(list);
        }
    }

    /// <summary>Runs until the step; false when the run ended without coming to it.</summary>
    public static Task<bool> KillAsync(string folder, string step, params string[] arguments) => KillAsync(folder, Settings, step, arguments);

    /// <summary>Runs with these settings until the step; false when the run ended without coming to it.</summary>
    public static async Task<bool> KillAsync(string folder, IReadOnlyDictionary<string, string> settings, string step, string[] arguments)
    {
        const int Killed = 128 + 9;
        var result = await RunAsync(folder, new Dictionary<string, string>(settings) { [AtVariable] = step }, arguments);
        return result.ExitCode == Killed;
    }

    /// <summary>Starts a run that freezes itself at the step, until it gets <c>SIGCONT</c>.</summary>
    public static Process Start(string folder, IReadOnlyDictionary<string, string> settings, string stopAt, string[] arguments) =>
        FlowPlanProcess.Start(Executable, folder, new Dictionary<string, string>(settings) { [StopVariable] = stopAt }, arguments);

    private static Task<ProcessResult> RunAsync(string folder, IReadOnlyDictionary<string, string> environment, string[] arguments) =>
        FlowPlanProcess.RunAsync(Executable, folder, environment, arguments);

    private static string ConfigurationOf(string testDirectory) => Path.GetFileName(Path.GetDirectoryName(testDirectory))!;
}
