using FlowPlan.Aep.Http;
using FlowPlan.Aep.Settings;

namespace FlowPlan.Aep.Authentication;

/// <summary>A token made elsewhere: there is no other.</summary>
internal sealed class GivenToken(SecretText token) : ITokenSource
{
    public bool CanRefresh => false;

    public ValueTask<string> GetAsync(string? refused, CancellationToken cancellationToken) => ValueTask.FromResult(token.Reveal());
}
