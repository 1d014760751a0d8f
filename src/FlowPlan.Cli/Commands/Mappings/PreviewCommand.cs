using System.CommandLine;
using FlowPlan.Aep.Kinds.Mappings;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.MappingTests;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.Workspaces;
using FlowPlan.Core.Diagnostics;
using FlowPlan.DataPrep.Mapping;
using FlowPlan.DataPrep.Runtime;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.Cli.Commands.Mappings;

/// <summary><c>flowplan preview</c>: what a mapping makes of sample records, offline or compared with the service.</summary>
internal sealed class PreviewCommand(CommandHost host)
{
    public static Command Create(SharedOptions options)
    {
        var mapping = new Argument<string>("mapping") { Description = "Key of a mapping, or of a flow that has one" };
        var file = new Argument<string>("file") { Description = "File with records, a JSON array or an object a line ('-' reads stdin)" };
        var manifest = new Option<string>("--manifest") { Description = "Manifest file, or a folder that contains flowplan.yaml (default: the current folder)", HelpName = "path" };
        var live = new Option<bool>("--live") { Description = "Compare with what the service makes of the records; exit code 2 if something differs" };
        var command = new Command("preview", "Show what a mapping makes of sample records") { mapping, file, manifest, options.Env, options.Var, options.VarFile, live, FormatOption.ConsoleOrJson() };
        options.Endpoint.AddTo(command);
        return command.Runs((host, parsed) => new PreviewCommand(host).RunAsync(
            new(options.ManifestArguments(parsed) with { Path = parsed.GetValue(manifest) ?? "." }, options.Endpoint.ValueOf(parsed), 1),
            parsed.GetValue(mapping)!,
            parsed.GetValue(file)!,
            parsed.GetValue(live)));
    }

    public async Task<int> RunAsync(PlatformArguments arguments, string name, string path, bool isLive)
    {
        await using var workspace = isLive ? await OpenWorkspace.OpenAsync(host, arguments, readsState: true) : null;
        var manifest = isLive ? workspace?.Manifest : await Workspace.LoadAsync(host, arguments.Manifest, secretsOptional: true);
        if (manifest is null || Find(manifest, name) is not var (key, mapping))
            return ExitCodes.Error;
        var file = await RecordFile.ReadAsync(path, host.Signals.Stop);
        List<(DataValue Given, MappingResult Result)> results = [.. file.Records.Select(r => (r, mapping.Map(new EvaluationContext(r, host.Time.GetUtcNow()))))];
        var differences = workspace is null || results.Count == 0 ? [] : await new LivePreview(host, workspace, [key]).CompareAsync(key, results);
        if (differences is null)
            return ExitCodes.Error;
        host.Reporter.Raw(PreviewReport.Text(results, file.HasMore, isLive ? differences : null), () => PreviewReport.ValueOf(results, file.HasMore, isLive ? differences : null));
        return differences.Any(d => d.Count > 0) ? ExitCodes.ChangesPending : ExitCodes.Done;
    }

    /// <summary>The mapping and its key; null where there is none, which is reported.</summary>
    private (string Key, CompiledMapping Mapping)? Find(Workspace manifest, string name)
    {
        var known = DeclaredMappings.Of(manifest.Desired);
        if (DeclaredMappings.KeyOf(manifest.Desired, name) is { } key && known.TryGetValue(key, out var mapping))
            return (key, mapping);
        host.Reporter.Diagnostics([Diagnostic.Of(
            MappingTestDescriptors.UnknownMapping, $"the manifest declares no mapping, and no flow with a mapping, '{name}'", null, DidYouMean.Help(name, known.Keys, "declare it"))]);
        return null;
    }
}
