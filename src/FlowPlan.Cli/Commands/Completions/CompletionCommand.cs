using System.CommandLine;
using FlowPlan.Cli.Reporting;

namespace FlowPlan.Cli.Commands.Completions;

/// <summary><c>flowplan completion SHELL</c>: prints the script that makes a shell complete commands, options and values.</summary>
internal static class CompletionCommand
{
    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh, fish or pwsh" };
        shell.AcceptOnlyFromAmong([.. CompletionScripts.All.Keys]);
        var command = new Command("completion", "Print the completion script of a shell; in bash: source <(flowplan completion bash)") { shell };
        command.SetAction(parsed =>
        {
            Console.Write(CompletionScripts.All[parsed.GetValue(shell)!]);
            return ExitCodes.Done;
        });
        return command;
    }
}
