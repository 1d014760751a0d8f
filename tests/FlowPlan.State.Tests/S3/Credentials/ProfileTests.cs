using FlowPlan.State.S3;
using FlowPlan.State.S3.Credentials;
using FlowPlan.State.Tests.Servers;
using FlowPlan.State.Transport;

namespace FlowPlan.State.Tests.S3.Credentials;

/// <summary>The files of AWS.</summary>
internal sealed class ProfileTests
{
    private AwsServices services = null!;

    [SetUp]
    public void SetUp()
    {
        services = new();
        services.Variables["AWS_PROFILE"] = "work";
        services.Variables["AWS_EC2_METADATA_DISABLED"] = "true";
    }

    [TearDown]
    public async Task TearDownAsync() => await services.DisposeAsync();

    [Test]
    public async Task Both_files_are_read_and_that_of_credentials_counts()
    {
        services.WriteFile("config", """
            # of the team
            [default]
            aws_access_key_id = DEFAULT
            [profile "work"]
            region = eu-north-1   ; where the bucket is
            aws_access_key_id = CONFIG
            aws_secret_access_key = CONFIG-canary
            s3 =
                aws_access_key_id = NESTED
            aws_session_token = session # of today
            [services work]
            aws_access_key_id = SERVICES
            [work]
            aws_access_key_id = UNPREFIXED
            """);
        services.WriteFile("credentials", "[work]\r\naws_access_key_id=CREDENTIALS\r\naws_secret_access_key = a=b/+\r\n");

        var keys = await services.KeysAsync();

        Assert.That((keys.Id, keys.Secret, keys.Token), Is.EqualTo(("CREDENTIALS", "a=b/+", "session")));
        Assert.That(S3Address.Of(new("s3://bucket"), "p/dev", services.Variables).Bucket.Region, Is.EqualTo("eu-north-1"));
    }

    [Test]
    public async Task The_files_are_in_the_folder_of_the_user()
    {
        services.Variables.Remove("AWS_CONFIG_FILE");
        services.Variables.Remove("AWS_SHARED_CREDENTIALS_FILE");
        Directory.CreateDirectory(Path.Combine(services.Variables["HOME"], ".aws"));
        services.WriteFile(".aws/credentials", "[work]\naws_access_key_id = HOME\naws_secret_access_key = s\n");
        Assert.That((await services.KeysAsync()).Id, Is.EqualTo("HOME"));
        services.WriteFile("other", "[work]\naws_access_key_id = OTHER\naws_secret_access_key = s\n");
        services.Variables["AWS_SHARED_CREDENTIALS_FILE"] = "~/other";
        Assert.That((await services.KeysAsync()).Id, Is.EqualTo("OTHER"));
    }

    [Test]
    public async Task The_role_of_a_profile_is_assumed_with_the_keys_of_its_source()
    {
        services.WriteFile("config", """
            [profile work]
            role_arn = arn:aws:iam::1:role/flowplan
            source_profile = base
            external_id = x y
            role_session_name = ci
            duration_seconds = 900
            region = eu-west-3
            """);
        services.WriteFile("credentials", $"[base]\naws_access_key_id = {S3Signature.KeyId}\naws_secret_access_key = {S3Signature.Secret}\n");

        Assert.That((await services.KeysAsync()).Id, Is.EqualTo("ROLE"));
        Assert.That(services.Bodies, Is.EqualTo(new[]
        {
            "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fflowplan&RoleSessionName=ci&DurationSeconds=900&ExternalId=x%20y",
        }));
        Assert.That(services.Signatures, Is.EqualTo(new[] { true }));
    }

    [Test]
    public async Task A_profile_may_be_its_own_source()
    {
        services.WriteFile(
            "credentials", $"[work]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = work\naws_access_key_id = {S3Signature.KeyId}\naws_secret_access_key = {S3Signature.Secret}\n");

        Assert.That((await services.KeysAsync()).Id, Is.EqualTo("ROLE"));
        Assert.That(services.Signatures, Is.EqualTo(new[] { true }));
    }

    [TestCase("Environment", S3Signature.KeyId)]
    [TestCase("EcsContainer", "CONTAINER")]
    [TestCase("Ec2InstanceMetadata", "INSTANCE")]
    public async Task The_source_of_a_role_may_be_another_than_a_profile(string source, string id)
    {
        services.WriteFile("config", $"[profile work]\nrole_arn = arn:aws:iam::1:role/r\ncredential_source = {source}\n");
        services.Variables.Remove("AWS_EC2_METADATA_DISABLED");
        services.Variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = services.Url + "container";
        string? signer = null;
        services.Instead = request =>
        {
            signer = request.Method == "POST" ? request.Headers.Authorization.ToString() : signer;
            return null;
        };
        services.Variables["AWS_SECRET_ACCESS_KEY"] = S3Signature.Secret;
        if (source == "Environment")
        {
            // The variables go before profiles, so that this source is asked by itself.
            var variables = new Dictionary<string, string>(services.Variables) { ["AWS_ACCESS_KEY_ID"] = S3Signature.KeyId };
            using var client = RestClient.ToServers(services.Clock);
            var environment = new AwsEnvironment(variables);
            var nothing = new ContainerKeys(client, new(new Dictionary<string, string>()));
            Assert.That((await new ProfileKeys(new(client, environment, "eu-central-1", services.Clock), environment, new VariableKeys(environment), nothing, nothing).ReadAsync(CancellationToken.None))?.Id, Is.EqualTo("ROLE"));
        }
        else
        {
            Assert.That((await services.KeysAsync()).Id, Is.EqualTo("ROLE"));
        }

        Assert.That(signer, Does.Contain($"Credential={id}/20261127/eu-central-1/sts/aws4_request"));
    }

    [Test]
    public async Task A_profile_may_have_a_web_identity()
    {
        services.WriteFile("config", $"[profile work]\nrole_arn = arn:aws:iam::1:role/r\nweb_identity_token_file = {services.WriteFile("token", "token-canary\n")}\n");

        Assert.That((await services.KeysAsync()).Id, Is.EqualTo("WEBIDENTITY"));
        Assert.That(services.Bodies[0], Does.Contain("WebIdentityToken=token-canary").And.Contain("RoleSessionName=flowplan"));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "The program is a shell script.")]
    public async Task A_program_may_print_the_keys()
    {
        services.Variables["PATH"] = $"{services.Variables["HOME"]}:{Environment.GetEnvironmentVariable("PATH")}";
        services.WriteProgram("print-keys", """printf '{"Version":1,"AccessKeyId":"%s","SecretAccessKey":"s","SessionToken":"%s","Expiration":"2099-01-01T00:00:00Z"}' "$1" "$2" """);
        services.WriteFile("config", "[profile work]\ncredential_process = print-keys 'a b' \"\"\n");

        var keys = await services.KeysAsync();

        Assert.That((keys.Id, keys.Secret, keys.Token, keys.End?.Year), Is.EqualTo(("a b", "s", (string?)null, 2099)));
    }

    [TestCase("echo '{\"Version\":2,\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"canary\"}'", "another version")]
    [TestCase("echo canary", "without access keys")]
    [TestCase("echo canary; echo canary >&2; exit 3", "exit code 3")]
    [TestCase("yes canary", "prints more than credentials")]
    [Platform(Exclude = "Win", Reason = "The program is a shell script.")]
    public async Task What_a_program_prints_is_not_shown(string script, string text)
    {
        services.WriteFile("config", $"[profile work]\ncredential_process = {services.WriteProgram("keys", script)}\n");

        Assert.That((await FaultAsync()).ToString(), Does.Contain(text).And.Not.Contain("canary"));
    }

    [Test]
    public async Task A_program_that_is_not_there_is_named()
    {
        services.WriteFile("config", "[profile work]\ncredential_process = /nowhere/keys canary\n");

        Assert.That((await FaultAsync()).Message, Is.EqualTo("'keys' cannot be started"));
    }

    [TestCase("sso_session = acme", "IAM Identity Center")]
    [TestCase("sso_start_url = https://acme.awsapps.com/start", "IAM Identity Center")]
    [TestCase("login_session = arn:aws:iam::1:user/u", "aws login")]
    [TestCase("role_arn = arn:aws:iam::1:role/r\nmfa_serial = arn:aws:iam::1:mfa/u\nsource_profile = work", "mfa_serial")]
    public async Task A_profile_that_asks_a_person_says_what_to_run(string settings, string text)
    {
        services.WriteFile("config", $"[profile work]\n{settings}\n");
        services.Variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = services.Url + "container";

        var fault = await FaultAsync();
        Assert.That(fault.Message, Does.Contain(text));
        Assert.That(fault.Help, Does.Contain("'aws configure export-credentials --profile work --format env'"));
    }

    [TestCase("", "'work', which does not exist")]
    [TestCase("[profile work]\nrole_arn = r\nsource_profile = nobody\n", "'nobody', which does not exist")]
    [TestCase("[profile work]\nrole_arn = r\nsource_profile = a\n[profile a]\nrole_arn = r\nsource_profile = work\n", "leads back to 'work'")]
    [TestCase("[profile work]\nrole_arn = r\n", "needs either")]
    [TestCase("[profile work]\nrole_arn = r\nsource_profile = a\ncredential_source = Environment\n[profile a]\nregion = x\n", "needs either")]
    [TestCase("[profile work]\nrole_arn = r\ncredential_source = Moon\n", "needs either")]
    [TestCase("[profile work]\nrole_arn = r\nsource_profile = a\n[profile a]\nregion = x\n", "no credentials")]
    [TestCase("[profile work]\nrole_arn = r\nweb_identity_token_file = /nowhere/token\n", "cannot be read")]
    public async Task A_profile_that_leads_nowhere_is_a_fault(string config, string text)
    {
        services.WriteFile("config", config);
        services.Variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = services.Url + "container";

        Assert.That((await FaultAsync()).Message, Does.Contain(text));
    }

    [Test]
    public async Task A_profile_that_has_a_region_alone_leaves_the_keys_to_the_next_source()
    {
        services.WriteFile("config", "[profile work]\nregion = eu-west-1\n");
        services.Variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = services.Url + "container";

        Assert.That((await services.KeysAsync()).Id, Is.EqualTo("CONTAINER"));
    }

    [TestCase("a  b", "a|b")]
    [TestCase("'C:\\Program Files\\x' --name \"a 'b'\"", "C:\\Program Files\\x|--name|a 'b'")]
    [TestCase("a ''", "a|")]
    [TestCase("  ", "")]
    public void A_command_line_has_its_parts(string command, string parts) => Assert.That(string.Join('|', ProcessKeys.Split(command)), Is.EqualTo(parts));

    private async Task<CredentialException> FaultAsync() => (await Assert.ThrowsAsync<CredentialException>(services.KeysAsync))!;
}
