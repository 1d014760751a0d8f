using FlowPlan.Core.State;
using FlowPlan.Core.Tests.State.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.State;

/// <summary>The text of a secret's digest names how it was made, and is compared by what it names.</summary>
public class DigestTests
{
    private static readonly ResourceAddress Web = new("connection", "web");
    private static readonly Value.Secret Secret = new(Value.Of("s3cret"));
    private static readonly SecretHasher Hasher = new(Sample.Lineage);

    [Test]
    public void A_digest_names_its_algorithm_and_rounds()
    {
        var digest = (Value.SecretDigest)Hasher.HashSecrets(Web, Value.Map.Of(("key", Secret)))["key"]!;
        Assert.That(digest.Digest, Does.Match("^pbkdf2-sha256\\$10000\\$[0-9a-f]{32}$"));
    }

    [TestCase("pbkdf2-sha256$10000$fe04dcffb04caa2df7c5d667d41438f3", true, TestName = "with_the_rounds_of_today")]
    [TestCase("pbkdf2-sha256$20000$af636bad8ca17bcb6f698d1807bcf321", true, TestName = "with_more_rounds")]
    [TestCase("fe04dcffb04caa2df7c5d667d41438f3", true, TestName = "of_version_1_without_parameters")]
    [TestCase("pbkdf2-sha256$20000$fe04dcffb04caa2df7c5d667d41438f3", false, TestName = "with_rounds_that_are_not_its_own")]
    [TestCase("argon2id$10000$fe04dcffb04caa2df7c5d667d41438f3", false, TestName = "of_an_unknown_algorithm")]
    [TestCase("pbkdf2-sha256$0$fe04dcffb04caa2df7c5d667d41438f3", false, TestName = "without_rounds")]
    [TestCase("pbkdf2-sha256$2000000000$fe04dcffb04caa2df7c5d667d41438f3", false, TestName = "with_rounds_that_would_take_minutes")]
    [TestCase("pbkdf2-sha256$10000", false, TestName = "that_is_cut_short")]
    [TestCase("", false, TestName = "that_is_empty")]
    public void A_digest_matches_by_the_parameters_in_it(string digest, bool matches) =>
        Assert.That(Hasher.Matches(Web, "key", Secret, new(digest)), Is.EqualTo(matches));
}
