using FlowPlan.DataPrep.Functions;
using FlowPlan.DataPrep.Runtime;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Library;

/// <summary>What the functions of the table do.</summary>
internal static class FunctionLibrary
{
    private static readonly Lazy<Dictionary<string, Func<CallContext, DataValue>>> Bodies = new(() => new IEnumerable<(string, Func<CallContext, DataValue>)>[]
    {
        Texts.All, Hashes.All, Urls.All, DateFunctions.All, Objects.All, Maps.All, Arrays.All, Logic.All, Conversions.All, Analytics.All,
    }.SelectMany(all => all).ToDictionary(f => f.Item1, f => f.Item2, StringComparer.Ordinal));

    /// <summary>Finds a function of the table; the body is null where it cannot be evaluated offline.</summary>
    public static bool TryFind(string name, out Func<CallContext, DataValue>? body) =>
        Bodies.Value.TryGetValue(name, out body) || FunctionTable.Default.Find(name) is not null;
}
