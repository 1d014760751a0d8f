namespace FlowPlan.Aep.Http.Messages;

/// <summary>A noticeable wait for an object whose service changes its state by itself, such as a flow that is being enabled.</summary>
/// <param name="Subject">The object as the service's API names it, such as <c>flows/4a1c…</c>.</param>
/// <param name="Elapsed">How long the wait has lasted.</param>
/// <param name="Limit">How long it lasts at most.</param>
public sealed record TransientWait(string Subject, TimeSpan Elapsed, TimeSpan Limit);
