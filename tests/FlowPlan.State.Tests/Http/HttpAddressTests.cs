using FlowPlan.State.Http;

namespace FlowPlan.State.Tests.Http;

/// <summary>A URL and Terraform's variables say where the state is.</summary>
public sealed class HttpAddressTests
{
    private const string GitLab = "https://gitlab.example/api/v4/projects/7/terraform/state/dev";

    [Test]
    public void The_variables_of_a_template_for_GitLab_are_enough()
    {
        var address = Of(
            null,
            ("TF_HTTP_ADDRESS", GitLab),
            ("TF_HTTP_LOCK_ADDRESS", GitLab + "/lock"),
            ("TF_HTTP_LOCK_METHOD", "POST"),
            ("TF_HTTP_UNLOCK_ADDRESS", GitLab + "/lock"),
            ("TF_HTTP_UNLOCK_METHOD", "DELETE"),
            ("TF_HTTP_USERNAME", "gitlab-ci-token"),
            ("TF_HTTP_PASSWORD", "pw"),
            ("TF_HTTP_RETRY_WAIT_MIN", "5"));

        Assert.That(address.State.AbsoluteUri, Is.EqualTo(GitLab));
        Assert.That((address.Lock.Method.Method, address.Lock.Url.AbsoluteUri), Is.EqualTo(("POST", GitLab + "/lock")));
        Assert.That((address.Unlock.Method.Method, address.Unlock.Url.AbsoluteUri), Is.EqualTo(("DELETE", GitLab + "/lock")));
        Assert.That((address.Credentials.User, address.Credentials.Password), Is.EqualTo(("gitlab-ci-token", "pw")));
    }

    [TestCase(GitLab, "POST", GitLab + "/lock", "DELETE")]
    [TestCase("https://gitea.example/api/packages/acme/terraform/state/dev", "POST", "https://gitea.example/api/packages/acme/terraform/state/dev/lock", "DELETE")]
    [TestCase("https://states.example/acme?team=a", "LOCK", "https://states.example/acme?team=a", "UNLOCK")]
    public void Without_the_variables_the_path_says_how_it_is_locked(string url, string method, string lockUrl, string unlockMethod)
    {
        var address = Of(url);

        Assert.That((address.Lock.Method.Method, address.Lock.Url.AbsoluteUri), Is.EqualTo((method, lockUrl)));
        Assert.That((address.Unlock.Method.Method, address.Unlock.Url.AbsoluteUri), Is.EqualTo((unlockMethod, lockUrl)));
    }

    [Test]
    public void Variables_of_another_address_are_not_used_for_this_one()
    {
        var address = Of("https://other.example/a", ("TF_HTTP_ADDRESS", GitLab), ("TF_HTTP_LOCK_ADDRESS", GitLab + "/lock"), ("TF_HTTP_USERNAME", "u"), ("TF_HTTP_PASSWORD", "pw"));

        Assert.That(address.Lock.Url.AbsoluteUri, Is.EqualTo("https://other.example/a"));
        Assert.That(address.Credentials.Header, Is.Null, "a password of another server is not sent there");
    }

    [Test]
    public void A_user_in_the_URL_is_used_and_not_shown()
    {
        var address = Of("https://jane:p%40ss@states.example/a?token=t");

        Assert.That((address.Credentials.User, address.Credentials.Password), Is.EqualTo(("jane", "p@ss")));
        Assert.That(address.State.UserInfo, Is.Empty);
        Assert.That(address.Location, Is.EqualTo("https://states.example/a"));
        Assert.That($"{address} {address.Lock} {address.Credentials}", Does.Not.Contain("p@ss").And.Not.Contain("p%40ss").And.Not.Contain("jane").And.Not.Contain("token"));
    }

    [TestCase("TF_HTTP_ADDRESS", "ftp://x")]
    [TestCase("TF_HTTP_LOCK_ADDRESS", "nothing")]
    [TestCase("TF_HTTP_LOCK_METHOD", "P O S T")]
    [TestCase("TF_HTTP_CLIENT_CERTIFICATE_PEM", "not a certificate")]
    public void A_variable_that_is_wrong_is_named(string name, string value)
    {
        var refused = Checks.Throws("FP6403", () => Of(name == "TF_HTTP_ADDRESS" ? null : GitLab, (name, value)));

        Assert.That(refused.Message, Does.Contain(name));
    }

    [Test]
    public void No_address_at_all_is_refused() => Assert.That(Checks.Throws("FP6403", () => Of(null)).Message, Does.Contain("TF_HTTP_ADDRESS"));

    private static HttpAddress Of(string? url, params (string Name, string Value)[] variables) =>
        HttpAddress.Of(url is null ? null : new(url), variables.ToDictionary(v => v.Name, v => v.Value));
}
