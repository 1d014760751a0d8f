namespace FlowPlan.Aep.Http.Messages;

/// <summary>A response exceeds the size limit.</summary>
internal sealed class ResponseTooLongException(long limit) : IOException($"The response is longer than {limit} bytes.");

/// <summary>The body of a response cannot be decompressed as its <c>Content-Encoding</c> requires.</summary>
internal sealed class UnreadableBodyException(Exception inner) : IOException("The body cannot be decompressed.", inner);

/// <summary>A response has the request ID of another call of this process.</summary>
internal sealed class ForeignResponseException() : IOException("The response belongs to another call.");
