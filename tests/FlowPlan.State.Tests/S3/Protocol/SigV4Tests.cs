using System.Text;
using FlowPlan.State.S3.Client;
using FlowPlan.State.S3.Protocol;

namespace FlowPlan.State.Tests.S3.Protocol;

/// <summary>The examples that AWS publishes of signatures in the header, for S3 and for other services.</summary>
internal sealed class SigV4Tests
{
    private static readonly AwsKeys Keys = new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    private static readonly DateTimeOffset Friday = new(2013, 5, 24, 0, 0, 0, TimeSpan.Zero);

    [TestCase("GET", "/test.txt", "Range: bytes=0-9", "", "host;range;x-amz-content-sha256;x-amz-date", "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")]
    [TestCase("PUT", "/test$file.text", "Date: Fri, 24 May 2013 00:00:00 GMT|x-amz-storage-class: REDUCED_REDUNDANCY", "Welcome to Amazon S3.", "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class", "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")]
    [TestCase("GET", "/?lifecycle", "", "", "host;x-amz-content-sha256;x-amz-date", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")]
    [TestCase("GET", "/?prefix=J&max-keys=2", "", "", "host;x-amz-content-sha256;x-amz-date", "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")]
    public void The_published_examples_have_their_published_signatures(string method, string target, string headers, string content, string signed, string signature)
    {
        var (path, query) = target.Split('?') is [var before, var after] ? (before, "?" + after) : (target, "");
        using var request = new HttpRequestMessage(new(method), $"https://examplebucket.s3.amazonaws.com{SigV4.Escape(path)}{query}");
        foreach (var header in headers.Split('|', StringSplitOptions.RemoveEmptyEntries))
            request.Headers.TryAddWithoutValidation(header.Split(": ")[0], header.Split(": ")[1]);

        SigV4.Sign(request, Encoding.UTF8.GetBytes(content), "s3", "us-east-1", Keys, Friday);

        Assert.That(
            request.Headers.NonValidated["Authorization"].ToString(),
            Is.EqualTo($"AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders={signed},Signature={signature}"));
    }

    [Test]
    public void The_session_token_and_the_conditions_are_signed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "http://localhost:9000/states/k") { Content = new ByteArrayContent([1]) };
        request.Headers.TryAddWithoutValidation("If-Match", "\"e\"");

        SigV4.Sign(request, [1], "s3", "us-east-1", Keys with { Token = "session" }, Friday);

        Assert.That(
            request.Headers.NonValidated["Authorization"].ToString(), Does.Contain("SignedHeaders=host;if-match;x-amz-content-sha256;x-amz-date;x-amz-security-token,"));
    }

    [Test]
    public void Signing_again_replaces_the_signature()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://examplebucket.s3.amazonaws.com/test.txt");
        request.Headers.TryAddWithoutValidation("Range", "bytes=0-9");
        SigV4.Sign(request, [], "s3", "eu-west-1", Keys, Friday.AddDays(1));

        SigV4.Sign(request, [], "s3", "us-east-1", Keys, Friday);

        Assert.That(request.Headers.NonValidated["Authorization"].ToString(), Does.EndWith("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"));
    }

    [TestCase("a b/ü+%/~-_.", "/states/a%20b/%C3%BC%2B%25/~-_.")]
    [TestCase("a/../b/./c//d", "/states/a/../b/./c//d")]
    [TestCase("(1)*'!$&,;=:@?#", "/states/%281%29%2A%27%21%24%26%2C%3B%3D%3A%40%3F%23")]
    public void A_key_is_sent_as_it_is_signed(string key, string path) =>
        Assert.That(new S3Bucket(new("http://localhost:9000"), "eu-central-1", "states", IsPathStyle: true).UrlOf(key).AbsolutePath, Is.EqualTo(path));

    [TestCase("http://localhost:9000", "states", true, "http://localhost:9000/states/k")]
    [TestCase("http://localhost:9000/base/", "states", true, "http://localhost:9000/base/states/k")]
    [TestCase("https://minio.example", "states", false, "https://states.minio.example/k")]
    [TestCase("https://s3.eu-central-1.amazonaws.com", "acme.states", false, "https://s3.eu-central-1.amazonaws.com/acme.states/k")]
    [TestCase("http://minio.example", "acme.states", false, "http://acme.states.minio.example/k")]
    [TestCase("https://minio.example", "acme_states", false, "https://minio.example/acme_states/k")]
    public void The_bucket_is_in_the_host_or_in_the_path(string server, string bucket, bool isPathStyle, string url) =>
        Assert.That(new S3Bucket(new(server), "eu-central-1", bucket, isPathStyle).UrlOf("k").AbsoluteUri, Is.EqualTo(url));

    [TestCase("eu-central-1", false, false, "https://s3.eu-central-1.amazonaws.com/", "https://sts.eu-central-1.amazonaws.com/")]
    [TestCase("us-east-1", true, false, "https://s3-fips.us-east-1.amazonaws.com/", "https://sts-fips.us-east-1.amazonaws.com/")]
    [TestCase("us-east-1", true, true, "https://s3-fips.dualstack.us-east-1.amazonaws.com/", "https://sts-fips.us-east-1.api.aws/")]
    [TestCase("eu-west-1", false, true, "https://s3.dualstack.eu-west-1.amazonaws.com/", "https://sts.eu-west-1.api.aws/")]
    [TestCase("cn-north-1", false, false, "https://s3.cn-north-1.amazonaws.com.cn/", "https://sts.cn-north-1.amazonaws.com.cn/")]
    [TestCase("us-gov-west-1", false, false, "https://s3.us-gov-west-1.amazonaws.com/", "https://sts.us-gov-west-1.amazonaws.com/")]
    [TestCase("eusc-de-east-1", false, false, "https://s3.eusc-de-east-1.amazonaws.eu/", "https://sts.eusc-de-east-1.amazonaws.eu/")]
    public void Each_region_has_its_hosts(string region, bool isFips, bool isDualStack, string s3, string sts)
    {
        var hosts = new AwsHosts(isFips, isDualStack);

        Assert.That((hosts.S3(region).AbsoluteUri, hosts.Sts(region).AbsoluteUri), Is.EqualTo((s3, sts)));
    }
}
