namespace FlowPlan.Cli.Sending.Input;

/// <summary>A record of the input.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Line">The line on which it begins, from 1.</param>
/// <param name="Json">Its text; empty when it is larger than what can be sent.</param>
/// <param name="Problem">Why it cannot be a record; null when nothing is known against it.</param>
internal sealed record InputRecord(long Number, long Line, ReadOnlyMemory<byte> Json, string? Problem = null);
