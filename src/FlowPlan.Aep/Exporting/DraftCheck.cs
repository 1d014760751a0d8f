using System.Collections.Immutable;
using FlowPlan.Aep.Dialect;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Deciding;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Exporting;

/// <summary>
/// Proves a draft before it is written: reads it as every command will, and plans it against what was read. What does not
/// come out as it is on the platform is barred; what does is recorded just as the planner has it, so that manifest and
/// lockfile fit each other.
/// </summary>
internal sealed class DraftCheck(IResourceProvider provider, LiveEstate estate, ExportRequest request)
{
    private readonly AepDialect dialect = new();
    private readonly EstateProvider asRead = new(provider, estate);

    /// <summary>Checks the draft.</summary>
    /// <exception cref="DiagnosticException">It is wrong where no object is to blame.</exception>
    public async Task<DraftVerdict> RunAsync(ManifestDraft draft, Roles roles, string lineage, CancellationToken cancellationToken)
    {
        var folder = Stage(draft);
        try
        {
            return await CheckAsync(draft, roles, lineage, folder.FullName, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<DraftVerdict> CheckAsync(ManifestDraft draft, Roles roles, string lineage, string folder, CancellationToken cancellationToken)
    {
        var read = ManifestReader.Read(RequestFor(draft, folder), dialect.Vocabulary);
        if (read.Value is not { } declarations)
            return Blame(draft, roles, read.Diagnostics);
        var expanded = dialect.Expand(declarations);
        if (expanded.Value is not { } desired)
            return Blame(draft, roles, expanded.Diagnostics);
        var input = new PlanInput
        {
            Project = request.Project,
            Environment = request.Environment,
            Sandbox = request.Sandbox,
            Desired = desired,
            Options = new PlanOptions { Mode = PlanMode.Drift },
            Prior = Claims(draft, roles, lineage),
        };
        var planned = await new Planner(asRead, (_, _, _, _) => false).PlanAsync(input, cancellationToken);
        if (planned.Value is not { } plan)
            return Blame(draft, roles, planned.Diagnostics);
        var unlike = Unlike(draft, plan);
        return unlike.Count > 0 ? new(unlike, null) : new(unlike, Record(draft, plan, declarations, input.Prior));
    }

    private ManifestRequest RequestFor(ManifestDraft draft, string folder)
    {
        var given = draft.Secrets.ToLookup(IsGiven);
        return new()
        {
            Path = folder,
            Environment = request.Environment,
            ProcessEnvironment = given[true].ToDictionary(s => s.OfProcess, s => request.ProcessEnvironment[s.OfProcess]),
            Variables = [.. given[false].Select(s => $"{s.Name}={s.Placeholder}")],
        };
    }

    private bool IsGiven(SecretVariable secret) => request.ProcessEnvironment.ContainsKey(secret.OfProcess);

    /// <summary>A lockfile that knows which object is whose, and nothing of their fields: then every difference shows.</summary>
    private Lockfile Claims(ManifestDraft draft, Roles roles, string lineage) => new()
    {
        Lineage = lineage,
        Serial = 1,
        Project = request.Project,
        Environment = request.Environment,
        Organization = provider.Organization,
        Sandbox = request.Sandbox,
        Resources = draft.Objects
            .Where(o => roles.Managed.Contains(o.Value))
            .ToImmutableSortedDictionary(o => o.Key, o => new ResourceState { Id = o.Value.Id, Fields = Value.Map.Empty }),
    };

    /// <summary>Whose block a finding is about cannot be managed so; one that is only referred to cannot even be that.</summary>
    private static DraftVerdict Blame(ManifestDraft draft, Roles roles, IEnumerable<Diagnostic> found)
    {
        var bars = new Dictionary<ObjectKey, Bar>();
        foreach (var error in found.Where(d => d.Severity == Severity.Error))
        {
            var blamed = error.Address is { } address && draft.Objects.TryGetValue(address, out var key)
                ? key
                : draft.ObjectAt(error.Span) ?? throw new DiagnosticException(ExportDiagnostics.Unfit(error));
            bars.TryAdd(blamed, new(error.Message, Unusable: roles.References.Contains(blamed)));
        }

        return new(bars, null);
    }

    /// <summary>The objects that a plan would change, those first on which others depend: what shows above them may be their doing.</summary>
    private static Dictionary<ObjectKey, Bar> Unlike(ManifestDraft draft, Plan plan)
    {
        var changed = plan.Actions
            .Where(a => a.Kind is not (ActionKind.NoOp or ActionKind.Read))
            .Select(a => (Action: a, Difference: a.Differences.FirstOrDefault(d => d.Planned is not Value.Secret)))
            .Where(c => c.Difference is not null)
            .ToDictionary(c => c.Action.Address);
        return changed.Values
            .Where(c => !c.Action.DependsOn.Any(changed.ContainsKey))
            .ToDictionary(c => draft.Objects[c.Action.Address], c => new Bar($"its field '{c.Difference!.DisplayPath}' cannot be written into a manifest as it is", false));
    }

    private Lockfile Record(ManifestDraft draft, Plan plan, Declarations declarations, Lockfile claims)
    {
        var hasher = new SecretHasher(claims.Lineage);
        var untold = draft.Secrets.Where(s => !IsGiven(s)).ToLookup(s => s.Connection, s => s.Parameter);
        return claims with
        {
            Resources = plan.Actions.Where(a => a.Kind != ActionKind.Read).ToImmutableSortedDictionary(a => a.Address, a => new ResourceState
            {
                Id = a.Live!.Id,
                Etag = a.Live.Etag,
                Fields = hasher.Seal(a.Address, Without(a.Fields, untold[a.Address])),
                Attributes = a.Live.Attributes,
                Dependencies = a.DependsOn,
                PreventDestroy = a.PreventDestroy,
            }),
            Outputs = Value.Map.Of([.. declarations.Outputs.Select(o => KeyValuePair.Create(
                o.Name,
                estate[draft.Objects[new(SectionNames.Kinds[o.Section], o.Key)]].Attributes[o.Attribute]!))]),
        };
    }

    /// <summary>The fields without those parameters whose values nobody has told: of them nothing was applied.</summary>
    private static Value.Map Without(Value.Map fields, IEnumerable<string> parameters)
    {
        foreach (var parameter in parameters)
        {
            var auth = (Value.Map)fields["auth"]!;
            var left = ((Value.Map)auth["params"]!).Without(parameter);
            fields = fields.With("auth", left.Entries.IsEmpty ? auth.Without("params") : auth.With("params", left));
        }

        return fields;
    }

    /// <summary>Puts the files where only this user can read them, for the manifest's reader takes files.</summary>
    private static DirectoryInfo Stage(ManifestDraft draft)
    {
        try
        {
            var folder = Directory.CreateTempSubdirectory("flowplan-export-");
            foreach (var file in draft.Files)
            {
                var path = Path.Combine(folder.FullName, file.Path);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, file.Text);
            }

            return folder;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(ExportDiagnostics.NoTemporaryFiles(fault.Message), fault);
        }
    }
}

/// <summary>What came of a check.</summary>
/// <param name="Bars">What cannot be managed, or referred to, as the draft has it.</param>
/// <param name="Lockfile">The record of the draft; null while something is barred.</param>
internal sealed record DraftVerdict(IReadOnlyDictionary<ObjectKey, Bar> Bars, Lockfile? Lockfile);
