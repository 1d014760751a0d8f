using System.Numerics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.Cli.MappingTests;

/// <summary>Values of YAML as values of records.</summary>
internal static class DataNodes
{
    /// <summary>The value of a node.</summary>
    public static DataValue Of(Node node) => Of(node.ToValue());

    private static DataValue Of(Value value) => value switch
    {
        Value.Text(var text) => DataValue.Of(text),
        Value.Bool(var isTrue) => DataValue.Of(isTrue),
        Value.Number(var amount) when amount == decimal.Truncate(amount) => DataValue.Of(new BigInteger(amount)),
        Value.Number(var amount) => new DataValue.Floating((double)amount),
        Value.List(var items) => DataValue.Of(items.Select(Of)),
        Value.Map map => DataValue.Of(map.Entries.Select(e => KeyValuePair.Create(e.Key, Of(e.Value)))),
        _ => DataValue.Null,
    };
}
