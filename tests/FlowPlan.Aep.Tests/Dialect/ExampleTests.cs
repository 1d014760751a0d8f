using System.Collections.Immutable;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Tests.Dialect;

/// <summary>The examples, read from the files that users copy.</summary>
[TestFixture]
internal sealed class ExampleTests
{
    [TestCaseSource(typeof(ProductFiles), nameof(ProductFiles.Examples))]
    public void An_example_is_valid_and_tells_editors_of_the_schema(string example)
    {
        var file = Path.Combine(ProductFiles.Example(example), "flowplan.yaml");

        // One that imports outputs of another needs that one's state: GitOpsTests applies both.
        if (!File.ReadLines(file).Contains("imports:"))
            Assert.That(Expand(example, "dev"), Is.Not.Empty);
        var line = File.ReadLines(file).First();
        const string Mark = "# yaml-language-server: $schema=";
        Assert.That(line, Does.StartWith(Mark));
        Assert.That(Path.GetFullPath(line[Mark.Length..], Path.GetDirectoryName(file)!), Is.EqualTo(ProductFiles.EditorSchemaFile));
    }

    [Test]
    public void An_example_has_a_readme_that_says_how_to_apply_it()
    {
        foreach (var example in ProductFiles.Examples().Where(e => !e.Contains('/', StringComparison.Ordinal)))
            Assert.That(File.ReadAllText(Path.Combine(ProductFiles.Example(example), "README.md")), Does.Contain($"apply examples/{example}"), example);
    }

    [Test]
    public void The_quickstart_has_all_seven_kinds()
    {
        Assert.That(Expand("quickstart", "dev").Select(r => r.Address.ToString()), Is.EqualTo(new[]
        {
            "connection.web", "dataset.loyalty", "flow.loyalty", "mapping.loyalty", "schema.loyalty", "sourceConnection.loyalty", "targetConnection.loyalty",
        }));
    }

    [TestCase("dev", "ACME")]
    [TestCase("prod", "ACME Inc")]
    public void The_quickstart_names_everything_by_the_brand_of_the_environment(string environment, string brand)
    {
        var resources = Expand("quickstart", environment);

        Assert.That(resources.Where(r => r.Address.Kind != "schema").Select(r => r.Fields.TextOf("name")), Has.All.StartsWith(brand + " "));
        Assert.That(Find(resources, "targetConnection.loyalty").Fields.TextOf("name"), Is.EqualTo($"{brand} Streaming Dataflow Target"));
    }

    [Test]
    public void The_quickstart_takes_raw_data_from_senders_with_a_token_through_a_mapping()
    {
        var resources = Expand("quickstart", "dev");

        var web = Find(resources, "connection.web").Fields;
        Assert.That((web["dataType"], web["authenticationRequired"]), Is.EqualTo((Value.Of("raw"), Value.Of(true))));
        Assert.That(web["streamName"], Is.EqualTo(web["sourceId"]).And.Not.Null);
        Assert.That(Find(resources, "mapping.loyalty").Fields["fields"], Is.EqualTo(Value.Map.Of(
            ("person.name.firstName", Value.Map.Of(("source", Value.Of("firstName")))),
            ("person.name.lastName", Value.Map.Of(("source", Value.Of("lastName")))),
            ("person.name.fullName", Value.Map.Of(("expression", Value.Of("concat(firstName, \" \", lastName)")))),
            ("personalEmail.address", Value.Map.Of(("source", Value.Of("email")), ("identity", Value.Of(true)))))));
        Assert.That(Find(resources, "schema.loyalty").Fields, Is.EqualTo(Value.Map.Of(
            ("title", Value.Of("ACME Loyalty Members")),
            ("description", Value.Of("Who takes part in the loyalty programme.")),
            ("class", Value.Of("https://ns.adobe.com/xdm/context/profile")),
            ("fieldGroups", Value.Map.Of(
                ("https://ns.adobe.com/xdm/context/profile-person-details", Value.Of(true)),
                ("https://ns.adobe.com/xdm/context/profile-personal-details", Value.Of(true)))))));
        Assert.That(FieldPath.Find(Find(resources, "flow.loyalty").Fields, "flowSpec/id"), Is.EqualTo(Value.Of("c1a19761-d2c7-4702-b9fa-fe91f0613e81")));
    }

    [Test]
    public void The_open_example_takes_records_without_a_mapping_or_a_token()
    {
        var resources = Expand("xdm-open", null);

        var flow = Find(resources, "flow.orders").Fields;
        Assert.That(FieldPath.Find(flow, "flowSpec/id"), Is.EqualTo(Value.Of("d8a6f005-7eaf-4153-983e-e8574508b877")));
        Assert.That(flow["mapping"], Is.Null);
        Assert.That(Find(resources, "connection.events").Fields["authenticationRequired"], Is.Null);
    }

    [Test]
    public void What_the_one_example_refers_to_is_made_by_the_other()
    {
        var owned = Expand("reference-existing/platform", null);
        var referring = Expand("reference-existing", null);

        Assert.That(
            Find(referring, "schema.customers").Existing!.Text, Is.EqualTo(Find(owned, "schema.customers").Fields.TextOf("title")));
        Assert.That(
            Find(referring, "dataset.customers").Existing!.Name, Is.EqualTo(Find(owned, "dataset.customers").Fields.TextOf("name")));
        Assert.That(FieldPath.Find(Find(referring, "targetConnection.customers").Fields, "schema/id"), Is.EqualTo(new Value.Reference(new("schema", "customers"), "id")));
    }

    private static ImmutableArray<DesiredResource> Expand(string example, string? environment)
    {
        string[] secrets = example == "full-ingest" ? ["s3_key=a", "s3_secret=b", "kinesis_key=c", "kinesis_secret=d"] : [];
        var outcome = ManifestFolder.Expand(ProductFiles.Example(example), environment, secrets);
        Assert.That(outcome.Diagnostics, Is.Empty, example);
        return outcome.Value!.Items;
    }

    private static DesiredResource Find(IEnumerable<DesiredResource> resources, string address) =>
        resources.Single(r => r.Address.ToString() == address);
}
