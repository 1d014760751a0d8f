using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State.Engines;
using FlowPlan.State.Locations;

namespace FlowPlan.State.Http;

/// <summary>What a server is shown: user and password, a client's certificate; and whom the client trusts.</summary>
internal sealed record HttpCredentials(string? User, string? Password, X509Certificate2? Client, X509Certificate2Collection? Authorities)
{
    /// <summary>The credentials of a URL and of the <c>TF_HTTP_*</c> variables.</summary>
    /// <exception cref="DiagnosticException">A certificate cannot be read.</exception>
    public static HttpCredentials Of(Uri url, IReadOnlyDictionary<string, string> environment)
    {
        var user = url.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString).ToList();
        return new(
            user[0].Length > 0 ? user[0] : environment.ValueOf("TF_HTTP_USERNAME"),
            user.Count > 1 ? user[1] : environment.ValueOf("TF_HTTP_PASSWORD"),
            Read("TF_HTTP_CLIENT_CERTIFICATE_PEM", pem => X509Certificate2.CreateFromPem(pem, environment.ValueOf("TF_HTTP_CLIENT_PRIVATE_KEY_PEM"))),
            Read("TF_HTTP_CLIENT_CA_CERTIFICATE_PEM", pem =>
            {
                var authorities = new X509Certificate2Collection();
                authorities.ImportFromPem(pem);
                return authorities;
            }));

        T? Read<T>(string name, Func<string, T> read)
            where T : class
        {
            try
            {
                return environment.ValueOf(name) is { } pem ? read(pem) : null;
            }
            catch (Exception fault) when (fault is CryptographicException or ArgumentException)
            {
                throw EngineFaults.LocationInvalid(
                    RedactedUrl.Of(url),
                    $"{name} is not a certificate in PEM form, or lacks its key",
                    "set the text of the PEM file; the key of a client's certificate belongs in TF_HTTP_CLIENT_PRIVATE_KEY_PEM");
            }
        }
    }

    /// <summary>The header that names user and password; null without a user.</summary>
    public AuthenticationHeaderValue? Header =>
        User is null ? null : new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}")));

    /// <summary>The options of a secure connection.</summary>
    public SslClientAuthenticationOptions Options
    {
        get
        {
            var options = new SslClientAuthenticationOptions();
            if (Client is not null)
                options.ClientCertificates = [Client];
            if (Authorities is not null)
            {
                var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
                policy.CustomTrustStore.AddRange(Authorities);
                options.CertificateChainPolicy = policy;
            }

            return options;
        }
    }

    /// <summary>Without the secrets, wherever it is printed.</summary>
    public override string ToString() => User is null ? "none" : "user and password";
}
