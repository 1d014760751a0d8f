using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlowPlan.Cli.Output;
using FlowPlan.Cli.Output.Findings;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Tests;

/// <summary>A secret does not show, in whatever form it comes back.</summary>
public sealed class SecretRedactorTests
{
    private static readonly string[] Secrets = ["canary-plain", "ca na/ry+\"q\"\\b&<ü>=1", "abcdefgh\u001b[31m", "pa%ss!word9-with 100%", "-----BEGIN KEY-----\nMIIcanaryline1\nMIIcanaryline2\n-----END KEY-----\n"];

    private static IEnumerable<TestCaseData> Echoes()
    {
        foreach (var secret in Secrets)
        {
            yield return Case(secret, "plain", secret);
            yield return Case(secret, "JSON", JsonValue.Create(secret)!.ToJsonString()[1..^1]);
            yield return Case(secret, "relaxed JSON", JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret));
            yield return Case(secret, "URL", Uri.EscapeDataString(secret));
            yield return Case(secret, "URL in lower case", Regex.Replace(Uri.EscapeDataString(secret), "%..", hex => hex.Value.ToLowerInvariant()));
            yield return Case(secret, "form", WebUtility.UrlEncode(secret));
            yield return Case(secret, "HTML", WebUtility.HtmlEncode(secret));
            yield return Case(secret, "GitHub annotation", Annotation(secret));
            foreach (var before in new[] { "", "u", "us", "user:" })
                yield return Case(secret, $"base64 behind '{before}'", Convert.ToBase64String(Encoding.UTF8.GetBytes(before + secret + "!")));
        }
    }

    [TestCaseSource(nameof(Echoes))]
    public void An_echo_is_cut_out(string secret, string echo)
    {
        var cleaned = Redactor(secret).Clean($"it said [{echo}] twice: {echo}");
        Assert.That(cleaned, Does.Contain("(sensitive)"));
        foreach (var part in Enumerable.Range(0, echo.Length - 9).Select(i => echo.Substring(i, 10)))
            Assert.That(cleaned, Does.Not.Contain(part));
    }

    [Test]
    public void A_line_of_a_secret_is_cut_out() =>
        Assert.That(Redactor(Secrets[^1]).Clean("  | MIIcanaryline2"), Is.EqualTo("  | (sensitive)"));

    [Test]
    public void A_secret_that_begins_in_one_piece_and_ends_in_another_is_cut_out()
    {
        var text = new StyledText().Add("says ", TextStyle.Error).Add("cana", TextStyle.Strong).Add("ry-plain", TextStyle.Faint).Line(" and more");
        Assert.That(Redactor("canary-plain").Clean(text).ToString(), Is.EqualTo("says (sensitive) and more\n"));
    }

    [Test]
    public void Pieces_without_a_secret_keep_their_styles()
    {
        var text = new StyledText().Add("a", TextStyle.Error).Add("canary-plain", TextStyle.Strong);
        Assert.That(Redactor("canary-plain").Clean(text).Pieces, Is.EqualTo(new[] { ("a", TextStyle.Error), ("(sensitive)", TextStyle.Strong) }));
    }

    [TestCase("123456")]
    [TestCase("true, name")]
    [TestCase("x\": \"y")]
    public void JSON_stays_JSON_whatever_the_secret_is(string secret)
    {
        const string json = """{"name": "it is 123456, true, name", "number": 1234567, "yes": true, "list": ["x\": \"y"]}""";
        var cleaned = JsonNode.Parse(Redactor(secret).CleanJson(json))!.AsObject();
        Assert.That(cleaned.Select(e => e.Key), Is.EqualTo(new[] { "name", "number", "yes", "list" }));
        Assert.That(((int)cleaned["number"]!, (bool)cleaned["yes"]!), Is.EqualTo((1234567, true)));
        Assert.That(cleaned["name"]!.ToString() + cleaned["list"]![0], Does.Not.Contain(secret).And.Contain("(sensitive)"));
    }

    [Test]
    public void JSON_without_a_secret_is_left_byte_for_byte() =>
        Assert.That(Redactor("canary").CleanJson("{ \"a\":1.0 }\n"), Is.EqualTo("{ \"a\":1.0 }\n"));

    [TestCase("abc")]
    [TestCase("a-1")]
    [TestCase("create")]
    [TestCase("connection")]
    [TestCase("true")]
    public void A_secret_that_could_be_a_word_of_FlowPlan_changes_no_text(string secret)
    {
        var text = $$"""{"action":"{{secret}}","{{secret}}":"+ {{secret}} connection.s3"}""";
        Assert.That(Redactor(secret).Clean(text), Is.EqualTo(text));
        Assert.That(Redactor(secret).CleanJson(text), Is.EqualTo(text));
    }

    [Test]
    public void The_credentials_of_the_process_are_kept_out_from_the_start() =>
        Assert.That(
            SecretRedactor.OfProcess(new Dictionary<string, string> { ["FLOWPLAN_ACCESS_TOKEN"] = "tok-1234\n", ["FLOWPLAN_CLIENT_SECRET"] = "sec-1234" }).Clean("tok-1234 sec-1234"),
            Is.EqualTo("(sensitive) (sensitive)"));

    [TestCase("PGPASSWORD", "canary-4711", "canary-4711")]
    [TestCase("TF_HTTP_PASSWORD", "canary-4711", "canary-4711")]
    [TestCase("TF_HTTP_PASSWORD", "canary-4711", "dXNlcjpjYW5hcnktNDcxMQ==")]
    [TestCase("TF_HTTP_CLIENT_PRIVATE_KEY_PEM", "-----BEGIN PRIVATE KEY-----\nMIIcanaryline\n-----END PRIVATE KEY-----\n", "MIIcanaryline")]
    [TestCase("TF_HTTP_ADDRESS", "https://ci:canary%2F4711@state.example/a", "canary/4711")]
    [TestCase("TF_HTTP_LOCK_ADDRESS", "https://ci:canary-4711@state.example/a", "canary-4711")]
    [TestCase("TF_HTTP_UNLOCK_ADDRESS", "https://ci:canary-4711@state.example/a", "canary-4711")]
    [TestCase("FLOWPLAN_STATE", "postgres://ci:canary-4711@db.example/a", "canary-4711")]
    [TestCase("HTTPS_PROXY", "http://ci:canary-4711@proxy.example:3128", "canary-4711")]
    [TestCase("https_proxy", "http://ci:canary-4711@proxy.example:3128", "canary-4711")]
    [TestCase("AWS_SECRET_ACCESS_KEY", "canary/4711", "canary%2F4711")]
    [TestCase("AWS_SESSION_TOKEN", "canary-4711", "canary-4711")]
    [TestCase("AZURE_CLIENT_SECRET", "canary-4711", "canary-4711")]
    [TestCase("AZURE_CLIENT_CERTIFICATE_PASSWORD", "canary-4711", "canary-4711")]
    [TestCase("AZURE_PASSWORD", "canary-4711", "canary-4711")]
    [TestCase("AZURE_STORAGE_KEY", "canary4711==", "canary4711==")]
    [TestCase("AZURE_STORAGE_CONNECTION_STRING", "AccountName=a;AccountKey=canary4711==;EndpointSuffix=core.windows.net", "canary4711==")]
    [TestCase("AZURE_STORAGE_CONNECTION_STRING", "BlobEndpoint=https://a;SharedAccessSignature=sv=2024&sig=canary%2F4711", "canary/4711")]
    [TestCase("AZURE_STORAGE_SAS_TOKEN", "?sv=2024&sig=canary%2F4711&se=2027", "sv=2024&sig=canary%2F4711&se=2027")]
    [TestCase("AZURE_STORAGE_SAS_TOKEN", "?sv=2024&sig=canary%2F4711&se=2027", "canary%2f4711")]
    public void A_credential_for_a_state_or_a_proxy_is_kept_out_in_every_form(string variable, string value, string echo) =>
        Assert.That(SecretRedactor.OfProcess(new Dictionary<string, string> { [variable] = value }).Clean($"it said [{echo}]"), Does.Contain("(sensitive)").And.Not.Contain("anary").And.Not.Contain("Y2FuYXJ5"));

    private static string Annotation(string secret)
    {
        var text = GitHubAnnotations.Of([Diagnostic.Of(CliDescriptors.InitFileExists, secret)]);
        var start = text.LastIndexOf("::", StringComparison.Ordinal) + 2;
        return text[start..^1];
    }

    private static TestCaseData Case(string secret, string form, string echo) => new TestCaseData(secret, echo).SetArgDisplayNames(secret[..8], form);

    private static SecretRedactor Redactor(params string[] secrets)
    {
        var redactor = new SecretRedactor();
        redactor.Add(secrets);
        return redactor;
    }
}
