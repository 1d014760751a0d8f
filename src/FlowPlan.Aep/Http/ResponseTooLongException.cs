namespace FlowPlan.Aep.Http;

/// <summary>An answer was longer than is read.</summary>
internal sealed class ResponseTooLongException(long limit) : IOException($"The answer is longer than {limit} bytes.");
