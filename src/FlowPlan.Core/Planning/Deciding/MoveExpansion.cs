using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Deciding;

/// <summary>
/// The recorded resources that a <c>moved</c> block renames: the one that it names, those declared in its block, all instances of
/// <c>forEach</c>, or everything in a component.
/// </summary>
internal static class MoveExpansion
{
    /// <summary>Every resource that moves, those named first; <c>Implied</c> where another block may say otherwise.</summary>
    public static IEnumerable<(MovedDeclaration Move, bool Implied)> Of(PlanInput input)
    {
        var prior = input.Prior!.Resources;
        var desired = input.Desired.Items.Select(d => d.Address).ToHashSet();
        var recorded = new RecordedNames(prior.Keys);
        var explicitly = new List<(MovedDeclaration, bool)>();
        var implied = new List<(MovedDeclaration, bool)>();
        foreach (var move in input.Moved)
        {
            if (move.From.Kind == ResourceAddress.ComponentKind)
                implied.AddRange(Everything(move, recorded).Select(m => (m, true)));
            else if (prior.ContainsKey(move.From))
                explicitly.Add((move, false));
            else if (ResourceKey.InstanceOf(move.From.Key) is null && ResourceKey.InstanceOf(move.To.Key) is null)
                implied.AddRange(Instances(move, recorded).Select(m => (m, true)));
        }

        var named = explicitly.Concat(implied).Select(m => m.Item1).ToList();
        return [.. explicitly, .. implied, .. named.SelectMany(m => Inline(m)).Where(m => prior.ContainsKey(m.From) && desired.Contains(m.To) && !desired.Contains(m.From)).Select(m => (m, true))];
    }

    private static IEnumerable<MovedDeclaration> Everything(MovedDeclaration move, RecordedNames recorded) => recorded
        .InComponent(move.From.Key)
        .Select(a => move with { From = a, To = a with { Key = move.To.Key + a.Key[move.From.Key.Length..] } });

    private static IEnumerable<MovedDeclaration> Instances(MovedDeclaration move, RecordedNames recorded) => recorded
        .InstancesOf(move.From)
        .Select(a => move with { From = a, To = new(move.To.Kind, ResourceKey.Instance(move.To.Key, ResourceKey.InstanceOf(a.Key)!), a.DeposedId) });

    private static IEnumerable<MovedDeclaration> Inline(MovedDeclaration move) =>
        move.Inline.Select(kind => move with { From = move.From with { Kind = kind }, To = move.To with { Kind = kind }, Inline = [] });
}
