using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Tests.Support;

/// <summary>Short words for values.</summary>
internal static class Make
{
    public static Value Text(string text) => Value.Of(text);

    public static Value.Map Map(params ReadOnlySpan<(string Key, Value? Value)> entries) => Value.Map.Of(entries);

    public static Value List(params string[] texts) => new Value.List([.. texts.Select(Value.Of)]);
}
