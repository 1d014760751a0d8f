namespace FlowPlan.Aep.Settings;

/// <summary>How calls are authorized. A closed union: there are no other cases than the nested records.</summary>
public abstract record AepCredentials
{
    private AepCredentials()
    {
    }

    /// <summary>An access token from the user; when it expires, calls fail.</summary>
    /// <param name="Token">The token.</param>
    public sealed record AccessToken(SecretText Token) : AepCredentials;

    /// <summary>OAuth server-to-server: tokens are requested as needed (client credentials, <c>POST /ims/token/v3</c>).</summary>
    /// <param name="ClientId">The client ID, which is also the API key unless another one is set.</param>
    /// <param name="ClientSecret">The client secret.</param>
    /// <param name="Scopes">The scopes, separated by commas.</param>
    public sealed record ServerToServer(string ClientId, SecretText ClientSecret, string Scopes) : AepCredentials;
}
