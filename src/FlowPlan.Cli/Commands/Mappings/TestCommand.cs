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

/// <summary><c>flowplan test</c>: runs the tests of mappings, offline.</summary>
internal sealed class TestCommand(CommandHost host)
{
    public static Command Create(SharedOptions options)
    {
        var format = new Option<string>("--format") { Description = "Output format: console or junit", HelpName = "format", DefaultValueFactory = _ => "console" };
        format.AcceptOnlyFromAmong("console", "junit");
        var command = new Command("test", "Run the tests of mappings offline");
        options.AddManifestOptions(command);
        command.Add(format);
        return command.Runs((host, parsed) => Task.FromResult(new TestCommand(host).Run(options.ManifestArguments(parsed), parsed.GetValue(format)!)));
    }

    public int Run(ManifestArguments arguments, string format)
    {
        if (Workspace.Load(host, arguments, secretsOptional: true) is not { } manifest)
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
        var results = tests.Select(runner.Run).ToList();
        host.Reporter.WriteRaw(format == "junit"
            ? MappingTestReport.JUnit(manifest.Declarations.Project, results)
            : MappingTestReport.Text(results, runner.Coverage.Report(mappings)));
        return results.TrueForAll(r => r.Passed) ? ExitCodes.Done : ExitCodes.Error;
    }
}
