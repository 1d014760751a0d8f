using FlowPlan.Aep.Http;
using FlowPlan.Aep.Settings;

namespace FlowPlan.Aep.Authentication;

/// <summary>A token from the settings: it cannot be refreshed.</summary>
internal sealed class StaticTokenSource(SecretText token) : ITokenSource
{
    public bool CanRefresh => false;

    public ValueTask<string> GetAsync(string? rejected, CancellationToken cancellationToken) => ValueTask.FromResult(token.Reveal());
}
