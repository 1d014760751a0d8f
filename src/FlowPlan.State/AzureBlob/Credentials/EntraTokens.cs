using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlowPlan.State.Transport;

namespace FlowPlan.State.AzureBlob.Credentials;

/// <summary>Tokens of an application, from Microsoft Entra ID.</summary>
internal sealed partial class EntraTokens(RestClient client, AzureEnvironment environment, TimeProvider time)
{
    private const string Source = "Microsoft Entra ID";

    /// <summary>The token of an application.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="application">The ID of the application.</param>
    /// <param name="proof">How the application proves who it is, at this address.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<AzureToken> AskAsync(string tenant, string application, Func<Uri, IEnumerable<(string Name, string Value)>> proof, CancellationToken cancellationToken)
    {
        var address = environment.TokenAddressOf(tenant);
        (string Name, string Value)[] form = [("grant_type", "client_credentials"), ("client_id", application), ("scope", AzureToken.Resource + ".default"), .. proof(address)];
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(string.Join('&', form.Select(f => $"{f.Name}={Uri.EscapeDataString(f.Value)}")))),
        };
        request.Content.Headers.ContentType = new("application/x-www-form-urlencoded");
        var answer = await client.AskAsync(request, Source, cancellationToken);
        return answer.IsSuccess
            ? AzureToken.Read(answer.Body, "access_token", Source, time.GetUtcNow())
            : throw CredentialCalls.FaultOf(Source, answer, CodeOf(answer), "check AZURE_TENANT_ID, AZURE_CLIENT_ID, and the secret, certificate or federated credential of the application");
    }

    /// <summary>The proof of an application by a signed text.</summary>
    public static IEnumerable<(string Name, string Value)> Assertion(string text) =>
        [("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"), ("client_assertion", text)];

    /// <summary>The error and its number: the rest of the description may say more than is to be shown.</summary>
    private static string? CodeOf(RestAnswer answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            string? Text(string name) => document.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
            var number = Number().Match(Text("error_description") ?? string.Empty);
            return string.Join(' ', new[] { AnswerWord.Of(Text("error")), number.Success ? number.Value : null }.Where(t => t is not null));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    [GeneratedRegex("^AADSTS[0-9]{1,12}")]
    private static partial Regex Number();
}
