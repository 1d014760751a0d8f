using FlowPlan.Core.State;

namespace FlowPlan.Cli.Hosting;

/// <summary>Requests for the lock of a state in the name of this process.</summary>
internal static class LockRequests
{
    /// <summary>A request by a command of this process.</summary>
    /// <param name="command">The command, such as <c>apply</c>.</param>
    /// <param name="timeout">How long to wait for another holder.</param>
    /// <param name="processEnvironment">The variables of the process, which tell of the CI job.</param>
    public static LockRequest Of(string command, TimeSpan timeout, IReadOnlyDictionary<string, string> processEnvironment) => new(
        command,
        timeout,
        new(UserOf(processEnvironment), Environment.ProcessId, Environment.MachineName, CiJob.UrlOf(processEnvironment)));

    /// <summary>The user's name. A container may run as a user without one, or without a list of users.</summary>
    private static string UserOf(IReadOnlyDictionary<string, string> processEnvironment)
    {
        try
        {
            if (Environment.UserName is { Length: > 0 } name)
                return name;
        }
        catch (IOException)
        {
            // There is no /etc/passwd: the variable below is all that is known.
        }

        return processEnvironment.GetValueOrDefault("USER") is { Length: > 0 } user ? user : "unknown";
    }
}
