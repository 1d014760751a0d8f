using FlowPlan.State.AzureBlob;
using FlowPlan.State.Transport;

namespace FlowPlan.State.Tests.AzureBlob.Credentials;

/// <summary>Which source is asked, when it is asked again, and what its faults say.</summary>
internal sealed class AzureTokenChainTests
{
    private const string CliToken = """echo '{"accessToken":"cli-canary","expiresOn":"2099-01-01 00:00:00.000000","expires_on":4070908800}'""";

    private AzureServices services = null!;

    [SetUp]
    public void SetUp() => services = new();

    [TearDown]
    public async Task TearDownAsync() => await services.DisposeAsync();

    [Test]
    [Platform(Exclude = "Win", Reason = "The CLI is a shell script.")]
    public async Task The_first_source_that_is_set_up_is_used()
    {
        services.WriteCli(CliToken);
        foreach (var (name, value) in new[]
        {
            ("AZURE_TENANT_ID", "acme"), ("AZURE_CLIENT_ID", "app"), ("AZURE_CLIENT_SECRET", "secret"), ("AZURE_FEDERATED_TOKEN_FILE", services.WriteFile("token", "federated\n")),
            ("IDENTITY_ENDPOINT", services.Url + "app-service"), ("IDENTITY_HEADER", "header-canary"),
        })
        {
            services.Variables[name] = value;
        }

        Assert.That((await services.TokenAsync()).Value, Is.EqualTo("secret-canary"));
        services.Variables.Remove("AZURE_CLIENT_SECRET");
        Assert.That((await services.TokenAsync()).Value, Is.EqualTo("assertion-canary"));
        services.Variables.Remove("AZURE_FEDERATED_TOKEN_FILE");
        Assert.That((await services.TokenAsync()).Value, Is.EqualTo("app-service-canary"));
        services.Variables.Remove("IDENTITY_HEADER");
        Assert.That((await services.TokenAsync()).Value, Is.EqualTo("machine-canary"));
        services.Instead = _ => new(400, """{"error":"invalid_request","error_description":"Identity not found"}""");
        Assert.That((await services.TokenAsync()).Value, Is.EqualTo("cli-canary"));
        File.Delete(services["az"]);
        Assert.That((await FaultAsync()).Message, Is.EqualTo("no credentials of Azure were found"));
    }

    [Test]
    public async Task A_secret_is_given_for_a_token()
    {
        SetApplication("AZURE_CLIENT_SECRET", "s&+ =");

        var token = await services.TokenAsync();

        Assert.That(token.End, Is.EqualTo(services.Clock.GetUtcNow().AddSeconds(3599)));
        Assert.That($"{token}", Does.Not.Contain("canary"));
        Assert.That(services.Bodies, Is.EqualTo(new[]
        {
            "grant_type=client_credentials&client_id=app&scope=https%3A%2F%2Fstorage.azure.com%2F.default&client_secret=s%26%2B%20%3D",
        }));
    }

    [Test]
    public async Task A_federated_token_is_given_for_a_token()
    {
        SetApplication("AZURE_FEDERATED_TOKEN_FILE", services.WriteFile("token", "federated\n"));

        await services.TokenAsync();

        Assert.That(services.Bodies[0], Does.EndWith("&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=federated"));
    }

    [Test]
    public async Task A_user_assigned_identity_is_named([Values] bool isAppService)
    {
        services.Variables["AZURE_CLIENT_ID"] = "a b";
        if (isAppService)
            (services.Variables["IDENTITY_ENDPOINT"], services.Variables["IDENTITY_HEADER"]) = (services.Url + "app-service", "header-canary");

        Assert.That((await services.TokenAsync()).End, Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(1795777200)));
        Assert.That(services.Requests.Single(), Does.EndWith("&client_id=a%20b"));
    }

    [TestCase(401, """{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided: canary."}""", "Microsoft Entra ID answered with 401 invalid_client AADSTS7000215", false)]
    [TestCase(400, """{"error":"canary canary","error_description":7}""", "Microsoft Entra ID answered with 400", false)]
    [TestCase(400, "canary", "Microsoft Entra ID answered with 400", false)]
    [TestCase(503, "", "Microsoft Entra ID answered with 503", true)]
    [TestCase(200, "", "Microsoft Entra ID gave an answer without an access token", false)]
    [TestCase(200, "[\"canary\"]", "Microsoft Entra ID gave an answer without an access token", false)]
    [TestCase(200, """{"access_token":"canary"}""", "Microsoft Entra ID gave an answer without an access token", false)]
    [TestCase(200, """{"access_token":"canary","expires_in":"soon"}""", "Microsoft Entra ID gave an answer without an access token", false)]
    [TestCase(200, """{"access_token":"canary","expires_in":9223372036854775807}""", "Microsoft Entra ID gave an answer without an access token", false)]
    [TestCase(200, """{"access_token":7,"expires_in":3600}""", "Microsoft Entra ID gave an answer without an access token", false)]
    public async Task What_gives_no_token_does_not_lead_to_another_identity(int status, string body, string message, bool isTransient)
    {
        SetApplication("AZURE_CLIENT_SECRET", "secret-canary");
        services.Instead = request => request.Method == "POST" ? new(status, body) : null;

        var fault = await FaultAsync();
        Assert.That((fault.Message, fault.IsTransient), Is.EqualTo((message, isTransient)));
        Assert.That(fault.ToString(), Does.Not.Contain("canary"));
    }

    [TestCase("AZURE_AUTHORITY_HOST", "http://login.example", "not an https URL")]
    [TestCase("AZURE_AUTHORITY_HOST", "login.example", "not an https URL")]
    [TestCase("AZURE_TENANT_ID", "../x", "AZURE_TENANT_ID")]
    public async Task A_secret_is_not_sent_to_another_place(string variable, string value, string text)
    {
        SetApplication("AZURE_CLIENT_SECRET", "secret-canary");
        services.Variables[variable] = value;

        Assert.That((await FaultAsync()).Message, Does.Contain(text));
        Assert.That(services.Requests, Is.Empty);
    }

    [TestCase("AZURE_FEDERATED_TOKEN_FILE", "/nowhere/token")]
    [TestCase("AZURE_CLIENT_CERTIFICATE_PATH", "/nowhere/certificate.pem")]
    public async Task A_file_that_is_not_there_is_named(string variable, string file)
    {
        SetApplication(variable, file);

        Assert.That((await FaultAsync()).Message, Does.Contain(file));
    }

    [TestCase(403, false)]
    [TestCase(500, true)]
    public async Task An_app_service_that_gives_no_token_is_a_fault(int status, bool isTransient)
    {
        (services.Variables["IDENTITY_ENDPOINT"], services.Variables["IDENTITY_HEADER"]) = (services.Url + "app-service", "header-canary");
        services.Instead = request => request.Path == "/app-service" ? new(status, "") : null;

        var fault = await FaultAsync();
        Assert.That((fault.Message, fault.IsTransient), Is.EqualTo(($"the identity endpoint of the service answered with {status}", isTransient)));
    }

    [TestCase("IDENTITY_ENDPOINT", "canary", "IDENTITY_ENDPOINT is not an HTTP URL")]
    [TestCase("AZURE_POD_IDENTITY_AUTHORITY_HOST", "canary", "AZURE_POD_IDENTITY_AUTHORITY_HOST is not an HTTP URL")]
    public async Task An_address_that_is_wrong_is_a_fault(string variable, string value, string text)
    {
        if (variable == "IDENTITY_ENDPOINT")
            services.Variables["IDENTITY_HEADER"] = "header-canary";
        services.Variables[variable] = value;

        Assert.That((await FaultAsync()).Message, Is.EqualTo(text));
    }

    [TestCase(410)]
    [TestCase(429)]
    [TestCase(500)]
    public async Task A_machine_that_cannot_answer_now_may_be_asked_later(int status)
    {
        services.Instead = _ => new(status, "");

        var fault = await FaultAsync();
        Assert.That((fault.Message, fault.IsTransient), Is.EqualTo(($"the metadata service of the machine answered with {status}", true)));
    }

    [TestCase(401)]
    [TestCase(404)]
    public async Task What_answers_in_another_cloud_is_not_a_machine_of_Azure(int status)
    {
        services.Instead = _ => new(status, "");

        Assert.That((await FaultAsync()).Message, Is.EqualTo("no credentials of Azure were found"));
    }

    [Test]
    public async Task Where_nobody_answers_there_is_no_token()
    {
        services.Variables["AZURE_POD_IDENTITY_AUTHORITY_HOST"] = "http://127.0.0.1:1";

        Assert.That((await FaultAsync()).Message, Is.EqualTo("no credentials of Azure were found"));
    }

    [Test]
    public async Task What_was_a_machine_before_still_is_one()
    {
        services.Instead = _ => new(200, """{"access_token":"first","expires_in":3600}""");
        using var chain = services.Chain();
        await chain.GetAsync(CancellationToken.None);
        services.Instead = _ => new(404, "");
        services.Clock.Advance(TimeSpan.FromHours(2));

        Assert.That((await Assert.ThrowsAsync<CredentialException>(() => chain.GetAsync(CancellationToken.None)))!.Message, Does.Contain("answered with 404"));
    }

    [TestCase("echo \"$*\" | grep -q '^account get-access-token --output json --resource https://storage.azure.com/$' && " + CliToken, "")]
    [TestCase("""echo '{"accessToken":"cli-canary","expiresOn":"2099-01-01 00:00:00.000000"}'""", "")]
    [TestCase("echo canary >&2; exit 1", "exit code 1")]
    [TestCase("echo canary", "the Azure CLI gave an answer without an access token")]
    [Platform(Exclude = "Win", Reason = "The CLI is a shell script.")]
    public async Task The_CLI_is_asked_last(string script, string fault)
    {
        services.Instead = _ => new(404, "");
        services.Variables["PATH"] += $":{Environment.GetEnvironmentVariable("PATH")}";
        services.WriteCli(script);

        if (fault.Length == 0)
            Assert.That((await services.TokenAsync()).Value, Is.EqualTo("cli-canary"));
        else
            Assert.That((await FaultAsync()).ToString(), Does.Contain(fault).And.Not.Contain("canary"));
    }

    [Test]
    public async Task A_token_is_asked_for_once_and_again_before_it_ends()
    {
        SetApplication("AZURE_CLIENT_SECRET", "secret");
        using var chain = services.Chain();

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => chain.GetAsync(CancellationToken.None)));
        services.Clock.Advance(TimeSpan.FromMinutes(54));
        await chain.GetAsync(CancellationToken.None);
        Assert.That(services.Requests, Has.Exactly(1).Items);
        services.Clock.Advance(TimeSpan.FromMinutes(2));
        await chain.GetAsync(CancellationToken.None);
        Assert.That(services.Requests, Has.Exactly(2).Items);
    }

    [Test]
    public async Task The_token_is_shown_to_the_service()
    {
        SetApplication("AZURE_CLIENT_SECRET", "secret");
        services.Variables["AZURE_STORAGE_SERVICE_ENDPOINT"] = services.Url.AbsoluteUri;
        string? shown = null;
        services.Instead = request =>
        {
            if (request.Method != "GET")
                return null;
            shown = request.Headers.Authorization;
            return new(404, "<Error><Code>BlobNotFound</Code></Error>");
        };
        await using var engine = new AzureBlobEngine(AzureAddress.Of(new("azblob://acc/states"), "p/dev", services.Variables), TimeProvider.System);

        Assert.That((await engine.ReadAsync(CancellationToken.None)).Document, Is.Null);
        Assert.That(shown, Is.EqualTo("Bearer secret-canary"));
    }

    [Test]
    public async Task The_token_is_not_sent_in_clear()
    {
        SetApplication("AZURE_CLIENT_SECRET", "secret");
        services.Variables["AZURE_STORAGE_SERVICE_ENDPOINT"] = "http://storage.example";
        await using var engine = new AzureBlobEngine(AzureAddress.Of(new("azblob://acc/states"), "p/dev", services.Variables), TimeProvider.System);

        Assert.That((await Checks.ThrowsAsync("FP6402", () => engine.ReadAsync(CancellationToken.None))).Message, Does.Contain("over https alone"));
        Assert.That(services.Requests, Is.Empty);
    }

    private void SetApplication(string variable, string value) =>
        (services.Variables["AZURE_TENANT_ID"], services.Variables["AZURE_CLIENT_ID"], services.Variables[variable]) = ("acme", "app", value);

    private async Task<CredentialException> FaultAsync() => (await Assert.ThrowsAsync<CredentialException>(services.TokenAsync))!;
}
