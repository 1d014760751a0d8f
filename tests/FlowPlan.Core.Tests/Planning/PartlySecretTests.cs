using FlowPlan.Core.Planning.Diffing;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Planning;

/// <summary>A value that is secret in part: the secret is compared by its digest, the rest with what is live, and the secret never shows.</summary>
public sealed class PartlySecretTests
{
    private static readonly FieldComparison Comparison = new(new("base", "a"), (_, _, secret, digest) => secret.Inner.ToString() == digest.Digest);

    [TestCase("k", "k", "eu", true, TestName = "All as it was")]
    [TestCase("k2", "k", "eu", false, TestName = "The secret changed in the manifest")]
    [TestCase("k", "k", "us", false, TestName = "The rest changed on the platform")]
    public void It_is_the_same_when_both_parts_are(string wanted, string recorded, string live, bool same) => Assert.That(
        Comparison.MatchesLive(new("p", FieldChangeEffect.Update), "p", List(new Value.Secret(Value.Of(wanted)), "eu"), List(new Value.SecretDigest(recorded), "eu"), List(Value.Of("echoed"), live)),
        Is.EqualTo(same));

    [TestCase("k", "eu", true, TestName = "Free-form: all as it was, and the service returns no secret")]
    [TestCase("k2", "eu", false, TestName = "Free-form: the secret changed in the manifest")]
    [TestCase("k", "us", false, TestName = "Free-form: the rest changed on the platform")]
    public void In_a_free_form_field_the_service_need_not_return_the_secret(string wanted, string live, bool same) => Assert.That(
        Comparison.MatchesLive(
            new("p", FieldChangeEffect.Update) { IsFreeForm = true },
            "p",
            List(new Value.Secret(Value.Of(wanted)), "eu"),
            List(new Value.SecretDigest("k"), "eu"),
            new Value.List([Value.Map.Of(("region", Value.Of(live)), ("added", Value.Of(true)))])),
        Is.EqualTo(same));

    [Test]
    public void What_is_live_is_masked_where_it_is_secret() => Assert.That(
        FieldComparison.MaskSecrets(List(Value.Of("clear"), "us"), List(new Value.Secret(Value.Of("k")), "eu"))!.ToString(),
        Is.EqualTo("[{key: (sensitive), region: us}]"));

    private static Value.List List(Value key, string region) => new([Value.Map.Of(("key", key), ("region", Value.Of(region)))]);
}
