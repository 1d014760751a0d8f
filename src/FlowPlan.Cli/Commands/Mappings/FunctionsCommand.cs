using System.CommandLine;
using FlowPlan.Aep.Kinds.Mappings.Checks;
using FlowPlan.Cli.Exporting;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Files;
using FlowPlan.Core.Manifests;
using FlowPlan.Core.Values;
using FlowPlan.DataPrep.Functions;

namespace FlowPlan.Cli.Commands.Mappings;

/// <summary><c>flowplan functions</c>: the functions that expressions of mappings can call, or one of them.</summary>
internal static class FunctionsCommand
{
    public static Command Create(SharedOptions options)
    {
        var name = new Argument<string?>("name") { Description = "Function to show (default: all)", Arity = ArgumentArity.ZeroOrOne };
        name.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } given && FunctionTable.Default.Find(given) is null)
            {
                var similar = DidYouMean.Closest(given, FunctionTable.Default.All.Select(f => f.Name));
                result.AddError($"There is no function '{given}'. {(similar is null ? "'flowplan functions' lists all." : $"Did you mean '{similar}'?")}");
            }
        });
        var refresh = new Option<bool>("--refresh") { Description = "Compare with the functions of the service, and keep their list beside the manifest; exit code 2 if something differs" };
        var manifest = new Option<string?>("--manifest") { Description = "With --refresh: the manifest beside which the list is kept (default: that of the current folder)", HelpName = "path" };
        var sandbox = new Option<string?>("--sandbox") { Description = "With --refresh: the sandbox (default: FLOWPLAN_SANDBOX)" };
        var command = new Command("functions", "Show the functions of mapping expressions") { name, refresh, manifest, sandbox, FormatOption.ConsoleOrJson() };
        options.Endpoint.AddTo(command);
        return command.Runs((host, parsed) =>
        {
            if (parsed.GetValue(refresh))
                return RefreshAsync(host, parsed.GetValue(manifest), parsed.GetValue(sandbox), options.Endpoint.ValueOf(parsed));
            IReadOnlyList<FunctionInfo> shown = parsed.GetValue(name) is { } one ? [FunctionTable.Default.Find(one)!] : FunctionTable.Default.All;
            host.Reporter.Raw(parsed.GetValue(name) is null ? List() : TextOf(shown[0]), () => Value.Map.Of(("functions", Documents.List(shown, ValueOf))));
            return Task.FromResult(ExitCodes.Done);
        });
    }

    private static async Task<int> RefreshAsync(CommandHost host, string? manifest, string? asked, string? endpoint)
    {
        var folder = ManifestReader.FindFolder(manifest ?? ".");
        if (manifest is not null && !folder.Succeeded)
        {
            host.Reporter.Diagnostics(folder.Diagnostics);
            return ExitCodes.Error;
        }

        await using var connection = await SandboxChoice.ConnectAsync(host, endpoint, asked);
        if (connection is null)
            return ExitCodes.Error;
        var live = (await host.Providers.MappingsOf(connection.Provider).FunctionsAsync(host.Signals.Stop)).ToHashSet(StringComparer.Ordinal);
        var known = FunctionTable.Default.All.Select(f => f.Name).ToList();
        List<string> lines =
        [
            .. live.Except(known).Order(StringComparer.Ordinal).Select(f => $"{f}: the service has it, the table does not"),
            .. known.Where(f => !live.Contains(f)).Order(StringComparer.Ordinal).Select(f => $"{f}: the table has it, the service does not"),
        ];
        var text = string.Concat(lines.Append(lines.Count == 0 ? $"The service has the same {known.Count} functions." : $"{Quantity.Of(lines.Count, "difference")}.").Select(l => l + "\n"));
        if (folder.Succeeded)
        {
            DurableFile.WriteShared(Path.Combine(folder.Value, LiveFunctions.File), LiveFunctions.Write(live, host.Time.GetUtcNow()));
            text += $"{LiveFunctions.File} written: mappings are checked against its {live.Count} functions.\n";
        }

        host.Reporter.Result(text, Value.Map.Of(("differences", Documents.Texts(lines)), ("file", folder.Succeeded ? Value.Of(LiveFunctions.File) : null)));
        return lines.Count == 0 ? ExitCodes.Done : ExitCodes.ChangesPending;
    }

    private static string List()
    {
        var all = FunctionTable.Default.All;
        var width = all.Max(f => f.Name.Length);
        return string.Concat(all.GroupBy(f => f.Category).Select(g =>
            $"{g.Key}\n{string.Concat(g.Select(f => $"  {f.Name.PadRight(width)}  {f.Meaning}\n"))}"));
    }

    private static Value ValueOf(FunctionInfo function) => Value.Map.Of(
        ("name", Value.Of(function.Name)),
        ("category", Value.Of(function.Category)),
        ("signature", Value.Of(function.Signature)),
        ("meaning", Value.Of(function.Meaning)),
        ("parameters", Documents.List(function.Parameters, p => Value.Map.Of(("name", Value.Of(p.Name)), ("type", Value.Of(p.Type)), ("optional", Value.Of(p.IsOptional))))),
        ("result", Value.Of(function.Result)),
        ("replacement", Documents.Text(function.Replacement)),
        ("offline", Value.Of(function.IsOffline)),
        ("example", Value.Of(function.Example)));

    private static string TextOf(FunctionInfo function)
    {
        var lines = new List<string> { function.Signature, "  " + function.Meaning };
        lines.AddRange(function.Parameters.Select(p => $"  {p.Name}: {p.Type}{(p.IsOptional ? ", optional" : "")}"));
        lines.Add($"  result: {function.Result.Split(':')[0] switch { "args" => "the type of its arguments", "items" => "the type of the items", var type => type }}");
        if (function.Flows.Length > 0)
            lines.Add($"  only for: {function.Flows}");
        if (function.Replacement is { } replacement)
            lines.Add($"  deprecated: use {replacement}");
        if (!function.IsOffline)
            lines.Add("  cannot be evaluated offline: tests need a stub");
        lines.Add($"  example: {function.Example}");
        return string.Join('\n', lines) + "\n";
    }
}
