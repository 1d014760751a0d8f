using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Web;
using FlowPlan.State.Transport;

namespace FlowPlan.State.Tests.AzureBlob.Credentials;

/// <summary>An application proves who it is with its certificate.</summary>
internal sealed class ClientCertificateTests
{
    private const string Password = "password-canary";

    private AzureServices services = null!;
    private X509Certificate2 certificate = null!;
    private RSA key = null!;

    [SetUp]
    public void SetUp()
    {
        services = new();
        key = RSA.Create(2048);
        var request = new CertificateRequest("CN=flowplan", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        (services.Variables["AZURE_TENANT_ID"], services.Variables["AZURE_CLIENT_ID"]) = ("acme", "app\"1");
    }

    [TearDown]
    public async Task TearDownAsync()
    {
        await services.DisposeAsync();
        certificate.Dispose();
        key.Dispose();
    }

    [TestCase("pem")]
    [TestCase("encrypted")]
    [TestCase("pfx")]
    public async Task It_signs_that_the_application_asks(string form)
    {
        Write(form);

        Assert.That((await services.TokenAsync()).Value, Is.EqualTo("assertion-canary"));
        var sent = HttpUtility.ParseQueryString(services.Bodies.Single());
        var parts = sent["client_assertion"]!.Split('.');
        Assert.That(key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pss), Is.True);
        var (header, claims) = (JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0])).RootElement, JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1])).RootElement);
        Assert.That(header.GetProperty("alg").GetString(), Is.EqualTo("PS256"));
        Assert.That(header.GetProperty("x5t#S256").GetString(), Is.EqualTo(Base64Url.EncodeToString(SHA256.HashData(certificate.RawData))));
        Assert.That(claims.GetProperty("aud").GetString(), Is.EqualTo(services.Url + "acme/oauth2/v2.0/token"));
        Assert.That((claims.GetProperty("iss").GetString(), claims.GetProperty("sub").GetString()), Is.EqualTo(("app\"1", "app\"1")));
        var now = services.Clock.GetUtcNow().ToUnixTimeSeconds();
        Assert.That((claims.GetProperty("nbf").GetInt64(), claims.GetProperty("exp").GetInt64()), Is.EqualTo((now, now + 600)));
        Assert.That(claims.GetProperty("jti").GetString(), Has.Length.EqualTo(36));
    }

    [TestCase("canary")]
    [TestCase("-----BEGIN canary")]
    [TestCase("without its key")]
    [TestCase("another password")]
    [TestCase("of another sort")]
    public async Task What_is_not_a_certificate_with_its_key_is_a_fault(string form)
    {
        Write(form);

        var fault = await Assert.ThrowsAsync<CredentialException>(services.TokenAsync);
        Assert.That(fault!.Message, Does.Contain("is not a certificate with its RSA key"));
        Assert.That(fault.Help, Does.Contain("AZURE_CLIENT_CERTIFICATE_PASSWORD"));
        Assert.That(fault.ToString(), Does.Not.Contain("canary"));
        Assert.That(services.Requests, Is.Empty);
    }

    private void Write(string form)
    {
        var encryption = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        var file = services["certificate"];
        if (form is "encrypted" or "pfx" or "another password")
            services.Variables["AZURE_CLIENT_CERTIFICATE_PASSWORD"] = form == "another password" ? "other-canary" : Password;
        if (form == "pfx")
            File.WriteAllBytes(file, certificate.Export(X509ContentType.Pfx, Password));
        else
            File.WriteAllText(file, Text());
        services.Variables["AZURE_CLIENT_CERTIFICATE_PATH"] = file;

        string Text()
        {
            using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return form switch
            {
                "pem" => key.ExportPkcs8PrivateKeyPem() + "\n" + certificate.ExportCertificatePem(),
                "encrypted" or "another password" => certificate.ExportCertificatePem() + "\n" + key.ExportEncryptedPkcs8PrivateKeyPem(Password, encryption),
                "without its key" => certificate.ExportCertificatePem(),
                "of another sort" => new CertificateRequest("CN=x", curve, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200)).ExportCertificatePem() + "\n" + curve.ExportPkcs8PrivateKeyPem(),
                _ => form,
            };
        }
    }
}
