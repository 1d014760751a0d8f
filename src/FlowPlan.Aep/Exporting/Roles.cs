using System.Collections.Immutable;
using FlowPlan.Aep.Kinds.Definitions;

namespace FlowPlan.Aep.Exporting;

/// <summary>Why an object is not managed by the exported manifest.</summary>
/// <param name="Text">One phrase.</param>
/// <param name="CannotReference">Whether it cannot even be referred to.</param>
internal sealed record ExclusionReason(string Text, bool CannotReference)
{
    /// <summary>The other project that the object belongs to; null where that is not the reason.</summary>
    public string? Owner { get; init; }
}

/// <summary>What becomes of each object: managed, referred to by those that are, or left out.</summary>
internal sealed class Roles
{
    private readonly SandboxSnapshot snapshot;
    private readonly ResolvedSelection selection;
    private readonly Dictionary<ObjectKey, ExclusionReason> exclusions;

    private Roles(SandboxSnapshot snapshot, ResolvedSelection selection, IReadOnlyDictionary<ObjectKey, ExclusionReason> exclusions)
    {
        this.snapshot = snapshot;
        this.selection = selection;
        this.exclusions = new(exclusions);
    }

    /// <summary>What the manifest describes.</summary>
    public IReadOnlySet<ObjectKey> Managed { get; private set; } = new HashSet<ObjectKey>();

    /// <summary>What it only refers to.</summary>
    public IReadOnlySet<ObjectKey> References { get; private set; } = new HashSet<ObjectKey>();

    /// <summary>What was chosen and is not managed, and why.</summary>
    public ImmutableArray<(ObjectKey Key, ExclusionReason Reason)> Excluded { get; private set; } = [];

    /// <summary>Gives each object its role. What cannot be managed takes with it what cannot be without it.</summary>
    /// <param name="snapshot">The objects.</param>
    /// <param name="selection">What was chosen.</param>
    /// <param name="exclusions">What is known not to be manageable.</param>
    public static Roles Of(SandboxSnapshot snapshot, ResolvedSelection selection, IReadOnlyDictionary<ObjectKey, ExclusionReason> exclusions)
    {
        var roles = new Roles(snapshot, selection, exclusions);
        while (roles.Assign())
        {
        }

        return roles;
    }

    /// <summary>Assigns the roles; true when that showed another object that cannot be managed.</summary>
    private bool Assign()
    {
        var chosen = Chosen();
        var managed = chosen.Where(k => !exclusions.ContainsKey(k)).ToHashSet();
        managed.ExceptWith([.. managed.Where(k => IsWrittenWith(k, managed.Contains))]);
        if (ExcludeDuplicates(managed))
            return true;
        var references = new HashSet<ObjectKey>();
        foreach (var key in managed.Order())
        {
            foreach (var dependency in NeedsOf(key, managed))
            {
                if (managed.Contains(dependency))
                    continue;
                if (!snapshot.Has(dependency))
                    exclusions[key] = new($"it refers to the {dependency.Kind} {dependency.Id}, which does not exist or is not visible", false);
                else if (exclusions.GetValueOrDefault(dependency) is { CannotReference: true } reason)
                    exclusions[key] = new($"it refers to the {snapshot.Describe(dependency)}, which cannot be referred to: {reason.Text}", false);
                else
                    references.Add(dependency);
            }
        }

        if (managed.Any(exclusions.ContainsKey))
            return true;
        (Managed, References) = (managed, references);
        Excluded = [.. chosen.Where(k => exclusions.ContainsKey(k) && !IsWrittenWith(k, w => managed.Contains(w) || exclusions.GetValueOrDefault(w)?.Owner is not null)).Order().Select(k => (k, exclusions[k]))];
        return false;
    }

    /// <summary>Whether an object is a part that needs no block and no warning of its own, because the one that it is a part of has them.</summary>
    private bool IsWrittenWith(ObjectKey key, Func<ObjectKey, bool> isTold) => snapshot.WholeOf(key) is { } whole && isTold(whole);

    /// <summary>What was chosen, and what the flows that are exported whole need.</summary>
    private HashSet<ObjectKey> Chosen()
    {
        var chosen = new HashSet<ObjectKey>(selection.Only);
        var open = new Stack<ObjectKey>(selection.WithDependencies);
        var seen = new HashSet<ObjectKey>();
        while (open.TryPop(out var key))
        {
            if (!seen.Add(key) || !snapshot.Has(key))
                continue;
            chosen.Add(key);
            foreach (var dependency in exclusions.ContainsKey(key) ? [] : snapshot.DependenciesOf(key))
                open.Push(dependency);
        }

        return chosen;
    }

    /// <summary>Objects are found again by their names: of several with the same name, the manifest manages the first by id.</summary>
    private bool ExcludeDuplicates(HashSet<ObjectKey> managed)
    {
        var duplicates = managed
            .GroupBy(k => (k.Kind, Name: snapshot.NameOf(k)))
            .Where(g => g.Key.Name is not null && g.Count() > 1)
            .SelectMany(g => g.Order().Skip(1).Select(k => (Key: k, First: g.Min())))
            .ToList();
        foreach (var (key, first) in duplicates)
            exclusions[key] = new($"the {key.Kind} {first.Id} has the same name and is exported; objects are found again by their name", false);
        return duplicates.Count > 0;
    }

    /// <summary>What must be in the manifest for an object to be described.</summary>
    private IEnumerable<ObjectKey> NeedsOf(ObjectKey key, HashSet<ObjectKey> managed)
    {
        var needed = snapshot.Kinds[key.Kind] is IExportNeeds kind ? kind.Needs(snapshot[key], managed.Contains).ToHashSet() : null;
        return snapshot.ReferencesOf(key).Where(r => needed is null || needed.Contains(r.Field)).Select(r => r.Target);
    }
}
