namespace FlowPlan.State.Transport;

/// <summary>Requests to services that give credentials.</summary>
internal static class CredentialCalls
{
    /// <summary>Such answers are short.</summary>
    private const int Longest = 256 * 1024;

    /// <summary>Sends a request. It may be sent again: such a service gives credentials, and changes nothing.</summary>
    /// <param name="client">The client.</param>
    /// <param name="request">The request.</param>
    /// <param name="service">What the service is called in a message.</param>
    /// <param name="cancellationToken">Stops waiting for the answer.</param>
    /// <exception cref="CredentialException">It does not answer.</exception>
    public static async Task<RestAnswer> AskAsync(this RestClient client, HttpRequestMessage request, string service, CancellationToken cancellationToken)
    {
        try
        {
            return await client.SendAsync(request, Longest, cancellationToken);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw new CredentialException($"{service} did not answer: {(fault.InnerException ?? fault).Message}", isTransient: true, inner: fault);
        }
        catch (InvalidDataException fault)
        {
            throw new CredentialException($"{service} gave an answer that is too long", inner: fault);
        }
    }

    /// <summary>The fault of an answer that has no credentials.</summary>
    /// <param name="service">What the service is called in a message.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="code">Its code; null for none.</param>
    /// <param name="help">What to do; null for what generally helps.</param>
    public static CredentialException FaultOf(string service, RestAnswer answer, string? code = null, string? help = null) =>
        new($"{service} answered with {(int)answer.Status} {code}".TrimEnd(), help, answer.IsTransient);
}
