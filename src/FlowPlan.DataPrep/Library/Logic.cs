using FlowPlan.DataPrep.Runtime;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Library;

/// <summary>Functions that choose one of their arguments.</summary>
internal static class Logic
{
    public static IEnumerable<(string, Func<CallContext, DataValue>)> All =>
    [
        ("iif", c => Coercion.IsTrue(c[0]) ? c[1] : c[2]),
        ("decode", Decode),
        ("min", c => Extreme(c, -1)),
        ("max", c => Extreme(c, 1)),
    ];

    private static DataValue Decode(CallContext call)
    {
        for (var i = 1; i + 1 < call.Count; i += 2)
        {
            if (Coercion.AreEqual(call[0], call[i]))
                return call[i + 1];
        }

        return call.Count % 2 == 0 ? call[call.Count - 1] : DataValue.Null;
    }

    /// <summary>The argument that is first or last in order; null counts for nothing.</summary>
    private static DataValue Extreme(CallContext call, int sign)
    {
        var found = DataValue.Null;
        foreach (var argument in call.Arguments.Where(a => !a.IsNull))
        {
            if (found.IsNull || Math.Sign(Coercion.Order(argument, found)) == sign)
                found = argument;
        }

        return found;
    }
}
