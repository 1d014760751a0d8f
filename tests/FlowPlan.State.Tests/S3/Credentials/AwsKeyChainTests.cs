using FlowPlan.State.Transport;

namespace FlowPlan.State.Tests.S3.Credentials;

/// <summary>Which source is asked, when it is asked again, and what its faults say.</summary>
internal sealed class AwsKeyChainTests
{
    private AwsServices services = null!;

    [SetUp]
    public void SetUp() => services = new();

    [TearDown]
    public async Task TearDownAsync() => await services.DisposeAsync();

    [Test]
    public async Task The_first_source_that_is_set_up_is_used()
    {
        var token = services.WriteFile("token", "token-canary\n");
        services.WriteFile("credentials", "[default]\naws_access_key_id = PROFILE\naws_secret_access_key = PROFILE-canary\n");
        foreach (var (name, value) in new[]
        {
            ("AWS_ACCESS_KEY_ID", "VARIABLES"), ("AWS_SECRET_ACCESS_KEY", "VARIABLES-canary"), ("AWS_SESSION_TOKEN", "VARIABLES-session"), ("AWS_WEB_IDENTITY_TOKEN_FILE", token),
            ("AWS_ROLE_ARN", "arn:aws:iam::1:role/r"), ("AWS_CONTAINER_CREDENTIALS_FULL_URI", services.Url + "container"),
        })
        {
            services.Variables[name] = value;
        }

        await CheckAsync("VARIABLES");
        services.Variables.Remove("AWS_ACCESS_KEY_ID");
        await CheckAsync("WEBIDENTITY");
        services.Variables.Remove("AWS_WEB_IDENTITY_TOKEN_FILE");
        await CheckAsync("PROFILE", hasToken: false);
        File.Delete(services.Variables["AWS_SHARED_CREDENTIALS_FILE"]);
        await CheckAsync("CONTAINER");
        services.Variables.Remove("AWS_CONTAINER_CREDENTIALS_FULL_URI");
        await CheckAsync("INSTANCE");
        services.Variables["AWS_EC2_METADATA_DISABLED"] = "true";
        Assert.That((await FaultAsync()).Message, Does.Contain("no credentials of AWS were found"));
    }

    [Test]
    public async Task A_source_that_gives_nothing_does_not_lead_to_another_identity()
    {
        services.Variables["AWS_WEB_IDENTITY_TOKEN_FILE"] = services.WriteFile("token", "token-canary");
        services.Variables["AWS_ROLE_ARN"] = "arn:aws:iam::1:role/r";
        services.Instead = request => request.Method == "POST" ? new(403, "<ErrorResponse><Error><Code>AccessDenied</Code><Message>token-canary</Message></Error></ErrorResponse>") : null;

        var fault = await FaultAsync();
        Assert.That(fault.Message, Is.EqualTo("STS answered AssumeRoleWithWebIdentity with 403 AccessDenied"));
        Assert.That(fault.Help, Does.Contain("trust policy"));
        Assert.That(fault.IsTransient, Is.False);
    }

    [TestCase("AWS_ENDPOINT_URL_STS")]
    [TestCase("AWS_ENDPOINT_URL")]
    public async Task STS_is_where_its_own_variable_says_or_that_of_all_services(string variable)
    {
        services.Variables["AWS_WEB_IDENTITY_TOKEN_FILE"] = services.WriteFile("token", "token-canary");
        services.Variables["AWS_ROLE_ARN"] = "arn:aws:iam::1:role/r";
        services.Variables.Remove("AWS_ENDPOINT_URL_STS");
        services.Variables["AWS_ENDPOINT_URL"] = "http://127.0.0.1:1";
        services.Variables[variable] = services.Url.AbsoluteUri;

        Assert.That((await services.KeysAsync()).Id, Is.EqualTo("WEBIDENTITY"));
    }

    [Test]
    public async Task An_address_of_STS_that_is_wrong_is_a_fault()
    {
        services.Variables["AWS_WEB_IDENTITY_TOKEN_FILE"] = services.WriteFile("token", "token-canary");
        services.Variables["AWS_ROLE_ARN"] = "arn:aws:iam::1:role/r";
        services.Variables["AWS_ENDPOINT_URL_STS"] = "nothing";

        Assert.That((await FaultAsync()).Message, Does.Contain("AWS_ENDPOINT_URL_STS"));
    }

    [Test]
    public async Task Half_of_a_key_is_a_fault()
    {
        services.Variables["AWS_ACCESS_KEY_ID"] = "VARIABLES";

        Assert.That((await FaultAsync()).Message, Does.Contain("AWS_SECRET_ACCESS_KEY"));
    }

    [Test]
    public async Task Keys_are_asked_for_once_and_again_before_they_end()
    {
        services.Expiration = "2026-11-27T09:00:00Z";
        services.Variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = services.Url + "container";
        using var chain = services.Chain();

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => chain.GetAsync(CancellationToken.None)));
        Assert.That(services.Requests, Has.Exactly(1).Items);
        services.Clock.Advance(TimeSpan.FromMinutes(54));
        await chain.GetAsync(CancellationToken.None);
        Assert.That(services.Requests, Has.Exactly(1).Items);
        services.Clock.Advance(TimeSpan.FromMinutes(2));
        services.Expiration = "2026-11-27T10:00:00Z";
        Assert.That((await chain.GetAsync(CancellationToken.None)).End?.Hour, Is.EqualTo(10));
        Assert.That(services.Requests, Has.Exactly(2).Items);
    }

    [Test]
    public async Task Keys_that_have_not_ended_are_used_while_no_new_ones_are_given()
    {
        services.Expiration = "2026-11-27T09:00:00Z";
        services.Variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = services.Url + "container";
        using var chain = services.Chain();
        await chain.GetAsync(CancellationToken.None);
        services.Instead = _ => new(503, "later");

        services.Clock.Advance(TimeSpan.FromMinutes(57));
        Assert.That((await chain.GetAsync(CancellationToken.None)).Id, Is.EqualTo("CONTAINER"));
        await chain.GetAsync(CancellationToken.None);
        Assert.That(services.Requests, Has.Exactly(2).Items, "it is not asked with each call");
        services.Clock.Advance(TimeSpan.FromMinutes(4));
        var fault = await Assert.ThrowsAsync<CredentialException>(() => chain.GetAsync(CancellationToken.None));
        Assert.That((fault!.Message, fault.IsTransient), Is.EqualTo(("the credentials service of the container answered with 503", true)));
        services.Instead = null;
        services.Expiration = "2026-11-27T11:00:00Z";
        Assert.That((await chain.GetAsync(CancellationToken.None)).End?.Hour, Is.EqualTo(11));
    }

    [Test]
    public async Task Who_stops_waiting_does_not_stop_the_question()
    {
        using var answering = new ManualResetEventSlim();
        services.Variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = services.Url + "container";
        services.Instead = _ =>
        {
            answering.Wait();
            return null;
        };
        using var chain = services.Chain();
        using var impatient = new CancellationTokenSource();
        var first = chain.GetAsync(impatient.Token);

        await impatient.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => first);
        answering.Set();
        Assert.That((await chain.GetAsync(CancellationToken.None)).Id, Is.EqualTo("CONTAINER"));
        Assert.That(services.Requests, Has.Exactly(1).Items);
    }

    [TestCase("")]
    [TestCase("<html>canary</html>")]
    [TestCase("[\"canary\"]")]
    [TestCase("{\"AccessKeyId\":\"A\",\"Token\":\"canary\"}")]
    [TestCase("{\"AccessKeyId\":5,\"SecretAccessKey\":\"canary\"}")]
    [TestCase("{\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"canary\",\"Expiration\":\"canary\"}")]
    public async Task An_answer_without_keys_is_a_fault_that_shows_nothing_of_it(string answer)
    {
        services.Variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = services.Url + "container";
        services.Instead = _ => new(200, answer);

        Assert.That((await FaultAsync()).ToString(), Does.Contain("an answer without access keys").And.Not.Contain("canary"));
    }

    [TestCase("")]
    [TestCase("canary")]
    [TestCase("<a>canary")]
    [TestCase("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><AssumeRoleResponse>&x;</AssumeRoleResponse>")]
    [TestCase("<AssumeRoleResponse><AccessKeyId>A</AccessKeyId><SecretAccessKey>canary</SecretAccessKey><Expiration>soon</Expiration></AssumeRoleResponse>")]
    public async Task An_answer_of_STS_without_keys_is_a_fault_that_shows_nothing_of_it(string answer)
    {
        services.Variables["AWS_WEB_IDENTITY_TOKEN_FILE"] = services.WriteFile("token", "token-canary");
        services.Variables["AWS_ROLE_ARN"] = "arn:aws:iam::1:role/r";
        services.Instead = _ => new(200, answer);

        Assert.That((await FaultAsync()).ToString(), Does.Contain("STS gave an answer without access keys").And.Not.Contain("canary"));
    }

    [Test]
    public async Task An_answer_that_does_not_end_is_not_read_to_its_end()
    {
        services.Variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = services.Url + "container";
        services.Instead = _ => new(200, new string('x', 300_000));

        Assert.That((await FaultAsync()).Message, Does.Contain("too long"));
    }

    private async Task<CredentialException> FaultAsync() => (await Assert.ThrowsAsync<CredentialException>(services.KeysAsync))!;

    private async Task CheckAsync(string id, bool hasToken = true)
    {
        var keys = await services.KeysAsync();
        Assert.That((keys.Id, keys.Secret, keys.Token), Is.EqualTo((id, id + "-canary", hasToken ? id + "-session" : null)));
        Assert.That($"{keys}", Does.Not.Contain("canary"));
    }
}
