using FlowPlan.Core.State;
using FlowPlan.Core.Tests.State.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.State;

public class SecretHasherTests
{
    private static readonly ResourceAddress Web = new("connection", "web");
    private static readonly Value.Secret Secret = new(Value.Of("s3cret"));
    private static readonly SecretHasher Hasher = new(Sample.Lineage);

    [Test]
    public void Every_secret_is_sealed_however_deep_and_the_rest_is_as_it_was()
    {
        var fields = Value.Map.Of(
            ("name", Value.Of("web")),
            ("auth", Value.Map.Of(("key", Secret))),
            ("list", new Value.List([Value.Of(1), Secret, Value.Map.Of(("a/b", Secret))])));
        var hashed = Hasher.HashSecrets(Web, fields);
        Assert.That(hashed["name"], Is.EqualTo(Value.Of("web")));
        Assert.That(() => ValueJson.ToJson(hashed), Throws.Nothing);
        Assert.That(ValueJson.ToJson(hashed), Does.Not.Contain("s3cret"));
        var list = (Value.List)hashed["list"]!;
        Assert.That(list.Items[0], Is.EqualTo(Value.Of(1)));
        Assert.That(Hasher.Matches(Web, "auth/key", Secret, (Value.SecretDigest)FieldPath.Find(hashed, "auth/key")!), Is.True);
        Assert.That(Hasher.Matches(Web, "list/1", Secret, (Value.SecretDigest)list.Items[1]), Is.True);
        Assert.That(Hasher.Matches(Web, "list/2/a~1b", Secret, (Value.SecretDigest)((Value.Map)list.Items[2])["a/b"]!), Is.True);
    }

    [Test]
    public void A_digest_is_the_same_every_time_and_has_128_bits()
    {
        var digest = Digest(Hasher, Web, Secret);
        Assert.That(Digest(new SecretHasher(Sample.Lineage), Web, Secret), Is.EqualTo(digest));
        Assert.That(digest.Digest, Does.Match("^pbkdf2-sha256\\$10000\\$[0-9a-f]{32}$"));
    }

    [Test]
    public void The_same_secret_elsewhere_has_another_digest()
    {
        var digests = new[]
        {
            Digest(Hasher, Web, Secret),
            Digest(Hasher, new("connection", "app"), Secret),
            Digest(new SecretHasher("other"), Web, Secret),
            Digest(Hasher, Web, Secret, "other"),
        };
        Assert.That(digests, Is.Unique);
    }

    [Test]
    public void A_changed_secret_does_not_match() =>
        Assert.That(Hasher.Matches(Web, "key", new(Value.Of("other")), Digest(Hasher, Web, Secret)), Is.False);

    [Test]
    public void A_text_and_a_number_that_look_alike_are_different_secrets() =>
        Assert.That(Hasher.Matches(Web, "key", new(Value.Of(1)), Digest(Hasher, Web, new(Value.Of("1")))), Is.False);

    [TestCase("")]
    [TestCase("ü")]
    [TestCase("00")]
    public void A_digest_that_is_none_does_not_match(string digest) =>
        Assert.That(Hasher.Matches(Web, "key", Secret, new(digest)), Is.False);

    [Test]
    public void A_secret_inside_a_secret_is_one_secret()
    {
        var nested = new Value.Secret(Value.Map.Of(("user", Value.Of("u")), ("key", new Value.List([Secret]))));
        var flat = new Value.Secret(Value.Map.Of(("user", Value.Of("u")), ("key", new Value.List([Secret.Inner]))));
        Assert.That(Hasher.Matches(Web, "key", flat, Digest(Hasher, Web, nested)), Is.True);
    }

    private static Value.SecretDigest Digest(SecretHasher hasher, ResourceAddress address, Value.Secret secret, string key = "key") =>
        (Value.SecretDigest)hasher.HashSecrets(address, Value.Map.Of((key, secret)))[key]!;
}
