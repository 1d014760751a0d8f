using FlowPlan.Cli.Output.Diagnostics;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Manifests;

public sealed class SecretTests
{
    private const string Token = "s3cr3t-t0ken";

    private const string Variables =
        "variables:\n  token: { sensitive: true }\n  keys: { type: map, sensitive: true }\n  open: { default: x }\n";

    private static readonly ManifestRequest WithToken = new() { Path = string.Empty, Variables = [$"token={Token}", "keys={a: k3y-of-a, b: [k3y-of-b]}"] };

    [TestCase("{{ var.token }}", true)]
    [TestCase("Bearer {{ var.token }}!", true)]
    [TestCase("{{ var['token'] }}", true)]
    [TestCase("{{ n = 'to' + 'ken' }}{{ var[n] }}", true)]
    [TestCase("{{ v = var }}{{ v.token }}", true)]
    [TestCase("{{ for v in var }}{{ v }}{{ end }}", true)]
    [TestCase("{{ with var }}{{ token }}{{ end }}", true)]
    [TestCase("{{ import var }}{{ token }}", true)]
    [TestCase("{{ var.keys | object.to_json }}", true)]
    [TestCase("{{ object.values var | array.join ',' }}", true)]
    [TestCase("{{ $'{var.token}' }}", true)]
    [TestCase("{{ if var.token == 'x' }}a{{ else }}b{{ end }}", true)]
    [TestCase("{{ var.token | string.size }}", true)]
    [TestCase("{{ var.keys.a }}", true)]
    [TestCase("{{ var.open }}", false)]
    [TestCase("{{ var['open'] }}", false)]
    [TestCase("{{ project }}", false)]
    [TestCase("token", false)]
    public void What_a_secret_went_into_is_a_secret(string text, bool secret)
    {
        var declarations = Workbench.ReadBody(Variables + $"flows:\n  f: {{ target: {{ x: \"{text}\" }} }}\n", WithToken with
        {
            Variables = [$"token={Token}", "keys={a: k3y-of-a, b: [k3y-of-b]}"],
        });
        var value = Workbench.At(declarations, "flows/f/target/x");
        Assert.That(value, secret ? Is.InstanceOf<Value.Secret>() : Is.Not.InstanceOf<Value.Secret>());
        if (secret)
            Assert.That(value!.ToString(), Is.EqualTo("(sensitive)"));
    }

    [Test]
    public void Every_secret_is_named_for_the_redactor_as_given_and_as_rendered()
    {
        var declarations = Workbench.ReadBody(Variables + "flows:\n  f: { target: { x: \"{{ var.token | string.upcase }}\", y: \"{{ var.keys }}\" } }\n", WithToken);
        Assert.That(declarations.Secrets, Is.EqualTo(new[] { "S3CR3T-T0KEN", "k3y-of-a", "k3y-of-b", Token }));
    }

    [Test]
    public void A_secret_list_or_map_is_checked_and_each_part_stays_secret()
    {
        var declarations = Workbench.ReadBody(Variables + "flows:\n  f: { target: \"{{ var.keys }}\" }\n", WithToken);
        Assert.That(Workbench.At(declarations, "flows/f/target/a"), Is.EqualTo(new Value.Secret(Value.Of("k3y-of-a"))));
        var outcome = Workbench.Read(Workbench.Head + Variables + "flows:\n  f: { dependsOn: \"{{ var.keys }}\" }\n", WithToken);
        Assert.That(outcome.Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "FP1103" }));
    }

    [TestCase("variables:\n  token: { sensitive: true, default: s3cr3t-t0ken }\n")]
    [TestCase("variables: { token: { sensitive: true, default: s3cr3t-t0ken, typo: 1 } }\n")]
    [TestCase("variables:\n  token: { sensitive: true }\nenvironments: { dev: { sandbx: a, variables: { token: s3cr3t-t0ken } } }\n")]
    [TestCase("variables:\n  token: { sensitive: true, default: |\n      s3cr3t-t0ken\n  }\n")]
    [TestCase("variables:\n  token: { sensitive: true, type: number, default: s3cr3t-t0ken }\n")]
    [TestCase("variables:\n  token: { sensitive: maybe, default: s3cr3t-t0ken }\n")]
    [TestCase("connections:\n  web: { name: a, auth: { specName: s, params: { p: s3cr3t-t0ken }, more: 1 } }\n")]
    [TestCase("connections:\n  web:\n    name: a\n    auth:\n      specName: s\n      params:\n        p: [s3cr3t-t0ken]\n")]
    [TestCase("connections: { web: { name: a } }\nenvironments: { dev: { sandbx: a, overrides: { connections: { web: { auth: { params: { p: s3cr3t-t0ken } } } } } } }\n")]
    [TestCase("environments: { dev: { sandbx: a, overrides: { defaults: { connections: { auth: { params: { p: s3cr3t-t0ken } } } } } } }\n")]
    [TestCase("environments: { dev: { sandbx: a, overrides: { instances: { i: { connections: { web: { auth: { params: { p: s3cr3t-t0ken } } } } } } } } }\n")]
    [TestCase("environments:\n  dev: { sandbx: a, overrides: { instances: { i: { defaults: { connections: { auth: { params: { p: s3cr3t-t0ken } } } } } } } }\n")]
    [TestCase("components: { c: { inputs: { pw: { sensitive: true, typo: 1, default: s3cr3t-t0ken } } } }\ninstances: { i: { component: c } }\n")]
    [TestCase("components: { c: { inputs: { pw: { sensitive: true } } } }\ninstances: { i: { component: c, inputs: { pw: s3cr3t-t0ken, pww: 1 } } }\n")]
    [TestCase("components: { c: { inputs: { pw: { sensitive: true, type: list } } } }\ninstances: { i: { component: c, inputs: { pw: [s3cr3t-t0ken], pww: 1 } } }\n")]
    [TestCase("variables: { token: { sensitive: true, default: s3cr3t-t0ken, default: s3cr3t-t0ken } }\n")]
    [TestCase("include: missing.yaml\nconnections: { web: { name: a, auth: { params: { p: s3cr3t-t0ken, p: b } } } }\n")]
    public void A_secret_written_in_the_manifest_is_not_shown(string body)
    {
        var outcome = Workbench.Read(Workbench.Head + body);
        Assert.That(outcome.Succeeded, Is.False);
        Assert.That(Shown(outcome), Does.Not.Contain(Token));
    }

    [TestCase("token=s3cr3t-t0ken", "validation: { pattern: ^x }")]
    [TestCase("token=s3cr3t-t0ken", "validation: { oneOf: [a] }")]
    [TestCase("token=s3cr3t-t0ken", "type: number")]
    [TestCase("token=s3cr3t-t0ken", "type: list")]
    [TestCase("token={s3cr3t-t0ken", "type: map")]
    [TestCase("s3cr3t-t0ken", "type: string")]
    [TestCase("token=s3cr3t-t0ken", "type: string", "{{ var.token | string.to_long | math.plus 'a' | math.abs }}")]
    [TestCase("token=s3cr3t-t0ken", "type: string", "{{ var.token | object.from_json }}")]
    [TestCase("token=s3cr3t-t0ken", "type: string", "{{ regex.match 'a' ('(' + var.token) }}")]
    [TestCase("token=s3cr3t-t0ken", "type: string", "{{ [1] | array.insert_at var.token 1 }}")]
    public void A_secret_from_outside_is_not_shown(string pair, string rest, string expression = "{{ nope }}")
    {
        var outcome = Workbench.Read(
            Workbench.Head + $"variables: {{ token: {{ sensitive: true, {rest} }} }}\nflows: {{ f: {{ name: \"{expression}\" }} }}\n",
            new ManifestRequest { Path = string.Empty, Variables = [pair] });
        Assert.That(outcome.Succeeded, Is.False);
        Assert.That(Shown(outcome), Does.Not.Contain(Token));
    }

    [Test]
    public void A_value_refused_by_the_schema_is_not_shown_when_it_is_secret()
    {
        var outcome = Workbench.Read(Workbench.Head + Variables + "connections: { web: { name: a, dataType: \"{{ var.token }}\" } }\n", WithToken);
        Assert.That(outcome.Diagnostics.Select(d => d.Message), Is.EqualTo(new[] { "'dataType' cannot be '(sensitive)'" }));
    }

    private static string Shown(Outcome<Declarations> outcome) =>
        string.Concat(outcome.Diagnostics.Select(d => DiagnosticText.Of(d) + string.Concat(d.Details)));
}
