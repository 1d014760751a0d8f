using FlowPlan.State.Transport;

namespace FlowPlan.State.Tests.S3.Credentials;

/// <summary>Keys that a container or an instance is given.</summary>
internal sealed class MachineKeyTests
{
    private AwsServices services = null!;

    [SetUp]
    public void SetUp() => services = new();

    [TearDown]
    public async Task TearDownAsync() => await services.DisposeAsync();

    [Test]
    public async Task The_container_shows_its_token_and_the_file_goes_before_the_variable([Values] bool isInFile)
    {
        services.Variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = services.Url + "container";
        services.Variables["AWS_CONTAINER_AUTHORIZATION_TOKEN"] = "of-the-variable";
        if (isInFile)
            services.Variables["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] = services.WriteFile("agent", "of-the-file\n");
        string? shown = null;
        services.Instead = request =>
        {
            shown = request.Headers.Authorization;
            return null;
        };

        Assert.That((await services.KeysAsync()).Id, Is.EqualTo("CONTAINER"));
        Assert.That(shown, Is.EqualTo(isInFile ? "of-the-file" : "of-the-variable"));
    }

    [TestCase("http://attacker.example/keys")]
    [TestCase("http://169.254.170.3/keys")]
    [TestCase("http://169.254.169.254/keys")]
    public async Task A_token_is_not_shown_to_other_hosts_in_clear(string url)
    {
        services.Variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = url;
        services.Variables["AWS_CONTAINER_AUTHORIZATION_TOKEN"] = "token-canary";

        Assert.That((await FaultAsync()).Message, Does.Contain("allowed with https alone").And.Not.Contain("canary"));
    }

    [TestCase("AWS_CONTAINER_CREDENTIALS_FULL_URI", "canary", "not an HTTP URL")]
    [TestCase("AWS_CONTAINER_CREDENTIALS_FULL_URI", "ftp://localhost/canary", "not an HTTP URL")]
    [TestCase("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "@attacker.example/canary", "begin with '/'")]
    [TestCase("AWS_EC2_METADATA_SERVICE_ENDPOINT", "canary", "not an HTTP URL")]
    public async Task An_address_that_is_wrong_is_a_fault(string variable, string value, string text)
    {
        services.Variables[variable] = value;

        Assert.That((await FaultAsync()).Message, Does.Contain(text).And.Not.Contain("canary"));
    }

    [Test]
    public async Task A_token_of_several_lines_is_not_sent()
    {
        services.Variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = services.Url + "container";
        services.Variables["AWS_CONTAINER_AUTHORIZATION_TOKEN"] = "canary\r\nx-other: 1";

        Assert.That((await FaultAsync()).Message, Does.Contain("several lines").And.Not.Contain("canary"));
        Assert.That(services.Requests, Is.Empty);
    }

    [Test]
    public async Task A_token_that_cannot_be_read_is_a_fault()
    {
        services.Variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = services.Url + "container";
        services.Variables["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] = "/nowhere/token";

        Assert.That((await FaultAsync()).Message, Does.Contain("/nowhere/token"));
    }

    [Test]
    public async Task An_instance_is_asked_for_a_token_first()
    {
        Assert.That((await services.KeysAsync()).Id, Is.EqualTo("INSTANCE"));
        Assert.That(services.Requests, Is.EqualTo(new[]
        {
            "PUT /latest/api/token", "GET /latest/meta-data/iam/security-credentials/", "GET /latest/meta-data/iam/security-credentials/the-role",
        }));
    }

    [TestCase("/latest/api/token", 403)]
    [TestCase("/latest/api/token", 404)]
    [TestCase("/latest/meta-data/iam/security-credentials/", 404)]
    public async Task Where_this_is_not_an_instance_with_a_role_there_are_no_keys(string path, int status)
    {
        services.Instead = request => request.Path == path ? new(status, "") : null;

        Assert.That((await FaultAsync()).Message, Does.Contain("no credentials of AWS were found"));
    }

    [Test]
    public async Task Where_nobody_answers_there_are_no_keys()
    {
        services.Variables["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = "http://127.0.0.1:1";

        Assert.That((await FaultAsync()).Message, Does.Contain("no credentials of AWS were found"));
    }

    [TestCase("/latest/api/token")]
    [TestCase("/latest/meta-data/iam/security-credentials/")]
    [TestCase("/latest/meta-data/iam/security-credentials/the-role")]
    public async Task An_instance_that_cannot_answer_now_may_be_asked_later(string path)
    {
        services.Instead = request => request.Path == path ? new(500, "") : null;

        var fault = await FaultAsync();
        Assert.That((fault.Message, fault.IsTransient), Is.EqualTo(("the metadata service of the instance answered with 500", true)));
    }

    [Test]
    public async Task What_was_an_instance_before_still_is_one()
    {
        services.Expiration = "2026-11-27T09:00:00Z";
        using var chain = services.Chain();
        await chain.GetAsync(CancellationToken.None);
        services.Instead = _ => new(403, "");
        services.Clock.Advance(TimeSpan.FromHours(2));

        var fault = await Assert.ThrowsAsync<CredentialException>(() => chain.GetAsync(CancellationToken.None));
        Assert.That(fault!.Message, Does.Contain("the metadata service of the instance answered with 403"));
    }

    private async Task<CredentialException> FaultAsync() => (await Assert.ThrowsAsync<CredentialException>(services.KeysAsync))!;
}
