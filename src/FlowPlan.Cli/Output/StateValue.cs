using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Output;

/// <summary>The state for programs, as one value.</summary>
internal static class StateValue
{
    public static Value Of(Lockfile lockfile) => Value.Map.Of(
        ("lineage", Value.Of(lockfile.Lineage)),
        ("serial", Value.Of(lockfile.Serial)),
        ("project", Value.Of(lockfile.Project)),
        ("environment", Value.Of(lockfile.Environment)),
        ("organization", Value.Of(lockfile.Organization)),
        ("sandbox", Value.Of(lockfile.Sandbox)),
        ("resources", Value.Map.Of(lockfile.Resources.Select(r => KeyValuePair.Create(r.Key.ToString(), Of(r.Value))))),
        ("outputs", lockfile.Outputs));

    public static Value Of(ResourceState state) => Value.Map.Of(
        ("id", Value.Of(state.Id)),
        ("etag", state.Etag is { } etag ? Value.Of(etag) : null),
        ("fields", state.Fields),
        ("attributes", state.Attributes),
        ("dependencies", new Value.List([.. state.Dependencies.Select(d => Value.Of(d.ToString()))])),
        ("preventDestroy", state.PreventDestroy ? Value.Of(true) : null));
}
