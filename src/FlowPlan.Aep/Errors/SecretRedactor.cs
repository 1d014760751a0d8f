using System.Net.Http.Headers;
using FlowPlan.Aep.Http;
using FlowPlan.Aep.Settings;
using FlowPlan.Core.Values;

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

    /// <summary>Reads an error without any secret of the credentials or of the call's body, nor the token that the call bore.</summary>
    public ServiceError Read(int status, ReadOnlyMemory<byte> body, HttpResponseHeaders headers, ServiceRequest request, string? token)
    {
        // Short ones are cut out as they are: what is lost of a message is a lesser harm.
        List<string> forms =
        [
            .. own.Concat(request.Secrets).Append(token ?? string.Empty)
                .Where(s => s.Length > 0)
                .SelectMany(s => SecretForms.Of(s).Append(s))
                .Distinct(StringComparer.Ordinal)
                .OrderByDescending(f => f.Length),
        ];
        return ServiceErrorParser.Parse(
            status, body, headers, text => forms.Aggregate(text, (left, form) => left.Replace(form, "(sensitive)", StringComparison.Ordinal)));
    }
}
