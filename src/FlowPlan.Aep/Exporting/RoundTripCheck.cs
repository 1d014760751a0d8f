using System.Collections.Immutable;
using FlowPlan.Aep.Dialect;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests;
using FlowPlan.Core.Manifests.Files;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Deciding;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Exporting;

/// <summary>
/// Proves a draft before it is written: reads it as every command will, and plans it against the snapshot. What does not come out
/// as it is on the platform is excluded; the rest is recorded as the planner has it, so that manifest and lockfile agree.
/// </summary>
internal sealed class RoundTripCheck(IResourceProvider provider, AepDialect dialect, SandboxSnapshot snapshot, ExportRequest request)
{
    /// <summary>A name for the draft's folder, which is never created.</summary>
    private const string Folder = "/flowplan-export";

    private readonly SnapshotProvider asRead = new(provider, snapshot);

    /// <summary>Checks the draft.</summary>
    /// <exception cref="DiagnosticException">It is wrong where no object is the cause.</exception>
    public async Task<DraftVerdict> RunAsync(ManifestDraft draft, Roles roles, string lineage, CancellationToken cancellationToken)
    {
        var read = ManifestReader.Read(RequestFor(draft), dialect.Vocabulary);
        if (read.Value is not { } declarations)
            return AttributeErrorsTo(draft, roles, read.Diagnostics);
        var expanded = dialect.Expand(declarations);
        if (expanded.Value is not { } desired)
            return AttributeErrorsTo(draft, roles, expanded.Diagnostics);
        var input = new PlanInput
        {
            Scope = Scope,
            Desired = desired,
            Options = new PlanOptions { Mode = PlanMode.Drift },
            Prior = Claims(draft, roles, lineage),
        };
        var planned = await new Planner(asRead, (_, _, _, _) => false).PlanAsync(input, cancellationToken);
        if (planned.Value is not { } plan)
            return AttributeErrorsTo(draft, roles, planned.Diagnostics);
        var differences = FindDifferences(draft, plan);
        return differences.Count > 0 ? new(differences, null) : new(differences, Record(draft, plan, declarations, input.Prior));
    }

    private DeploymentScope Scope => new(request.Project, request.Environment, provider.Organization, request.Sandbox);

    private ManifestRequest RequestFor(ManifestDraft draft)
    {
        var source = new MemorySource(Folder, draft.Files.Select(f => KeyValuePair.Create(f.Path, f.Text)));
        var given = draft.Secrets.ToLookup(IsGiven);
        return new()
        {
            Source = source,
            Path = source.Folder,
            Environment = request.Environment,
            ProcessEnvironment = given[true].ToDictionary(s => s.EnvironmentVariable, s => request.ProcessEnvironment[s.EnvironmentVariable]),
            Variables = [.. given[false].Select(s => $"{s.Name}={s.Placeholder}")],
        };
    }

    private bool IsGiven(SecretVariable secret) => request.ProcessEnvironment.ContainsKey(secret.EnvironmentVariable);

    /// <summary>A lockfile that knows which object is whose, and nothing of their fields: then every difference shows.</summary>
    private Lockfile Claims(ManifestDraft draft, Roles roles, string lineage) => new()
    {
        Lineage = lineage,
        Serial = 1,
        Scope = Scope,
        Resources = draft.Objects
            .Where(o => roles.Managed.Contains(o.Value))
            .ToImmutableSortedDictionary(o => o.Key, o => new ResourceState { Id = o.Value.Id, Fields = Value.Map.Empty }),
    };

    /// <summary>An object whose block has an error cannot be managed; one that is only referred to cannot even be that.</summary>
    private static DraftVerdict AttributeErrorsTo(ManifestDraft draft, Roles roles, IEnumerable<Diagnostic> found)
    {
        var exclusions = new Dictionary<ObjectKey, ExclusionReason>();
        foreach (var error in found.Where(d => d.Severity == Severity.Error))
        {
            var cause = error.Address is { } address && draft.Objects.TryGetValue(address, out var key)
                ? key
                : draft.ObjectAt(error.Span) ?? throw new DiagnosticException(ExportDiagnostics.InvalidDraft(error));
            exclusions.TryAdd(cause, new(error.Message, CannotReference: roles.References.Contains(cause)));
        }

        return new(exclusions, null);
    }

    /// <summary>The objects that a plan would change, those first on which others depend: what shows above them may be their doing.</summary>
    private static Dictionary<ObjectKey, ExclusionReason> FindDifferences(ManifestDraft draft, Plan plan)
    {
        var changed = plan.Actions
            .Where(a => a.Kind is not (ActionKind.NoOp or ActionKind.Read))
            .Select(a => (Action: a, Difference: a.Differences.FirstOrDefault(d => d.Planned is not Value.Secret)))
            .Where(c => c.Difference is not null)
            .ToDictionary(c => c.Action.Address);
        return changed.Values
            .Where(c => !c.Action.DependsOn.Any(changed.ContainsKey))
            .ToDictionary(c => draft.Objects[c.Action.Address], c => new ExclusionReason($"its field '{c.Difference!.DisplayPath}' cannot be written into a manifest as it is", false));
    }

    private Lockfile Record(ManifestDraft draft, Plan plan, Declarations declarations, Lockfile claims)
    {
        var hasher = new SecretHasher(claims.Lineage);
        var unset = draft.Secrets.Where(s => !IsGiven(s)).ToLookup(s => s.Address, s => s.Path);
        return claims with
        {
            Resources = plan.Actions.Where(a => a.Kind != ActionKind.Read).ToImmutableSortedDictionary(a => a.Address, a => new ResourceState
            {
                Id = a.Live!.Id,
                Etag = a.Live.Etag,
                Fields = hasher.HashSecrets(a.Address, Without(a.Fields, unset[a.Address])),
                Attributes = a.Live.Attributes,
                Dependencies = a.DependsOn,
                PreventDestroy = a.PreventDestroy,
            }),
            Outputs = Value.Map.Of([.. declarations.Outputs.Select(o => KeyValuePair.Create(
                o.Name,
                snapshot[draft.Objects[new(dialect.Definitions.OfSection(o.Section).Name, o.Key)]].Attributes[o.Attribute]!))]),
        };
    }

    /// <summary>The fields without those whose values nobody gave: of them nothing was applied.</summary>
    private static Value.Map Without(Value.Map fields, IEnumerable<string> paths)
    {
        foreach (var path in paths)
            fields = WithoutPath(fields, FieldPath.Parse(path).Keys.AsSpan());
        return fields;
    }

    private static Value.Map WithoutPath(Value.Map fields, ReadOnlySpan<string> path)
    {
        if (path.Length == 1)
            return fields.Without(path[0]);
        if (fields[path[0]] is not Value.Map inner)
            return fields;
        var left = WithoutPath(inner, path[1..]);
        return left.Entries.IsEmpty ? fields.Without(path[0]) : fields.With(path[0], left);
    }
}

/// <summary>The result of a check.</summary>
/// <param name="Exclusions">The objects that cannot be managed, or referred to, as the draft has them.</param>
/// <param name="Lockfile">The lockfile of the draft; null while something is excluded.</param>
internal sealed record DraftVerdict(IReadOnlyDictionary<ObjectKey, ExclusionReason> Exclusions, Lockfile? Lockfile);
