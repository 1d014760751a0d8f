using System.CommandLine;
using FlowPlan.Aep.Kinds.Mappings;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.MappingTests;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.Workspaces;
using FlowPlan.Core.Diagnostics;
using FlowPlan.DataPrep.Runtime;

namespace FlowPlan.Cli.Commands.Mappings;

/// <summary><c>flowplan preview</c>: what a mapping makes of sample records, offline.</summary>
internal sealed class PreviewCommand(CommandHost host)
{
    public static Command Create(SharedOptions options)
    {
        var mapping = new Argument<string>("mapping") { Description = "Key of a mapping, or of a flow that has one" };
        var file = new Argument<string>("file") { Description = "File with records, a JSON array or an object a line ('-' reads stdin)" };
        var manifest = new Option<string>("--manifest") { Description = "Manifest file, or a folder that contains flowplan.yaml (default: the current folder)", HelpName = "path" };
        var command = new Command("preview", "Show what a mapping makes of sample records, offline") { mapping, file, manifest, options.Env, options.Var, options.VarFile };
        return command.Runs((host, parsed) => new PreviewCommand(host).RunAsync(
            options.ManifestArguments(parsed) with { Path = parsed.GetValue(manifest) ?? "." }, parsed.GetValue(mapping)!, parsed.GetValue(file)!));
    }

    public async Task<int> RunAsync(ManifestArguments arguments, string name, string path)
    {
        if (Workspace.Load(host, arguments, secretsOptional: true) is not { } manifest)
            return ExitCodes.Error;
        var found = new DiagnosticBag();
        var mappings = DeclaredMappings.Of(manifest.Desired);
        var key = DeclaredMappings.KeyOf(manifest.Desired, name);
        if (key is null || !mappings.TryGetValue(key, out var mapping))
        {
            found.Add(Diagnostic.Of(
                MappingTestDescriptors.UnknownMapping, $"the manifest declares no mapping, and no flow with a mapping, '{name}'", null, DidYouMean.Help(name, mappings.Keys, "declare it")));
            host.Reporter.Diagnostics(found.ToSorted());
            return ExitCodes.Error;
        }

        var file = await RecordFile.ReadAsync(path, host.Signals.Stop);
        host.Reporter.WriteRaw(PreviewReport.Text([.. file.Records.Select(r => (r, mapping.Map(new EvaluationContext(r, host.Time.GetUtcNow()))))], file.HasMore));
        return ExitCodes.Done;
    }
}
