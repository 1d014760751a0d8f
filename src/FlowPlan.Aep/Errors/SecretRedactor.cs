using FlowPlan.Aep.Http;
using FlowPlan.Aep.Settings;

namespace FlowPlan.Aep.Errors;

/// <summary>Cuts secrets out of what a service says, should it echo them.</summary>
internal sealed class SecretRedactor(AepCredentials credentials)
{
    private readonly string[] own = credentials switch
    {
        AepCredentials.AccessToken(var token) => [token.Reveal()],
        AepCredentials.ServerToServer(_, var secret, _) => [secret.Reveal()],
        _ => [],
    };

    /// <summary>The error without any secret of the credentials or of the call's body, nor the token that the call bore.</summary>
    public ServiceError Redact(ServiceError error, ServiceRequest request, string? token)
    {
        string? Clean(string? text)
        {
            if (text is null)
                return null;
            foreach (var secret in own.Concat(request.Secrets).Append(token ?? string.Empty).Where(s => s.Length > 0).OrderByDescending(s => s.Length))
                text = text.Replace(secret, "(sensitive)", StringComparison.Ordinal);
            return text;
        }

        return error with { Code = Clean(error.Code), Message = Clean(error.Message), RequestId = Clean(error.RequestId) };
    }
}
