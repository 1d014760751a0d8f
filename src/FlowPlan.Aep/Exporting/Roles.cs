using System.Collections.Immutable;

namespace FlowPlan.Aep.Exporting;

/// <summary>Why an object is not managed by the exported manifest.</summary>
/// <param name="Reason">One sentence without its end.</param>
/// <param name="Unusable">Whether it cannot even be referred to.</param>
internal sealed record Bar(string Reason, bool Unusable);

/// <summary>What becomes of each object: managed, referred to by those that are, or left out.</summary>
internal sealed class Roles
{
    private readonly LiveEstate estate;
    private readonly Choice choice;
    private readonly Dictionary<ObjectKey, Bar> bars;

    private Roles(LiveEstate estate, Choice choice, IReadOnlyDictionary<ObjectKey, Bar> bars)
    {
        this.estate = estate;
        this.choice = choice;
        this.bars = new(bars);
    }

    /// <summary>What the manifest describes.</summary>
    public IReadOnlySet<ObjectKey> Managed { get; private set; } = new HashSet<ObjectKey>();

    /// <summary>What it only refers to.</summary>
    public IReadOnlySet<ObjectKey> References { get; private set; } = new HashSet<ObjectKey>();

    /// <summary>What was chosen and is not managed, and why.</summary>
    public ImmutableArray<(ObjectKey Key, Bar Bar)> Barred { get; private set; } = [];

    /// <summary>Gives each object its role. What cannot be managed takes with it what cannot be without it.</summary>
    /// <param name="estate">The objects.</param>
    /// <param name="choice">What was chosen.</param>
    /// <param name="bars">What is known not to be manageable.</param>
    public static Roles Of(LiveEstate estate, Choice choice, IReadOnlyDictionary<ObjectKey, Bar> bars)
    {
        var roles = new Roles(estate, choice, bars);
        while (roles.Assign())
        {
        }

        return roles;
    }

    /// <summary>Assigns the roles; true when that showed another object that cannot be managed.</summary>
    private bool Assign()
    {
        var chosen = Chosen();
        var managed = chosen.Where(k => !bars.ContainsKey(k)).ToHashSet();
        if (BarDoubles(managed))
            return true;
        var references = new HashSet<ObjectKey>();
        foreach (var key in managed.Order())
        {
            foreach (var dependency in NeedsOf(key, managed))
            {
                if (managed.Contains(dependency))
                    continue;
                if (!estate.Has(dependency))
                    bars[key] = new($"it refers to the {dependency.Kind} {dependency.Id}, which is not there or cannot be seen", false);
                else if (bars.GetValueOrDefault(dependency) is { Unusable: true } bar)
                    bars[key] = new($"it refers to the {estate.Describe(dependency)}, which cannot be referred to: {bar.Reason}", false);
                else
                    references.Add(dependency);
            }
        }

        if (managed.Any(bars.ContainsKey))
            return true;
        (Managed, References) = (managed, references);
        Barred = [.. chosen.Where(bars.ContainsKey).Order().Select(k => (k, bars[k]))];
        return false;
    }

    /// <summary>What was chosen, and what the flows that are exported whole need.</summary>
    private HashSet<ObjectKey> Chosen()
    {
        var chosen = new HashSet<ObjectKey>(choice.Exact);
        var open = new Stack<ObjectKey>(choice.Whole);
        var seen = new HashSet<ObjectKey>();
        while (open.TryPop(out var key))
        {
            if (!seen.Add(key) || !estate.Has(key))
                continue;
            chosen.Add(key);
            foreach (var dependency in bars.ContainsKey(key) ? [] : estate.DependenciesOf(key))
                open.Push(dependency);
        }

        return chosen;
    }

    /// <summary>Objects are found again by their names: of several that bear one, the manifest manages the first by id.</summary>
    private bool BarDoubles(HashSet<ObjectKey> managed)
    {
        var doubles = managed
            .GroupBy(k => (k.Kind, Name: estate.NameOf(k)))
            .Where(g => g.Key.Name is not null && g.Count() > 1)
            .SelectMany(g => g.Order().Skip(1).Select(k => (Key: k, First: g.Min())))
            .ToList();
        foreach (var (key, first) in doubles)
            bars[key] = new($"the {key.Kind} {first.Id} bears the same name and is exported; objects are found again by their name", false);
        return doubles.Count > 0;
    }

    /// <summary>What must be in the manifest for an object to be described. A target takes its schema from its dataset where that is described too.</summary>
    private IEnumerable<ObjectKey> NeedsOf(ObjectKey key, HashSet<ObjectKey> managed)
    {
        var all = estate.DependenciesOf(key).ToList();
        return key.Kind == "targetConnection" && all.Exists(d => d.Kind == "dataset" && managed.Contains(d))
            ? all.Where(d => d.Kind == "dataset")
            : all;
    }
}
