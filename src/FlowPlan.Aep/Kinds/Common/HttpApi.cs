using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Common;

/// <summary>The HTTP API source: what goes without saying for connections and what follows from it for flows.</summary>
internal static class HttpApi
{
    /// <summary>The connection specification of a block that names none.</summary>
    public static Value.Map Specification { get; } = Value.Map.Of(
        ("id", Value.Of(WellKnown.HttpApi)), ("version", Value.Of(Definitions.Specification.DefaultVersion)));

    /// <summary>A specification as declared, or that of the HTTP API where none is.</summary>
    public static Value.Map SpecificationOf(Specification? declared) => declared is null
        ? Specification
        : Value.Map.Of(("id", Value.Of(declared.Id ?? string.Empty)), ("version", Value.Of(declared.Version ?? Definitions.Specification.DefaultVersion)));

    /// <summary>Whether a specification is that of the HTTP API.</summary>
    public static bool Is(Value? specification) => (specification as Value.Map)?["id"] == Value.Of(WellKnown.HttpApi);
}
