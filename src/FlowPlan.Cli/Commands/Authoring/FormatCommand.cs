using System.CommandLine;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.Workspaces;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Files;
using FlowPlan.Core.Manifests.Files;
using FlowPlan.Core.Manifests.Formatting;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Commands.Authoring;

/// <summary><c>flowplan fmt</c>: lays the files of a manifest out. Makes no call.</summary>
internal sealed class FormatCommand(CommandHost host)
{
    public static Command Create()
    {
        var path = new Argument<string>("path") { Description = "Folder with flowplan.yaml, to format it and all YAML files that it uses, or one YAML file", DefaultValueFactory = _ => "." };
        var check = new Option<bool>("--check") { Description = "Change nothing; exit with 2 if a file would change" };
        var command = new Command("fmt", "Format the files of a manifest; comments stay as they are") { path, check, FormatOption.ConsoleOrJson() };
        return command.Runs((host, parsed) => Task.FromResult(new FormatCommand(host).Run(parsed.GetValue(path) ?? ".", parsed.GetValue(check))));
    }

    public int Run(string path, bool check)
    {
        var found = new DiagnosticBag();
        var formatted = FilesOf(path, found).Select(file => (Path: file, Formatted: ManifestFormatter.Format(DiskSource.Instance, file, found))).ToList();
        host.Reporter.Diagnostics(found.ToSorted());
        var changed = formatted.FindAll(f => f.Formatted is { IsChanged: true });
        foreach (var (file, text) in changed)
        {
            if (!check)
                DurableFile.WriteShared(file, text!.Text);
        }

        host.Reporter.Result(
            string.Concat(changed.Select(f => f.Formatted!.Path + "\n")),
            Value.Map.Of(("files", Documents.Texts(changed.Select(f => f.Formatted!.Path))), ("written", Value.Of(!check))));
        var count = Quantity.Of(changed.Count, "file");
        host.Reporter.WriteNotice((changed.Count, check) switch
        {
            (0, _) => found.HasErrors ? "No file was changed." : "All files are formatted.",
            (_, true) => $"{count} would change. To format, run '{CommandLines.Of("fmt", path, null, null)}'.",
            _ => $"{count} formatted.",
        });
        return found.HasErrors ? ExitCodes.Error : check && changed.Count > 0 ? ExitCodes.ChangesPending : ExitCodes.Done;
    }

    /// <summary>The YAML files that a manifest consists of in any environment, whether or not it is valid.</summary>
    private IReadOnlyList<string> FilesOf(string path, DiagnosticBag found)
    {
        if (!Directory.Exists(path))
            return [Path.GetFullPath(path)];
        var files = new ReadFiles(DiskSource.Instance);
        var request = Workspace.RequestOf(host, new ManifestArguments(path, null, [], [])) with { Source = files, VariablesOptional = true, SecretsOptional = true };
        var loaded = Workspace.LoadFiles(host, request);
        foreach (var environment in loaded.Value?.Environments.DefaultIfEmpty(null!) ?? [])
            Workspace.Read(host, loaded.Value!, request with { Environment = environment });

        // The files that could not be found are not formatted. What the formatter reports too is shown once.
        if (!loaded.Succeeded)
            found.AddRange(loaded.Diagnostics);
        return [.. files.Paths.Where(p => Path.GetExtension(p) is ".yaml" or ".yml").Order(StringComparer.Ordinal)];
    }
}
