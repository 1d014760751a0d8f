using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Tests.Dialect;

/// <summary>What every resource may have.</summary>
[TestFixture]
internal sealed class CommonPartTests
{
    [TestCase("connections", "connection", "id: a59d368a-1152-4673-a46e-bd52e8cdb9a9")]
    [TestCase("schemas", "schema", "id: \"https://ns.adobe.com/acme/schemas/7f68\"")]
    [TestCase("schemas", "schema", "id: _acme.schemas.7f68")]
    [TestCase("datasets", "dataset", "id: 646d46ac0e36a31c07fd8b04")]
    [TestCase("datasets", "dataset", "name: Orders")]
    [TestCase("sourceConnections", "sourceConnection", "name: S")]
    [TestCase("targetConnections", "targetConnection", "name: T")]
    [TestCase("mappings", "mapping", "id: bf5286a9c1ad4266baca76ba3adc9366")]
    [TestCase("flows", "flow", "id: a59d368a-1152-4673-a46e-bd52e8cdb9a9")]
    public void An_existing_object_is_looked_up_and_declares_nothing(string section, string kind, string criterion)
    {
        using var folder = new ManifestFolder();

        var resource = folder.Resource($"{section}:\n  a: {{ existing: {{ {criterion} }} }}\n", $"{kind}.a");

        var (key, value) = (criterion.Split(": ")[0], criterion.Split(": ")[1].Trim('"'));
        Assert.That(resource.Existing, Is.EqualTo(key == "id" ? ExistingCriteria.ById(value) : ExistingCriteria.ByName(value)));
        Assert.That(resource.Fields, Is.EqualTo(Value.Map.Empty));
    }

    [Test]
    public void An_object_is_taken_over_guarded_and_waits_for_what_it_names()
    {
        using var folder = new ManifestFolder();

        var resource = folder.Resource(
            "schemas: { s: { ref: S } }\nconnections:\n  b: { name: B, dataType: xdm }\n  a:\n    name: A\n    dataType: xdm\n    adopt: a59d368a-1152-4673-a46e-bd52e8cdb9a9\n"
            + "    dependsOn: [schemas.s, connection.b]\n    lifecycle: { preventDestroy: true, ignoreChanges: [description], createBeforeDestroy: false }\n",
            "connection.a");

        Assert.That(resource.Adopt, Is.EqualTo("a59d368a-1152-4673-a46e-bd52e8cdb9a9"));
        Assert.That(resource.DependsOn, Is.EqualTo(new ResourceAddress[] { new("connection", "b"), new("schema", "s") }));
        Assert.That(resource.Lifecycle.PreventDestroy);
        Assert.That(resource.Lifecycle.IgnoreChanges, Is.EqualTo(new[] { "description" }));
        Assert.That(resource.Lifecycle.CreateBeforeDestroy, Is.False);
        Assert.That(resource.Fields.Entries.Select(e => e.Key), Is.EqualTo(new[] { "dataType", "name", "type" }));
    }

    [Test]
    public void A_resource_without_guards_has_none()
    {
        using var folder = new ManifestFolder();

        var resource = folder.Resource("connections:\n  a: { name: A, dataType: xdm }\n", "connection.a");

        Assert.That(resource.Lifecycle, Is.EqualTo(Lifecycle.Default));
        Assert.That(resource.Adopt, Is.Null);
        Assert.That(resource.Existing, Is.Null);
        Assert.That(resource.DependsOn, Is.Empty);
    }

    [Test]
    public void A_circle_is_told_as_a_path_that_ends_where_it_begins()
    {
        using var folder = new ManifestFolder();

        var outcome = folder.Try(
            "connections: { web: { name: W, dataType: xdm, dependsOn: [flow.f] } }\nschemas: { s: { ref: S } }\ndatasets: { d: { name: D, schema: s } }\nflows: { f: { name: F, source: { connection: web }, target: { dataset: d } } }\n");

        Assert.That(outcome.Diagnostics.Single().Message, Does.EndWith("connection.web -> flow.f -> sourceConnection.f -> connection.web"));
    }

    [Test]
    public void A_reference_that_is_nearly_right_is_guessed()
    {
        using var folder = new ManifestFolder();

        var outcome = folder.Try("schemas: { loyalty: { ref: S } }\ndatasets:\n  d: { name: D, schema: loyality }\n");

        Assert.That(outcome.Diagnostics.Single().Help, Is.EqualTo("did you mean 'loyalty'?"));
    }
}
