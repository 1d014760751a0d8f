namespace FlowPlan.Aep.Http;

/// <summary>Gives the access token for calls.</summary>
internal interface ITokenSource
{
    /// <summary>Whether a new token can be requested after one was rejected.</summary>
    bool CanRefresh { get; }

    /// <summary>The token.</summary>
    /// <param name="rejected">A token that a service has just rejected; a new one is requested if it is still the current one.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    ValueTask<string> GetAsync(string? rejected, CancellationToken cancellationToken);
}
