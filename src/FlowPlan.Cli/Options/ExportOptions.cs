using System.CommandLine;
using FlowPlan.Cli.Arguments;
using FlowPlan.Core.Resources;

namespace FlowPlan.Cli.Options;

/// <summary>The options of <c>export</c>.</summary>
internal sealed class ExportOptions
{
    private readonly IReadOnlyList<KindDescription> known;
    private readonly Argument<string> folder = new("folder") { Description = "The folder to write into; it is created if it does not exist" };
    private readonly Option<string> project = new("--project") { Description = "The project's name in the manifest", HelpName = "name", Required = true };
    private readonly Option<string> environment = new("--env", "-e")
    {
        Description = "The environment that the manifest declares for the sandbox",
        HelpName = "name",
        DefaultValueFactory = _ => "dev",
    };

    private readonly Option<string?> sandbox = new("--sandbox") { Description = "The sandbox to export (default: FLOWPLAN_SANDBOX)", HelpName = "name" };
    private readonly Option<string[]> kinds;

    private readonly Option<string[]> names = new("--name")
    {
        Description = "Only objects whose name matches this pattern, such as 'ACME *'; may be repeated",
        HelpName = "pattern",
    };

    private readonly Option<string[]> flows = new("--flow") { Description = "This flow and its dependencies; may be repeated", HelpName = "name|id" };
    private readonly Option<bool> force = new("--force") { Description = "Overwrite an existing manifest and lockfile" };

    private readonly Option<bool> takeOver = new("--take-over")
    {
        Description = "Manage objects of another project as well, instead of only referring to them",
    };

    private readonly Option<bool> csv = new("--csv") { Description = "Write the fields of mappings to CSV files" };

    /// <summary>The options for a provider with these kinds.</summary>
    public ExportOptions(IReadOnlyList<KindDescription> known)
    {
        this.known = known;
        var list = string.Join(", ", known.Select(k => k.Name).Order(StringComparer.Ordinal));
        kinds = new("--kind") { Description = $"Only objects of this kind: {list}; may be repeated", HelpName = "kind" };
        NameRule.Project.Check(project);
        NameRule.Environment.Check(environment);
        NameRule.Sandbox.Check(sandbox);
        kinds.Validators.Add(result =>
        {
            foreach (var kind in (result.GetValueOrDefault<string[]>() ?? []).Where(k => KindOf(k) is null))
                result.AddError($"--kind takes one of {list}, not '{kind}'.");
        });
    }

    public void AddTo(Command command)
    {
        command.Add(folder);
        foreach (var option in new Option[] { project, environment, sandbox, kinds, names, flows, force, takeOver, csv })
            command.Add(option);
    }

    public ExportArguments Arguments(ParseResult parsed) => new(
        parsed.GetValue(folder)!,
        parsed.GetValue(project)!,
        parsed.GetValue(environment)!,
        parsed.GetValue(sandbox),
        new(
            [.. (parsed.GetValue(kinds) ?? []).Select(k => KindOf(k)!)],
            parsed.GetValue(names) ?? [],
            parsed.GetValue(flows) ?? []),
        parsed.GetValue(force),
        parsed.GetValue(takeOver),
        parsed.GetValue(csv));

    /// <summary>A kind by its name or by that of its section.</summary>
    private string? KindOf(string word) => known
        .FirstOrDefault(k => k.Name.Equals(word, StringComparison.OrdinalIgnoreCase) || k.Section.Equals(word, StringComparison.OrdinalIgnoreCase))
        ?.Name;
}
