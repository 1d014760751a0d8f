namespace FlowPlan.Aep.Settings;

/// <summary>How calls are authorized. A closed union: the nested records are all there is.</summary>
public abstract record AepCredentials
{
    private AepCredentials()
    {
    }

    /// <summary>An access token made elsewhere; when it expires, calls fail.</summary>
    /// <param name="Token">The token.</param>
    public sealed record AccessToken(SecretText Token) : AepCredentials;

    /// <summary>OAuth server-to-server: tokens are asked for as needed (client credentials, <c>POST /ims/token/v3</c>).</summary>
    /// <param name="ClientId">The client id, which is the API key as well unless another one is set.</param>
    /// <param name="ClientSecret">The client secret.</param>
    /// <param name="Scopes">The scopes, joined by commas.</param>
    public sealed record ServerToServer(string ClientId, SecretText ClientSecret, string Scopes) : AepCredentials;
}
