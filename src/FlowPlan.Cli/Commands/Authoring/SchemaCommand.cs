using System.CommandLine;
using FlowPlan.Aep.Dialect;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Resources;

namespace FlowPlan.Cli.Commands.Authoring;

/// <summary><c>flowplan schema [FILE]</c>: prints the JSON Schema with which an editor completes and checks a kind of file. Makes no call.</summary>
internal static class SchemaCommand
{
    public static Command Create(IManifestDialect dialect)
    {
        var kind = new Argument<string>("file") { Description = "manifest, include, component or variables", DefaultValueFactory = _ => EditorSchemas.Files[0] };
        kind.AcceptOnlyFromAmong([.. EditorSchemas.Files]);
        var command = new Command("schema", "Print the JSON Schema for editors: of a manifest, of a file that it includes, of a component's file, or of a file of variables") { kind };
        return command.Runs((host, parsed) =>
        {
            host.Reporter.WriteRaw(EditorSchemas.Of(parsed.GetValue(kind)!, dialect.Vocabulary));
            return Task.FromResult(ExitCodes.Done);
        });
    }
}
