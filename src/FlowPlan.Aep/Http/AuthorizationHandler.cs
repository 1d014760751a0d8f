using System.Net;
using System.Net.Http.Headers;

namespace FlowPlan.Aep.Http;

/// <summary>Adds the current token to each attempt. A 401 means that the call was not processed: it is sent once more with a new token.</summary>
internal sealed class AuthorizationHandler(ITokenSource tokens) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await tokens.GetAsync(null, cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized || !tokens.CanRefresh)
            return response;
        response.Dispose();
        token = await tokens.GetAsync(token, cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await base.SendAsync(request, cancellationToken);
    }
}
