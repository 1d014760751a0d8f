using FlowPlan.Aep.Exporting;
using FlowPlan.Aep.Tests.Emulated;

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

    private static async Task<Dictionary<string, string>> ExportAsync(bool csv)
    {
        await using var bench = await Bench.StartAsync(Manifest);
        await bench.ApplyAsync();
        var exported = await new SandboxExporter(bench.Provider, bench.Dialect).ExportAsync(
            new() { Project = "acme", Environment = "dev", Sandbox = "dev", TakeOver = true, WritesCsv = csv }, CancellationToken.None);
        Assert.That(exported.Diagnostics.Select(d => d.Message), Is.Empty);
        return exported.Value!.Files.ToDictionary(f => f.Path, f => f.Text);
    }
}
