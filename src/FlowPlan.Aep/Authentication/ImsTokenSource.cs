using System.Globalization;
using System.Text.Json;
using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Http;
using FlowPlan.Aep.Http.Messages;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Settings;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Authentication;

/// <summary>
/// Requests tokens by OAuth server-to-server: <c>POST /ims/token/v3</c>. A token is used until shortly before it expires, and
/// however many calls need a new one, one is requested.
/// </summary>
internal sealed class ImsTokenSource(HttpClient client, AepSettings settings, AepCredentials.ServerToServer credentials, TimeProvider time)
    : ITokenSource, IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);
    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private readonly ErrorRedactor redactor = new(credentials);
    private volatile Token? current;

    public bool CanRefresh => true;

    public async ValueTask<string> GetAsync(string? rejected, CancellationToken cancellationToken)
    {
        if (UsableToken(rejected) is { } known)
            return known;
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (UsableToken(rejected) is { } meanwhile)
                return meanwhile;
            var fresh = await RequestAsync(cancellationToken);
            current = fresh;
            return fresh.Text;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    private string? UsableToken(string? rejected) =>
        current is { } token && token.Text != rejected && time.GetUtcNow() < token.RefreshAt ? token.Text : null;

    private async Task<Token> RequestAsync(CancellationToken cancellationToken)
    {
        var request = new ServiceRequest("Identity service (IMS)", HttpMethod.Post, "ims/token/v3") { ChangesNothing = true };
        var state = new CallState(request, Guid.NewGuid().ToString(), time.GetTimestamp());
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.ImsUri, request.Path))
        {
            Content = new FormUrlEncodedContent(
            [
                new("grant_type", "client_credentials"),
                new("client_id", credentials.ClientId),
                new("client_secret", credentials.ClientSecret.Reveal()),
                new("scope", credentials.Scopes),
            ]),
        };
        message.Options.Set(CallState.Key, state);
        message.Headers.TryAddWithoutValidation("Accept", "application/json");
        message.Headers.TryAddWithoutValidation("x-request-id", state.RequestId);
        using var response = await SendAsync(message, request, state, cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw Rejected(request, state, response, body);
        return Read(request, state, body);
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage message, ServiceRequest request, CallState state, CancellationToken cancellationToken)
    {
        try
        {
            return await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (Exception fault) when (FaultDiagnostics.Of(request, state, settings.ImsUri, fault) is { } known)
        {
            throw known;
        }
    }

    private ProviderException Rejected(ServiceRequest request, CallState state, HttpResponseMessage response, byte[] body)
    {
        var error = redactor.Read((int)response.StatusCode, body, response.Headers, state, null);
        if (error.Status is 429 or >= 500)
            return ErrorDiagnostics.Of(request, error, state);
        return new(
            ErrorDiagnostics.Make(
                ServiceDescriptors.NoToken,
                request,
                error,
                "returned no access token for",
                "Check FLOWPLAN_CLIENT_ID, FLOWPLAN_CLIENT_SECRET and FLOWPLAN_SCOPES against the project in the Adobe Developer Console."),
            CallEffect.None);
    }

    private Token Read(ServiceRequest request, CallState state, byte[] body)
    {
        try
        {
            var root = JsonText.Parse(body);
            if (root.TextAt("access_token") is { Length: > 0 } text)
            {
                var lifetime = TimeSpan.FromSeconds(SecondsOf(root));
                return new(text, time.GetUtcNow() + lifetime - (lifetime > 2 * Margin ? Margin : lifetime / 2));
            }
        }
        catch (JsonException fault)
        {
            throw FaultDiagnostics.InvalidResponse(request, state.RequestId, "it is not JSON", new InvalidDataException(fault.GetType().Name));
        }

        throw FaultDiagnostics.InvalidResponse(request, state.RequestId, "it has no access token");
    }

    private static double SecondsOf(JsonElement root) =>
        double.TryParse(root.IdAt("expires_in"), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
        && seconds is > 0 and < int.MaxValue
            ? seconds
            : 300;

    private sealed record Token(string Text, DateTimeOffset RefreshAt)
    {
        public override string ToString() => "(sensitive)";
    }
}
