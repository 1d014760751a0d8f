namespace FlowPlan.Aep.Http;

/// <summary>Gives the access token that calls bear.</summary>
internal interface ITokenSource
{
    /// <summary>Whether another token can be had after one was refused.</summary>
    bool CanRefresh { get; }

    /// <summary>The token.</summary>
    /// <param name="refused">A token that a service has just refused; another one is asked for when it is still the current one.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    ValueTask<string> GetAsync(string? refused, CancellationToken cancellationToken);
}
