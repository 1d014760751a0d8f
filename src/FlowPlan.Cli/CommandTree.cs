using System.CommandLine;
using System.Reflection;
using FlowPlan.Cli.Commands;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Resources;

namespace FlowPlan.Cli;

/// <summary>All commands.</summary>
internal static class CommandTree
{
    public static RootCommand Create(SharedOptions options, IReadOnlyList<KindDescription> kinds)
    {
        var root = new RootCommand("FlowPlan provisions Adobe Experience Platform dataflows from a manifest: plan, apply, and a lockfile.")
        {
            options.NoColor,
            options.LogLevel,
            ValidateCommand.Create(options),
            PlanCommand.Create(options),
            ApplyCommand.Create(options),
            ApplyCommand.CreateDestroy(options),
            DriftCommand.Create(options),
            ShowCommand.Create(options),
            ExportCommand.Create(options, kinds),
            ImportCommand.Create(options),
            OutputCommand.Create(options),
            StateCommand.Create(options),
            StateRemoveCommand.CreateForget(options),
            EmulatorCommand.Create(),
            Version(),
        };
        return root;
    }

    private static Command Version()
    {
        var command = new Command("version", "Show the version");
        command.SetAction(_ =>
        {
            Console.WriteLine($"flowplan {Assembly.GetExecutingAssembly().GetName().Version?.ToString(3)}");
            return ExitCodes.Done;
        });
        return command;
    }
}
