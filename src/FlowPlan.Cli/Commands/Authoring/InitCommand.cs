using System.CommandLine;
using FlowPlan.Cli.Beginning;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Files;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Commands.Authoring;

/// <summary><c>flowplan init</c>: creates a manifest that can be planned, what git ignores, and a pipeline. Makes no call.</summary>
internal sealed class InitCommand(CommandHost host)
{
    public static Command Create(SharedOptions options)
    {
        var folder = new Argument<string>("folder") { Description = "Folder of the new project; created if needed", DefaultValueFactory = _ => "." };
        var project = new Option<string?>("--project") { Description = "Name of the project (default: the folder's name)", HelpName = "name" };
        var sandbox = new Option<string?>("--sandbox") { Description = "Sandbox of the environment (default: the environment's name, in lower case and with dashes for underscores)", HelpName = "name" };
        var ci = new Option<string?>("--ci") { Description = "Also write the pipeline of a CI system: github, gitlab, azure-devops, jenkins or none", HelpName = "system" };
        ci.AcceptOnlyFromAmong([.. NewProject.CiSystems]);
        NameRule.Project.Check(project);
        NameRule.Sandbox.Check(sandbox);
        var command = new Command("init", "Create a starter manifest, a .gitignore and a CI pipeline; asks at a terminal for what is not given") { folder, project, options.Env, sandbox, ci, FormatOption.ConsoleOrJson() };
        command.Validators.Add(result =>
        {
            if (result.GetValue(options.Env) is { } given && NameRule.Environment.FaultOf(given) is { } fault)
                result.AddError($"--env {fault}");
        });
        return command.Runs((host, parsed) => new InitCommand(host).RunAsync(
            parsed.GetValue(folder) ?? ".", parsed.GetValue(project), parsed.GetValue(options.Env), parsed.GetValue(sandbox), parsed.GetValue(ci)));
    }

    public async Task<int> RunAsync(string folder, string? project, string? environment, string? sandbox, string? ci)
    {
        EnsureNew(Path.Combine(folder, NewProject.Manifest));
        project ??= await AskAsync("Name of the project", NewProject.ProjectOf(folder), NameRule.Project.FaultOf);
        environment ??= await AskAsync("Name of the environment", "dev", NameRule.Environment.FaultOf);
        sandbox ??= await AskAsync("Sandbox of the environment", NewProject.SandboxOf(environment), NameRule.Sandbox.FaultOf);
        ci ??= await AskAsync($"Pipeline ({string.Join(", ", NewProject.CiSystems)})", NewProject.CiSystems[^1], answer => NewProject.CiSystems.Contains(answer) ? null : $"{answer}: not one of {string.Join(", ", NewProject.CiSystems)}");
        var files = new NewProject(project, environment, sandbox, ci).Files().ToList();
        foreach (var (path, _) in files)
            EnsureNew(Path.Combine(folder, path));
        var ignore = Path.Combine(folder, ".gitignore");
        if (NewProject.IgnoreFile(File.Exists(ignore) ? await File.ReadAllTextAsync(ignore, host.Signals.Stop) : null) is { } ignored)
            files.Add(ignored);

        var written = files.ConvertAll(f => Path.Combine(folder, f.Item1));
        foreach (var (path, text) in files)
            DurableFile.WriteShared(Path.Combine(folder, path), text);
        var place = folder == "." ? string.Empty : $" {folder}";
        host.Reporter.Result(
            $"{string.Concat(written.Select(path => $"Wrote {path}\n"))}\nNext:\n  flowplan validate{place}\n  flowplan plan{place} --emulator    # try it without a sandbox\n  flowplan plan{place}               # needs credentials, see 'flowplan plan --help'\n",
            Value.Map.Of(("files", Documents.Texts(written))));
        return ExitCodes.Done;
    }

    /// <summary>The answer of a person at the terminal, asked again until it is valid; the default where nobody can answer.</summary>
    private async Task<string> AskAsync(string question, string otherwise, Func<string, string?> faultOf)
    {
        while (host.Output.Prompt.CanAsk)
        {
            var answer = await host.Output.Prompt.AskAsync($"{question} [{otherwise}]:", host.Signals.Stop);
            if (string.IsNullOrEmpty(answer))
                break;
            if (faultOf(answer) is not { } fault)
                return answer;
            host.Reporter.WriteNotice(fault);
        }

        return otherwise;
    }

    private static void EnsureNew(string path)
    {
        if (Path.Exists(path))
            throw new DiagnosticException(Diagnostic.Of(CliDescriptors.InitFileExists, $"{path} already exists; nothing was written", help: "use another folder, or remove the file"));
    }
}
