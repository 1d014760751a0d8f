using System.CommandLine;
using FlowPlan.Aep.Kinds.Mappings;
using FlowPlan.Aep.Kinds.Schemas.Copies;
using FlowPlan.Aep.Kinds.Schemas.Pulling;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Progress;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.SchemaCopies;
using FlowPlan.Cli.Workspaces;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Files;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Commands.Mappings;

/// <summary><c>flowplan schemas pull</c>: keeps copies of the schemas that a manifest only refers to, so that mappings are checked offline.</summary>
internal sealed class SchemasCommand(CommandHost host)
{
    public static Command Create(SharedOptions options)
    {
        var keys = new Argument<string[]>("key") { Description = "Key of a schema that the manifest only refers to (default: all that mappings target)", Arity = ArgumentArity.ZeroOrMore };
        var manifest = new Option<string>("--manifest") { Description = "Manifest file, or a folder that contains flowplan.yaml (default: the current folder)", HelpName = "path" };
        var check = new Option<bool>("--check") { Description = "Write nothing; exit code 2 if a live schema differs from its copy" };
        var pull = new Command("pull", "Keep copies of the schemas that the manifest only refers to") { keys, manifest, options.Env, options.Var, options.VarFile, check, FormatOption.ConsoleOrJson(), options.Parallelism };
        options.Endpoint.AddTo(pull);
        pull.Runs((host, parsed) => new SchemasCommand(host).PullAsync(
            options.PlatformArguments(parsed).On(parsed.GetValue(manifest) ?? "."), parsed.GetValue(keys) ?? [], parsed.GetValue(check)));
        return new Command("schemas", "Copies of live schemas, to check mappings offline") { pull };
    }

    public async Task<int> PullAsync(PlatformArguments arguments, IReadOnlyList<string> keys, bool isCheck)
    {
        // A copy that is old or damaged must not keep its replacement from being read.
        await using var workspace = await OpenWorkspace.OpenAsync(host, arguments, secretsOptional: true, readsCopies: false);
        if (workspace is null || Choose(workspace.Manifest.Desired, keys) is not { } schemas)
            return ExitCodes.Error;
        if (schemas.Count == 0)
        {
            host.Reporter.Document("No mapping targets a schema that the manifest only refers to. To copy another one, name its key.\n", Value.Map.Of(("schemas", Documents.List<CopyResult>([], r => r.ToValue()))));
            return ExitCodes.Done;
        }

        if (await ReadAsync(workspace, schemas) is not { } live)
            return ExitCodes.Error;
        List<CopyResult> results = [.. schemas.Zip(live, (schema, read) => Compare(workspace.Manifest, schema.Address, read, isCheck))];
        foreach (var result in isCheck ? [] : results.Where(r => r.Status != CopyStatus.Unchanged))
            DurableFile.WriteShared(Path.Combine(workspace.Manifest.Folder, result.File), result.Live.ToText());
        host.Reporter.Document(CopyResult.Text(results, isCheck ? CommandOf(arguments) : null), Value.Map.Of(("schemas", Documents.List(results, r => r.ToValue()))));
        return isCheck && results.Exists(r => r.Status != CopyStatus.Unchanged) ? ExitCodes.ChangesPending : ExitCodes.Done;
    }

    private static CopyResult Compare(Workspace manifest, ResourceAddress schema, ResolvedSchema live, bool isCheck)
    {
        var copy = SchemaCopyFile.Find(manifest.Declarations, schema, out var fault);
        var differences = copy?.DifferencesTo(live) ?? [];
        var isSame = copy is not null && (isCheck ? differences.Count == 0 : copy.ToText() == live.ToText());
        var status = (isSame, isCheck, copy) switch
        {
            (true, _, _) => CopyStatus.Unchanged,
            (_, true, null) => fault is null ? CopyStatus.Missing : CopyStatus.Unusable,
            (_, true, _) => CopyStatus.Different,
            (_, _, null) => CopyStatus.Written,
            _ => CopyStatus.Updated,
        };
        return new(schema, SchemaCopyFile.PathOf(schema, manifest.Declarations.Environment.Name), live, status, differences, fault);
    }

    /// <summary>The live schemas; null when one cannot be read, which is reported with all others that cannot.</summary>
    private async Task<ResolvedSchema[]?> ReadAsync(OpenWorkspace workspace, List<DesiredResource> schemas)
    {
        var (puller, found, live) = (host.Providers.SchemasOf(workspace.Provider), new DiagnosticBag(), new ResolvedSchema[schemas.Count]);
        var activity = new CountActivity("Reading schemas", SchemaPuller.Kind, schemas.Count);
        await using (host.Output.Progress.Show(activity))
        {
            await Parallel.ForAsync(0, schemas.Count, new ParallelOptions { MaxDegreeOfParallelism = workspace.Parallelism, CancellationToken = host.Signals.Stop }, async (i, stop) =>
            {
                try
                {
                    var read = await puller.ReadAsync(schemas[i], stop);
                    found.AddRange(read.Diagnostics);
                    if (read.Succeeded)
                        live[i] = read.Value;
                }
                catch (ProviderException failure)
                {
                    found.Add(failure.Diagnostic);
                }

                activity.Add();
            });
        }

        host.Reporter.Diagnostics(found.ToSorted());
        return found.HasErrors ? null : live;
    }

    /// <summary>The schemas that were named, or else those that mappings target; null when a name means none, which is reported.</summary>
    private List<DesiredResource>? Choose(DesiredResources desired, IReadOnlyList<string> keys)
    {
        var referred = SchemaPuller.ReferredTo(desired);
        if (keys.Count == 0)
            return [.. DeclaredMappings.SchemasOf(desired).Where(a => referred.ContainsKey(a.Key)).Select(a => referred[a.Key])];
        var (chosen, found) = (new List<DesiredResource>(), new DiagnosticBag());
        foreach (var key in keys.Select(KeyOf).Distinct())
        {
            if (referred.TryGetValue(key, out var schema))
                chosen.Add(schema);
            else if (desired.Items.Any(d => d.Address == SchemaPuller.AddressOf(key)))
                found.Add(Diagnostic.Of(CopyDescriptors.NotReferredTo, $"{SchemaPuller.AddressOf(key)} is managed by the manifest, which says what its fields are", null, "leave it out: mappings are checked against the manifest"));
            else
                found.Add(Diagnostic.Of(CopyDescriptors.NotReferredTo, $"the manifest does not refer to a schema '{key}'", null, DidYouMean.Help(key, referred.Keys, "the manifest refers to none")));
        }

        host.Reporter.Diagnostics(found.ToSorted());
        return found.HasErrors ? null : chosen;
    }

    /// <summary>The key in an address such as <c>schema.orders</c> or <c>schemas.orders</c>, or a key as it is.</summary>
    private static string KeyOf(string text) =>
        ResourceAddress.TryParse(text, out var address) && (address.Kind == SchemaPuller.Kind || address.Kind == SchemaPuller.Section) ? address.Key : text;

    private static string CommandOf(PlatformArguments arguments) =>
        CommandLines.Again(arguments.Manifest.Path == "." ? "schemas pull" : "schemas pull --manifest", arguments);
}
