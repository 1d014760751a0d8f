using FlowPlan.Aep.Exporting;
using FlowPlan.Aep.Tests.Emulated;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Tests.Exporting;

/// <summary>Exported mappings are easy to read, in the manifest and as CSV.</summary>
public sealed class MappingExportTests
{
    private const string Manifest = """
        apiVersion: flowplan/v1
        project: acme
        schemas:
          s: { title: S, class: profile, fieldGroups: [https://ns.adobe.com/xdm/context/profile-person-details] }
        mappings:
          customers:
            schema: s
            fields:
              person.gender: { expression: 'iif(title == "Mrs" || title == "Ms", "female", iif(title == "Mr", "male", "not_specified"))', identity: true }
              person.name.firstName: first_name
              person.name.fullName: { expression: 'concat(first_name, " ", last_name)' }
              person.name.lastName: { source: last_name, identity: true }
        """;

    [Test]
    public async Task What_is_copied_comes_first_and_a_long_expression_has_several_lines()
    {
        var files = await ExportAsync(csv: false);

        Assert.That(files["flowplan.yaml"], Does.Contain("""
                fields:
                  person.name.firstName: first_name
                  person.name.lastName: { source: last_name, identity: true }
                  person.gender:
                    expression: >-
                      iif(title == "Mrs" || title == "Ms", "female",
                      iif(title == "Mr", "male", "not_specified"))
                    identity: true
                  person.name.fullName: { expression: 'concat(first_name, " ", last_name)' }
            """));
    }

    [Test]
    public async Task As_CSV_each_mapping_has_a_file()
    {
        var files = await ExportAsync(csv: true);

        Assert.That(files["flowplan.yaml"], Does.Contain("    fieldsFrom: mappings/customers.csv\n").And.Not.Contain("first_name"));
        Assert.That(files["mappings/customers.csv"], Is.EqualTo(""""
            target,source,expression,identity
            person.name.firstName,first_name,,
            person.name.lastName,last_name,,true
            person.gender,,"iif(title == ""Mrs"" || title == ""Ms"", ""female"", iif(title == ""Mr"", ""male"", ""not_specified""))",true
            person.name.fullName,,"concat(first_name, "" "", last_name)",

            """"));
    }

    /// <summary>All that a field can have, and text that CSV must quote.</summary>
    [Test]
    public async Task A_CSV_file_reads_back_as_the_same_mapping()
    {
        const string AllOfIt = """
            apiVersion: flowplan/v1
            project: acme
            schemas:
              s: { title: S, class: profile, fieldGroups: [https://ns.adobe.com/xdm/context/profile-person-details] }
            mappings:
              customers:
                schema: s
                fields:
                  person.gender: { static: male, name: 'Gender, "fixed"', description: "Two\nlines" }
                  person.name.firstName: { source: first_name, name: " First name " }
                  person.name.fullName: { expression: 'concat(first_name, " ", last_name)', description: "a {{ '{{' }} b }}" }
                  person.name.lastName: { source: last_name, identity: true }
            """;

        var files = await ExportAsync(csv: true, AllOfIt);

        Assert.That(files["mappings/customers.csv"], Does.StartWith("target,source,expression,identity,static,name,description\n"));
        using var folder = new Dialect.ManifestFolder();
        folder["mappings/customers.csv"] = files["mappings/customers.csv"];
        var read = folder.Resource("schemas: { s: { ref: S } }\nmappings: { customers: { schema: s, fieldsFrom: mappings/customers.csv } }\n", "mapping.customers");
        var declared = folder.Resource(AllOfIt[AllOfIt.IndexOf("schemas:", StringComparison.Ordinal)..], "mapping.customers");
        Assert.That(read.Fields["fields"], Is.EqualTo(((Value.Map)declared.Fields["fields"]!).With("person.name.firstName", Value.Map.Of(("source", Value.Of("first_name"))))));
        Assert.That((read.Fields["names"], read.Fields["descriptions"]), Is.EqualTo((declared.Fields["names"], declared.Fields["descriptions"])));
    }

    private static async Task<Dictionary<string, string>> ExportAsync(bool csv, string manifest = Manifest)
    {
        await using var bench = await Bench.StartAsync(manifest);
        await bench.ApplyAsync();
        var exported = await new SandboxExporter(bench.Provider, bench.Dialect).ExportAsync(
            new() { Project = "acme", Environment = "dev", Sandbox = "dev", TakeOver = true, WritesCsv = csv }, CancellationToken.None);
        Assert.That(exported.Diagnostics.Select(d => d.Message), Is.Empty);
        return exported.Value!.Files.ToDictionary(f => f.Path, f => f.Text);
    }
}
