namespace FlowPlan.Aep.Http.Messages;

/// <summary>A noticeable delay before calls to a host are sent.</summary>
/// <param name="Host">The host.</param>
/// <param name="Status">The status of the response that caused it; null if there was no response.</param>
/// <param name="Delay">How long the calls wait.</param>
/// <param name="Requested">The delay that the host asked for with <c>Retry-After</c>, which may be longer; null for none.</param>
public sealed record HttpWait(string Host, int? Status, TimeSpan Delay, TimeSpan? Requested);
