using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Manifests;

/// <summary>Variables without a value: errors do not hide each other, and a command that sends no secret needs none.</summary>
public sealed class UnsetVariableTests
{
    private const string Manifest = Workbench.Head
        + "variables:\n  token: { sensitive: true }\n  brand: {}\n"
        + "connections:\n  web: { name: \"{{ var.brand }}\", description: \"{{ var.token }}\", auth: { specName: s, params: { a: \"x {{ var.token }}\" } } }\n";

    [Test]
    public void A_sensitive_variable_may_be_missing_where_secrets_are_optional()
    {
        var outcome = Workbench.Read(Manifest, new ManifestRequest { Path = string.Empty, SecretsOptional = true, Variables = ["brand=B"] });

        Assert.That(outcome.Diagnostics, Is.Empty);
        Assert.That(Workbench.At(outcome.Value!, "connections/web/name"), Is.EqualTo(Value.Of("B")));
        Assert.That(Workbench.At(outcome.Value!, "connections/web/auth/params/a"), Is.TypeOf<Value.Secret>());
        Assert.That(outcome.Value!.Secrets, Is.Empty);
    }

    [Test]
    public void Other_variables_are_required_all_the_same()
    {
        var outcome = Workbench.Read(Manifest, new ManifestRequest { Path = string.Empty, SecretsOptional = true });

        Assert.That(Workbench.Places(outcome), Is.EqualTo(new[] { "FP1204 5:3" }));
    }

    [Test]
    public void A_missing_variable_does_not_hide_other_errors()
    {
        var outcome = Workbench.Read(Manifest + "flows:\n  f: { name: \"{{ var.brnd }}\", enabled: 1, target: \"{{ 1 + }}\" }\n");

        Assert.That(outcome.Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "FP1204", "FP1204", "FP1219", "FP1103", "FP1218" }));
    }

    [Test]
    public void A_long_value_is_shortened_in_a_message()
    {
        var outcome = Workbench.Read(Workbench.Head + $"connections:\n  web: {{ name: W, dataType: {new string('x', 200_000)} }}\n");

        Assert.That(outcome.Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "FP1104" }));
        Assert.That(outcome.Diagnostics[0].Message.Length, Is.LessThan(1_100));
    }

    [Test]
    public void A_secret_where_text_is_required_is_called_one()
    {
        var outcome = Workbench.Read(
            Workbench.Head + "variables: { token: { sensitive: true } }\nconnections: { web: { name: W } }\noutputs: { o: \"{{ var.token }}\" }\n",
            new ManifestRequest { Path = string.Empty, Variables = ["token=s3cret"] });

        Assert.That(outcome.Diagnostics.Select(d => d.Message), Is.EqualTo(new[] { "'o' cannot be a sensitive value" }));
    }
}
