namespace FlowPlan.State.Transport;

/// <summary>A place where credentials may be.</summary>
internal interface ICredentialSource<T>
    where T : class
{
    /// <summary>The credentials; null where the place is not set up, so that the next one is asked.</summary>
    /// <exception cref="CredentialException">It is set up, and gives none all the same.</exception>
    /// <exception cref="HttpRequestException">It does not answer.</exception>
    Task<T?> ReadAsync(CancellationToken cancellationToken);
}

/// <summary>A default chain.</summary>
internal static class CredentialSources
{
    /// <summary>
    /// What the first source gives that is set up; null where none is. When that one gives nothing, it is a fault: another identity than the one that was meant must
    /// not be tried.
    /// </summary>
    public static async Task<T?> FirstAsync<T>(this IEnumerable<ICredentialSource<T>> sources, CancellationToken cancellationToken)
        where T : class
    {
        foreach (var source in sources)
        {
            if (await source.ReadAsync(cancellationToken) is { } found)
                return found;
        }

        return null;
    }
}
