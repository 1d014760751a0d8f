using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using FlowPlan.State.Transport;

namespace FlowPlan.State.AzureBlob.Credentials;

/// <summary>The certificate of an application, which signs what proves who it is.</summary>
internal sealed class ClientCertificate : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly X509Certificate2 certificate;
    private readonly RSA key;

    private ClientCertificate(X509Certificate2 certificate, RSA key) => (this.certificate, this.key) = (certificate, key);

    /// <summary>Reads a certificate and its key: a file in PEM form, or of PKCS #12.</summary>
    /// <exception cref="CredentialException">It cannot be read.</exception>
    public static ClientCertificate Read(string file, string? password)
    {
        X509Certificate2? certificate = null;
        try
        {
            var content = File.ReadAllBytes(file);
            certificate = content.AsSpan().IndexOf("-----BEGIN"u8) < 0 ? X509CertificateLoader.LoadPkcs12(content, password) : OfPem(Encoding.UTF8.GetString(content), password);
            return new(certificate, certificate.GetRSAPrivateKey() ?? throw new CryptographicException("The key is missing, or is not one of RSA."));
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            certificate?.Dispose();
            throw new CredentialException(
                $"'{file}' is not a certificate with its RSA key", "AZURE_CLIENT_CERTIFICATE_PATH names a PEM file with both, or a file of PKCS #12; AZURE_CLIENT_CERTIFICATE_PASSWORD is its password");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CredentialException($"the certificate '{file}' cannot be read", "check AZURE_CLIENT_CERTIFICATE_PATH", inner: fault);
        }
    }

    /// <summary>A token (JWT) that proves to an address, for some minutes, that the application has the key.</summary>
    public string Sign(Uri address, string application, DateTimeOffset now)
    {
        var header = Part(writer =>
        {
            writer.WriteString("alg", "PS256");
            writer.WriteString("typ", "JWT");
            writer.WriteString("x5t#S256", Base64Url.EncodeToString(SHA256.HashData(certificate.RawData)));
        });
        var claims = Part(writer =>
        {
            writer.WriteString("aud", address.AbsoluteUri);
            writer.WriteString("iss", application);
            writer.WriteString("sub", application);
            writer.WriteString("jti", Guid.NewGuid().ToString());
            writer.WriteNumber("nbf", now.ToUnixTimeSeconds());
            writer.WriteNumber("exp", (now + Lifetime).ToUnixTimeSeconds());
        });
        var signature = key.SignData(Encoding.ASCII.GetBytes($"{header}.{claims}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        return $"{header}.{claims}.{Base64Url.EncodeToString(signature)}";
    }

    public void Dispose()
    {
        key.Dispose();
        certificate.Dispose();
    }

    private static X509Certificate2 OfPem(string text, string? password) => password is null ? X509Certificate2.CreateFromPem(text, text) : X509Certificate2.CreateFromEncryptedPem(text, text, password);

    private static string Part(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return Base64Url.EncodeToString(buffer.WrittenSpan);
    }
}
