using System.Text.RegularExpressions;

namespace FlowPlan.Aep.Tests.Exporting;

/// <summary>Which objects of a sandbox an export must leave out, which it may leave out, and for which reasons.</summary>
internal sealed partial class ExpectedExclusions
{
    private readonly Dictionary<string, (string Kind, string? Name)> objects = [];
    private readonly HashSet<string> required = [];
    private readonly List<(string Id, string Reason)> reasons = [];

    /// <summary>The number of objects.</summary>
    public int Count => objects.Count;

    /// <summary>The kinds of the objects.</summary>
    public IEnumerable<string> Kinds => objects.Values.Select(o => o.Kind);

    public void Add(string kind, string id, string? name) => objects.Add(id, (kind, name));

    /// <summary>The object has a part that FlowPlan does not support, whatever the other objects are.</summary>
    public void Require(string id, string reason)
    {
        required.Add(id);
        reasons.Add((id, reason));
    }

    /// <summary>The object has a part that FlowPlan does not support together with what it refers to, when that is managed too.</summary>
    public void Allow(string id, string reason) => reasons.Add((id, reason));

    /// <summary>Asserts that each object is either managed or named in one warning, with a reason that it has.</summary>
    public void AssertMet(IReadOnlyCollection<string> managed, IReadOnlyCollection<string> warnings)
    {
        var told = warnings.Select(w => (Id: Subject().Match(w).Groups["id"].Value, Text: w)).ToList();

        Assert.That(managed.Concat(told.Select(t => t.Id)), Is.EquivalentTo(objects.Keys), string.Join('\n', warnings));
        Assert.That(managed.Where(required.Contains), Is.Empty);
        Assert.That(told.Where(t => !HasReason(t.Id, t.Text) && !IsDuplicate(t.Id, t.Text, managed)), Is.Empty);
    }

    private bool HasReason(string id, string text) => reasons.Exists(r => r.Id == id && text.Contains(r.Reason, StringComparison.Ordinal));

    /// <summary>Whether the warning names another object of the same kind and name, which is managed or has a reason of its own.</summary>
    private bool IsDuplicate(string id, string text, IReadOnlyCollection<string> managed) =>
        !required.Contains(id)
        && Duplicate().Match(text) is { Success: true } match
        && match.Groups["id"].Value is var other
        && other != id
        && objects.TryGetValue(other, out var first)
        && first == objects[id]
        && (managed.Contains(other) || reasons.Exists(r => r.Id == other));

    [GeneratedRegex(@"(?<id>[^\s()]+)\)? is (not exported|only referred to): ")]
    private static partial Regex Subject();

    [GeneratedRegex(@"the \w+ (?<id>\S+) has the same name and is exported")]
    private static partial Regex Duplicate();
}
