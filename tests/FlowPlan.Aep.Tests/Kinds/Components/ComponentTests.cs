using FlowPlan.Aep.Tests.Emulated;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Tests.Kinds.Components;

/// <summary>Own field groups, data types and classes, and the schemas made of them.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class ComponentTests
{
    private const string Manifest = """
        apiVersion: flowplan/v1
        project: acme
        dataTypes:
          line: { title: Line, fields: { sku: string, price: number, place: { ref: Postal address } } }
          postal: { title: Postal address, fields: { street: string, city: { type: string, title: City } } }
        classes:
          machine: { title: Machine, behavior: record, fields: { serial: string } }
        fieldGroups:
          loyalty:
            title: Loyalty
            classes: [profile, machine]
            fields:
              memberId: string
              _tenant.level: { enum: [gold, silver] }
              home: { ref: postal }
              lines: { type: array, items: { ref: line } }
        schemas:
          members: { definition: { title: Members, class: profile, fieldGroups: [loyalty, https://ns.adobe.com/xdm/context/profile-person-details] } }
          machines: { definition: { title: Machines, class: Machine, fieldGroups: [Loyalty] } }
        """;

    [Test]
    public async Task Schemas_of_own_parts_are_made_from_nothing_in_one_apply_in_the_right_order()
    {
        await using var bench = await Bench.StartAsync(Manifest);

        await bench.ApplyAsync();

        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
        Assert.That((await bench.DriftAsync()).HasChanges, Is.False);
        var made = bench.Writes.Where(w => w.Method == "POST").Select(w => w.PathAndQuery.Split('/')[^1]).ToList();
        Assert.That(made.IndexOf("schemas"), Is.GreaterThan(made.LastIndexOf("fieldgroups")));
        Assert.That(made.IndexOf("fieldgroups"), Is.GreaterThan(made.LastIndexOf("datatypes")).And.GreaterThan(made.LastIndexOf("classes")));
        Assert.That(bench.Lockfile.Resources[new("schema", "machines")].Fields.TextOf("class"), Is.EqualTo(bench.Id("class.machine")));
        Assert.That(FieldPath.Find(bench.Lockfile.Resources[new("fieldGroup", "loyalty")].Fields, "fields/lines/items/ref"), Is.EqualTo(Value.Of(bench.Id("dataType.line"))));
    }

    [Test]
    public async Task The_fields_are_in_the_object_of_the_organization_and_the_state_does_not_name_it()
    {
        await using var bench = await Bench.StartAsync(Manifest);

        await bench.ApplyAsync();

        var body = bench.Writes.Single(w => w.PathAndQuery.EndsWith("/fieldgroups", StringComparison.Ordinal)).Body;
        Assert.That(body, Does.Contain("\"properties\":{\"_acme\":{\"type\":\"object\",\"properties\":{\"home\":{\"$ref\":"));
        Assert.That(bench.Lockfile.Resources[new("fieldGroup", "loyalty")].Fields.ToString(), Does.Not.Contain("_acme"));
    }

    [Test]
    public async Task A_new_field_group_is_added_to_a_schema_that_is_there_by_the_same_apply()
    {
        await using var bench = await Bench.StartAsync(Manifest);
        await bench.ApplyAsync();
        bench.Manifest = Manifest
            .Replace("fieldGroups:\n  loyalty:", "fieldGroups:\n  more: { title: More, classes: [profile], fields: { nickname: string } }\n  loyalty:", StringComparison.Ordinal)
            .Replace("[loyalty,", "[more, loyalty,", StringComparison.Ordinal);

        var plan = await bench.PlanAsync();
        await bench.ApplyAsync();

        Assert.That(Described(plan), Is.EqualTo(new[] { "Create fieldGroup.more", "Update schema.members" }));
        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
        Assert.That(bench.Lockfile.Resources[new("schema", "members")].Fields["fieldGroups"]!.ToString(), Does.Contain(bench.Id("fieldGroup.more")));
    }

    [Test]
    public async Task Everything_is_destroyed_dependents_first()
    {
        await using var bench = await Bench.StartAsync(Manifest);
        await bench.ApplyAsync();
        bench.Manifest = "apiVersion: flowplan/v1\nproject: acme\n";

        await bench.ApplyAsync();

        Assert.That(bench.Lockfile.Resources, Is.Empty);
        var deleted = bench.Writes.Where(w => w.Method == "DELETE").Select(w => w.PathAndQuery.Split('/')[5]).ToList();
        Assert.That(deleted, Has.Count.EqualTo(6));
        Assert.That(deleted.LastIndexOf("schemas"), Is.LessThan(deleted.IndexOf("fieldgroups")));
    }

    [Test]
    public async Task An_export_names_own_parts_by_their_keys_and_says_the_same()
    {
        await using var bench = await Bench.StartAsync(Manifest);
        await bench.ApplyAsync();

        var exported = await bench.ExportAsync();

        Assert.That(exported.Diagnostics, Is.Empty);
        Assert.That(exported.Value!.Lockfile.Resources.Values.Select(r => r.Fields), Is.EquivalentTo(bench.Lockfile.Resources.Values.Select(r => r.Fields)));
        var text = string.Join('\n', exported.Value.Files.Select(f => f.Text));
        Assert.That(text, Does.Contain("classes: [machine, profile]").Or.Contain("classes: [profile, machine]"));
        Assert.That(text, Does.Contain("ref: postal-address").And.Contain("\"class\": \"machine\"").And.Contain("\"loyalty\""));
        Assert.That(text, Does.Not.Contain("_acme"));
    }

    [Test]
    public async Task A_field_that_somebody_else_added_stays_when_another_is_changed()
    {
        await using var bench = await Bench.StartAsync(Manifest);
        await bench.ApplyAsync();
        bench.Edit("dataType.postal", """{"properties":{"theirs":{"type":"string","title":"Theirs"},"city":{"description":"Added"}}}""");
        bench.Manifest = Manifest.Replace("title: City", "title: Town", StringComparison.Ordinal);

        await bench.ApplyAsync();

        var live = await bench.Provider.Kind("dataType").ReadAsync(bench.Id("dataType.postal"), CancellationToken.None);
        Assert.That(FieldPath.Find(live!.Fields, "fields/theirs/title"), Is.EqualTo(Value.Of("Theirs")));
        Assert.That(FieldPath.Find(live.Fields, "fields/city"), Is.EqualTo(Value.Map.Of(("type", Value.Of("string")), ("title", Value.Of("Town")), ("description", Value.Of("Added")))));
    }

    private static IEnumerable<string> Described(Plan plan) => plan.Actions.Where(a => a.IsChange).Select(a => $"{a.Kind} {a.Address}");
}
