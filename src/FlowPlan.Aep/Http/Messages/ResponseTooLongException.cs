namespace FlowPlan.Aep.Http.Messages;

/// <summary>A response exceeds the size limit.</summary>
internal sealed class ResponseTooLongException(long limit) : IOException($"The response is longer than {limit} bytes.");
