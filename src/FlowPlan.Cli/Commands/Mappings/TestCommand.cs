using System.CommandLine;
using FlowPlan.Aep.Kinds.Mappings;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.MappingTests;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.Workspaces;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Commands.Mappings;

/// <summary><c>flowplan test</c>: runs the tests of mappings, offline and compared with the service.</summary>
internal sealed class TestCommand(CommandHost host)
{
    public static Command Create(SharedOptions options)
    {
        var format = FormatOption.Of("console", "json", "junit");
        var live = new Option<bool>("--live") { Description = "Compare with what the service makes of the records too" };
        var command = new Command("test", "Run the tests of mappings");
        options.AddManifestOptions(command);
        command.Add(format);
        command.Add(live);
        options.Endpoint.AddTo(command);
        return command.Runs((host, parsed) => new TestCommand(host).RunAsync(
            new(options.ManifestArguments(parsed), options.Endpoint.ValueOf(parsed), 1), parsed.GetValue(format)!, parsed.GetValue(live)));
    }

    public async Task<int> RunAsync(PlatformArguments arguments, string format, bool isLive)
    {
        await using var workspace = isLive ? await OpenWorkspace.OpenAsync(host, arguments, readsState: true) : null;
        if ((isLive ? workspace?.Manifest : await Workspace.LoadAsync(host, arguments.Manifest, secretsOptional: true)) is not { } manifest)
            return ExitCodes.Error;
        var found = new DiagnosticBag();
        var mappings = DeclaredMappings.Of(manifest.Desired);
        var tests = new TestFiles(new(found), found).All(manifest).ToList();
        foreach (var test in tests.Where(t => !mappings.ContainsKey(t.Mapping)))
            found.Add(Diagnostic.Of(MappingTestDescriptors.UnknownMapping, $"the manifest declares no mapping '{test.Mapping}'", test.Span, DidYouMean.Help(test.Mapping, mappings.Keys, "declare it")));
        host.Reporter.Diagnostics(found.ToSorted());
        if (found.HasErrors)
            return ExitCodes.Error;
        var runner = new MappingTestRunner(mappings);
        IReadOnlyList<MappingTestResult>? results = [.. tests.Select(runner.Run)];
        if (workspace is not null)
            results = await new LiveTests(new(host, workspace, tests.Select(t => t.Mapping)), mappings).AddAsync(results);
        if (results is null)
            return ExitCodes.Error;
        var coverage = runner.Coverage.Report(mappings).ToList();
        host.Reporter.Raw(
            format == "junit" ? MappingTestReport.JUnit(manifest.Declarations.Project, results) : MappingTestReport.Text(results, coverage),
            () => MappingTestReport.ValueOf(results, coverage));
        return results.All(r => r.Passed) ? ExitCodes.Done : ExitCodes.Error;
    }
}
