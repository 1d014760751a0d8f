using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.State;
using FlowPlan.Core.State.Engines;
using FlowPlan.State;
using FlowPlan.State.Locations;

namespace FlowPlan.Cli.Hosting;

/// <summary>The states that a command works with. Each is opened once; disposing closes their connections.</summary>
/// <param name="processEnvironment">The variables of the process.</param>
/// <param name="time">The clock.</param>
/// <param name="warn">Is told that a lock could not be released.</param>
internal sealed class StateStores(IReadOnlyDictionary<string, string> processEnvironment, TimeProvider time, Action<Diagnostic> warn) : IAsyncDisposable
{
    private const string Variable = "FLOWPLAN_STATE";

    private readonly Lock gate = new();
    private readonly StateStoreFactory factory = new(processEnvironment, time, warn);
    private readonly Dictionary<(StateLocation, StateName), IStateStore> open = [];

    /// <summary>Whether <c>FLOWPLAN_STATE</c> says where the state is.</summary>
    public bool IsLocationSet => processEnvironment.GetValueOrDefault(Variable) is { Length: > 0 };

    /// <summary>Where the state is that a manifest declares: what <c>FLOWPLAN_STATE</c> says goes before it.</summary>
    /// <exception cref="DiagnosticException">The location is not valid.</exception>
    public StateLocation LocationOf(StateDeclaration? declared)
    {
        if (processEnvironment.GetValueOrDefault(Variable) is { Length: > 0 } variable)
            return StateLocation.Parse(variable, SourceSpan.OfFile(Variable));
        return LocationIn(declared);
    }

    /// <summary>Where the state is that a manifest declares, or imports from; <c>FLOWPLAN_STATE</c> does not matter.</summary>
    /// <exception cref="DiagnosticException">The location is not valid.</exception>
    public static StateLocation LocationIn(StateDeclaration? declared)
    {
        if (declared is null)
            return StateLocation.File;
        if (declared.Location is null)
            throw Invalid(declared, "the location of the state reads a sensitive variable, or one without a value", "give the variable a value, and leave credentials to the environment");
        var location = StateLocation.Parse(declared.Location, declared.Span);
        return location.HasPassword
            ? throw Invalid(declared with { Span = declared.Span with { Hidden = true } }, "the location of the state contains a password", "leave it out: it is taken from the environment")
            : location;
    }

    /// <summary>Opens a state, or returns the one that is open. Makes no call.</summary>
    /// <exception cref="DiagnosticException">The location cannot be used.</exception>
    public IStateStore Open(StateLocation location, StateName name)
    {
        lock (gate)
        {
            if (!open.TryGetValue((location, name), out var store))
                open[(location, name)] = store = factory.Open(location, name);
            return store;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in open.Values)
            await store.DisposeAsync();
    }

    private static DiagnosticException Invalid(StateDeclaration declared, string why, string help) =>
        new(Diagnostic.Of(EngineDescriptors.LocationInvalid, why, declared.Span, help));
}
