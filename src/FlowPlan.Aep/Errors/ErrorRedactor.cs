using System.Net.Http.Headers;
using FlowPlan.Aep.Http.Messages;
using FlowPlan.Aep.Settings;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Errors;

/// <summary>Reads the errors of services without secrets, should a service echo them.</summary>
internal sealed class ErrorRedactor(AepCredentials credentials)
{
    private readonly string[] own = credentials switch
    {
        AepCredentials.AccessToken(var token) => [token.Reveal()],
        AepCredentials.ServerToServer(_, var secret, _) => [secret.Reveal()],
        _ => [],
    };

    /// <summary>Reads an error without the secrets of the credentials and of the call's body, and without the call's token. Without a request ID of the service it has the one that was sent.</summary>
    public ServiceError Read(int status, ReadOnlyMemory<byte> body, HttpResponseHeaders headers, CallState state, string? token)
    {
        // Short secrets are redacted as well: losing a part of a message does less harm.
        List<string> forms =
        [
            .. own.Concat(state.Request.Secrets).Append(token ?? string.Empty)
                .Where(s => s.Length > 0)
                .SelectMany(s => SecretForms.Of(s).Append(s))
                .Distinct(StringComparer.Ordinal)
                .OrderByDescending(f => f.Length),
        ];
        var error = ServiceErrorParser.Parse(
            status, body, headers, text => forms.Aggregate(text, (left, form) => left.Replace(form, "(sensitive)", StringComparison.Ordinal)));
        return error with { RequestId = error.RequestId ?? state.RequestId };
    }
}
