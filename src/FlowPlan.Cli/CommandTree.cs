using System.CommandLine;
using FlowPlan.Cli.Commands;
using FlowPlan.Cli.Commands.Authoring;
using FlowPlan.Cli.Commands.Completions;
using FlowPlan.Cli.Commands.Data;
using FlowPlan.Cli.Commands.Mappings;
using FlowPlan.Cli.Commands.Sources;
using FlowPlan.Cli.Options;
using FlowPlan.Core.Resources;

namespace FlowPlan.Cli;

/// <summary>All commands.</summary>
internal static class CommandTree
{
    public static RootCommand Create(SharedOptions options, IManifestDialect dialect)
    {
        var root = new RootCommand("FlowPlan provisions Adobe Experience Platform dataflows from a manifest: plan, apply, and a lockfile.")
        {
            options.NoColor,
            options.Verbose,
            options.Quiet,
            options.LogLevel,
            InitCommand.Create(options),
            ValidateCommand.Create(options),
            PlanCommand.Create(options),
            ApplyCommand.Create(options),
            ApplyCommand.CreateDestroy(options),
            DriftCommand.Create(options),
            ShowCommand.Create(options),
            ExportCommand.Create(options, dialect.Kinds),
            ImportCommand.Create(options),
            OutputCommand.Create(options),
            SendCommand.Create(options),
            VerifyCommand.Create(options),
            RunsCommand.Create(options),
            HealthCommand.Create(options),
            StateCommand.Create(options),
            StateRemoveCommand.CreateForget(options),
            EmulatorCommand.Create(),
            RenderCommand.Create(options),
            ConsoleCommand.Create(options),
            FormatCommand.Create(),
            ExplainCommand.Create(dialect),
            SchemaCommand.Create(dialect),
            GraphCommand.Create(options),
            CompareCommand.Create(options),
            PolicyCommand.Create(),
            CompletionCommand.Create(),
            TestCommand.Create(options),
            PreviewCommand.Create(options),
            SchemasCommand.Create(options),
            FunctionsCommand.Create(options),
            SourcesCommand.Create(options),
            VersionCommand.Create(),
        };
        options.Template.AddTo(root);
        return root;
    }
}
