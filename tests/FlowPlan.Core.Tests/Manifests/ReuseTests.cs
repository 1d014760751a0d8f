using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Manifests;

/// <summary><c>forEach</c>, <c>when</c>, <c>defaults</c>, merge keys and what overrides add.</summary>
public sealed class ReuseTests
{
    private const string Regions =
        """
        variables: { regions: { type: list, default: [emea, apac] }, sizes: { type: map, default: { s: { n: 1 }, l: { n: 9 } } }, secret: { sensitive: true } }
        environments: { dev: { sandbox: sb }, prod: { sandbox: pr } }

        """;

    private static readonly ManifestRequest Dev = new() { Path = string.Empty, Environment = "dev", Variables = ["secret=canary-s3cret"] };

    [Test]
    public void For_each_makes_a_resource_of_each_item_of_a_list_with_a_stable_key()
    {
        var read = Workbench.ReadBody(Regions + "flows: { a: { forEach: \"{{ var.regions }}\", name: \"{{ each.key }}/{{ each.value }}\" } }", Dev);

        Assert.That(read.Resources.Select(r => r.Key), Is.EqualTo(new[] { "a[\"apac\"]", "a[\"emea\"]" }));
        Assert.That(Workbench.At(read, "flows/a[\"emea\"]/name"), Is.EqualTo(Value.Of("emea/emea")));
    }

    [Test]
    public void For_each_over_a_map_gives_each_value_with_its_type()
    {
        var read = Workbench.ReadBody(Regions + "connections: { a: { forEach: \"{{ var.sizes }}\", name: \"{{ each.key }}\", retries: \"{{ each.value.n }}\" } }", Dev);

        Assert.That(Workbench.At(read, "connections/a[\"l\"]/retries"), Is.EqualTo(Value.Of(9m)));
        Assert.That(Workbench.At(read, "connections/a[\"s\"]/retries"), Is.EqualTo(Value.Of(1m)));
    }

    [TestCase("dev", 0)]
    [TestCase("prod", 1)]
    public void When_leaves_a_resource_out(string environment, int expected)
    {
        var read = Workbench.ReadBody(Regions + "flows: { a: { when: \"{{ environment.name == 'prod' }}\", name: A } }", Dev with { Environment = environment });
        Assert.That(read.Resources, Has.Length.EqualTo(expected));
    }

    [Test]
    public void When_is_asked_for_each_item()
    {
        var read = Workbench.ReadBody(Regions + "flows: { a: { forEach: [x, y, z], when: \"{{ each.key != 'y' }}\", name: \"{{ each.key }}\" } }", Dev);
        Assert.That(read.Resources.Select(r => r.Key), Is.EqualTo(new[] { "a[\"x\"]", "a[\"z\"]" }));
    }

    [Test]
    public void Defaults_are_merged_below_each_resource_and_null_removes_them()
    {
        var read = Workbench.ReadBody(
            """
            defaults: { flows: { enabled: false, source: { connection: web, params: { a: 1, b: 2 } } } }
            connections: { web: { name: W } }
            flows:
              one: { name: One }
              two: { name: Two, enabled: true, source: { params: { b: 3 } } }
              three: { name: Three, source: null }
            """);

        Assert.That(Workbench.At(read, "flows/one/enabled"), Is.EqualTo(Value.Of(false)));
        Assert.That(Workbench.At(read, "flows/two/enabled"), Is.EqualTo(Value.Of(true)));
        Assert.That(Workbench.At(read, "flows/two/source/params"), Is.EqualTo(Value.Map.Of(("a", Value.Of(1m)), ("b", Value.Of(3m)))));
        Assert.That(Workbench.At(read, "flows/three/source"), Is.Null);
    }

    [Test]
    public void A_null_that_removes_nothing_of_the_defaults_is_checked_like_any_value()
    {
        const string Body = "connections: { web: { name: W, bogus: ~, auth: { specName: s, typo: ~ } } }\n";
        var without = Workbench.Read(Workbench.Head + Body);
        var with = Workbench.Read(Workbench.Head + Body + "defaults: { connections: { dataType: raw, auth: { specName: t } } }\n");

        Assert.That(Workbench.Places(without), Is.EqualTo(new[] { "FP1101 3:32", "FP1101 3:63" }));
        Assert.That(Workbench.Places(with), Is.EqualTo(Workbench.Places(without)));
    }

    [Test]
    public void Defaults_can_use_the_item_of_each_resource()
    {
        var read = Workbench.ReadBody("defaults: { flows: { name: \"Flow {{ each.key }}\" } }\nflows: { a: { forEach: [x] } }");
        Assert.That(Workbench.At(read, "flows/a[\"x\"]/name"), Is.EqualTo(Value.Of("Flow x")));
    }

    [Test]
    public void A_merge_key_adds_what_the_map_does_not_say_and_the_first_of_several_wins()
    {
        var read = Workbench.ReadBody(
            """
            x-common:
              one: &one { enabled: true, target: { a: 1 } }
              two: &two { enabled: false, name: Two }
            flows:
              a: { <<: *one, name: A }
              b: { <<: [*one, *two] }
            """);

        Assert.That(Workbench.At(read, "flows/a/name"), Is.EqualTo(Value.Of("A")));
        Assert.That(Workbench.At(read, "flows/a/target/a"), Is.EqualTo(Value.Of(1m)));
        Assert.That(Workbench.At(read, "flows/b/enabled"), Is.EqualTo(Value.Of(true)));
        Assert.That(Workbench.At(read, "flows/b/name"), Is.EqualTo(Value.Of("Two")));
    }

    [Test]
    public void A_fault_in_a_merged_map_is_reported_where_it_is_written()
    {
        var outcome = Workbench.Read(Workbench.Head + "x-common: &c\n  enabled: 12\nflows:\n  a: { <<: *c, name: A }\n  b: { <<: *c, name: B }\n");
        Assert.That(Workbench.Places(outcome), Is.EqualTo(new[] { "FP1103 4:12" }));
    }

    [Test]
    public void A_merge_key_that_is_not_a_map_is_an_error_at_its_place() =>
        Assert.That(Workbench.Places(Workbench.Read(Workbench.Head + "flows:\n  a: { <<: text, name: A }\n")), Is.EqualTo(new[] { "FP1008 4:8" }));

    [Test]
    public void An_override_adds_a_resource_to_one_environment()
    {
        const string Manifest = "environments: { dev: { sandbox: sb, overrides: { flows: { extra: { name: Extra, enabled: true } } } }, prod: { sandbox: pr } }\nflows: { a: { name: A } }";

        Assert.That(Workbench.ReadBody(Manifest, Dev with { Variables = [] }).Resources.Select(r => r.Key), Is.EqualTo(new[] { "a", "extra" }));
        Assert.That(Workbench.ReadBody(Manifest, Dev with { Variables = [], Environment = "prod" }).Resources.Select(r => r.Key), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void An_override_of_a_misspelt_key_is_still_an_error()
    {
        var outcome = Workbench.Read(Workbench.Head + "environments: { dev: { sandbox: sb, overrides: { flows: { loyalti: { enabled: false } } } } }\nflows: { loyalty: { name: A, enabled: true } }");
        Assert.That(outcome.Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "FP1212" }));
        Assert.That(outcome.Diagnostics[0].Help, Is.EqualTo("did you mean 'loyalty'?"));
    }

    [TestCase("forEach: 12", "FP1224 5:24")]
    [TestCase("forEach: [[a]]", "FP1224 5:25")]
    [TestCase("forEach: [a, a]", "FP1224 5:28")]
    [TestCase("forEach: ['a\"b']", "FP1224 5:25")]
    [TestCase("forEach: ['']", "FP1224 5:25")]
    [TestCase("forEach: \"{{ var.secret }}\"", "FP1224 5:24")]
    [TestCase("when: maybe", "FP1225 5:21")]
    [TestCase("when: \"{{ var.secret == 'x' }}\"", "FP1225 5:21")]
    public void A_wrong_repetition_is_one_error_at_its_place(string keys, string expected) =>
        Assert.That(Workbench.Places(Workbench.Read(Workbench.Head + Regions + "flows: { a: { " + keys + ", name: A } }\n", Dev)), Is.EqualTo(new[] { expected }));

    [Test]
    public void Each_outside_of_for_each_is_an_unknown_name() =>
        Assert.That(Workbench.Read(Workbench.Head + "flows: { a: { name: \"{{ each.key }}\" } }").Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "FP1219" }));

    [Test]
    public void What_is_wrong_with_a_repeated_block_is_reported_once() =>
        Assert.That(Workbench.Places(Workbench.Read(Workbench.Head + "flows:\n  a:\n    forEach: [x, y, z]\n    enabled: 12\n")), Is.EqualTo(new[] { "FP1103 6:14" }));

    [Test]
    public void An_output_is_a_text_of_its_own_or_an_attribute_of_one_of_the_resources()
    {
        var read = Workbench.ReadBody(
            """
            environments: { dev: { sandbox: sb } }
            flows: { a: { forEach: [x.y], name: A } }
            outputs: { where: { text: "{{ environment.sandbox }}-{{ project }}" }, id: 'flows.a["x.y"].id' }
            """);

        Assert.That(read.Outputs.Select(o => (o.Name, o.Key, o.Attribute, o.Text)), Is.EqualTo(new[] { ("id", "a[\"x.y\"]", "id", (Value?)null), ("where", "", "", Value.Of("sb-demo")) }));
    }

    [Test]
    public void The_text_of_an_output_cannot_hold_a_secret() =>
        Assert.That(Workbench.Read(Workbench.Head + Regions + "outputs: { o: { text: \"{{ var.secret }}\" } }", Dev).Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "FP1232" }));
}
