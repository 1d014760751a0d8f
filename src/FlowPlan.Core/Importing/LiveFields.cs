using FlowPlan.Core.Planning.Diffing;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Importing;

/// <summary>
/// What is recorded of an object that is taken over as it is: its live values at the declared paths. What the service does
/// not give back, and what the manifest keeps secret, cannot be known and is left out, so that the next plan writes it.
/// </summary>
internal sealed class LiveFields(IResourceKind kind)
{
    private readonly RuleBook rules = new(kind.Rules);

    public Value.Map At(Value.Map declared, Value.Map live) =>
        Taken(declared, live, string.Empty) as Value.Map ?? Value.Map.Empty;

    private Value? Taken(Value declared, Value? live, string path)
    {
        if (live is null || (path.Length > 0 && rules.For(path).WriteOnly))
            return null;
        if (declared is Value.Map { Entries.Length: > 0 } map && live is Value.Map there && !(path.Length > 0 && rules.For(path).Whole))
        {
            var taken = Value.Map.Of([
                .. map.Entries.Select(e => (e.Key, Taken(e.Value, there[e.Key], FieldPath.Join(path, e.Key)))),
            ]);
            return taken.Entries.IsEmpty ? null : taken;
        }

        return Secrets.In(declared) ? null : live;
    }
}
