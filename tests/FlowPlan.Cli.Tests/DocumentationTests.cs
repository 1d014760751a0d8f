using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Tests;

/// <summary>The documentation speaks of what there is, all of it.</summary>
public sealed partial class DocumentationTests
{
    [Test]
    public void The_list_of_diagnostics_is_what_the_code_declares()
    {
        var path = Path.Combine(Repository.Root, "docs", "diagnostics.md");
        if (Repository.UpdatesGoldenFiles)
            File.WriteAllText(path, DiagnosticsDocument.Text());

        Assert.That(File.ReadAllText(path), Is.EqualTo(DiagnosticsDocument.Text()));
    }

    [Test]
    public void The_man_page_is_what_the_commands_say()
    {
        var path = Path.Combine(Repository.Root, "packaging", "flowplan.1");
        if (Repository.UpdatesGoldenFiles)
            File.WriteAllText(path, ManPage.Text());

        Assert.That(File.ReadAllText(path), Is.EqualTo(ManPage.Text()));
    }

    [Test]
    public void Every_diagnostic_code_is_declared_once() =>
        Assert.That(AllDiagnostics.Descriptors.Select(d => d.Code), Is.Unique);

    [Test]
    public void Every_declared_finding_is_in_the_list()
    {
        var declared = new[] { typeof(FlowPlan.Core.DiagnosticCatalog), typeof(FlowPlan.Aep.AepDiagnosticCatalog), typeof(CliApplication) }
            .SelectMany(t => t.Assembly.GetTypes())
            .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(f => f.FieldType == typeof(DiagnosticDescriptor))
            .Select(f => (DiagnosticDescriptor)f.GetValue(null)!);

        Assert.That(declared, Is.EquivalentTo(AllDiagnostics.Descriptors));
    }

    [Test]
    public void No_code_is_written_out_beside_the_declarations()
    {
        var offenders = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.EndsWith("Descriptors.cs", StringComparison.Ordinal))
            .Where(f => Code().IsMatch(File.ReadAllText(f)));

        Assert.That(offenders, Is.Empty);
    }

    [TestCaseSource(nameof(Tables))]
    public void Every_key_of_the_manifest_is_in_the_table_of_its_section(string heading, string[] keys)
    {
        var tables = ManifestTable(heading) + (heading.StartsWith('`') ? ManifestTable("On any resource") : string.Empty);

        Assert.That(keys, Is.Not.Empty);
        Assert.That(keys.Where(k => !Regex.IsMatch(tables, $@"`(lifecycle\.)?{Regex.Escape(k)}(\.|`)")), Is.Empty);
    }

    [Test]
    public void Every_link_between_the_documents_leads_somewhere()
    {
        var broken = Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Append(Path.Combine(Repository.Root, "README.md"))
            .SelectMany(file => Link().Matches(File.ReadAllText(file)).Select(m => (file, target: m.Groups[1].Value)))
            .Where(l => !l.target.StartsWith("http", StringComparison.Ordinal))
            .Where(l => !Path.Exists(Path.Combine(Path.GetDirectoryName(l.file)!, l.target)));

        Assert.That(broken, Is.Empty);
    }

    [Test]
    public void The_quick_start_is_one_block_of_two_lines()
    {
        var section = Read("README.md").Split("## Quick start")[1].Split("\n## ")[0];
        var block = section.Split("```sh\n")[1].Split("```")[0].TrimEnd('\n').Split('\n');

        Assert.That(block, Has.Length.EqualTo(2));
        Assert.That(block[0], Does.StartWith("./flowplan apply examples/quickstart"));
        Assert.That(block[1], Does.StartWith("dotnet test"));
    }

    [Test]
    public void Expressions_in_the_documents_read_names_that_there_are()
    {
        string[] known = ["var", "imports", "input", "each", "environment", "project", "tenant"];
        var unknown = Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .SelectMany(file => Expression().Matches(OtherTemplate().Replace(File.ReadAllText(file), string.Empty)).Select(m => (File: Path.GetFileName(file), m.Groups[1].Value)))
            .Where(e => !known.Contains(e.Value.Split('.')[0]));

        Assert.That(unknown, Is.Empty);
    }

    [Test]
    public void A_template_in_the_documents_is_that_of_the_examples() =>
        Assert.That(OtherTemplate().Matches(Read("docs", "output.md")).Select(m => m.Groups[1].Value), Is.EqualTo(new[] { Read("examples", "templates", "deletes.csv.sbn") }));

    private static string Read(params string[] path) => File.ReadAllText(Path.Combine([Repository.Root, .. path]));

    /// <summary>The keys of each definition of the schema, and the heading of the section that explains them.</summary>
    private static IEnumerable<TestCaseData> Tables()
    {
        var schema = JsonNode.Parse(Read("schema", "flowplan.schema.json"))!;
        JsonObject Definition(string name) => (schema["$defs"] ?? schema["definitions"])![name]!["properties"]!.AsObject();
        TestCaseData Case(string heading, JsonObject properties) =>
            new TestCaseData(heading, properties.Select(p => p.Key).ToArray()).SetArgDisplayNames(heading);

        yield return Case("Top level", schema["properties"]!.AsObject());
        yield return Case("Variables and expressions", Definition("variable"));
        yield return Case("Environments", Definition("environment"));
        yield return Case("On any resource", Definition("lifecycle"));
        var sections = schema["properties"]!.AsObject().Select(p => p.Key).ToHashSet();
        foreach (var reuse in new[] { "component", "instance" })
        {
            foreach (var key in Definition(reuse).Select(p => p.Key).Where(k => sections.Contains(k) && k is not ("defaults" or "components" or "instances" or "outputs")).ToList())
                Definition(reuse).Remove(key);
            yield return Case("Reuse", Definition(reuse));
        }

        foreach (var (section, declared) in schema["properties"]!.AsObject())
        {
            if (section is not ("variables" or "environments" or "components" or "instances") && declared!["patternProperties"] is JsonObject { Count: 1 } entries)
                yield return Case($"`{section}`", Definition(((string)entries.Single().Value!["$ref"]!).Split('/')[^1]));
        }
    }

    /// <summary>The first cells of the tables below a heading that contains a text.</summary>
    private static string ManifestTable(string heading)
    {
        var sections = Read("docs", "manifest.md").Split("\n## ").Where(s => s.Split('\n')[0].Contains(heading, StringComparison.Ordinal)).ToList();
        Assert.That(sections, Has.Count.EqualTo(1), heading);
        return string.Join('\n', sections[0].Split('\n').Where(l => l.StartsWith('|')).Select(l => l.Split('|')[1]));
    }

    /// <summary>The first name of an expression, but not of one of GitHub, which begins with <c>${{</c>.</summary>
    [GeneratedRegex(@"(?<!\$)\{\{-?\s*([A-Za-z_][A-Za-z_.0-9]*)")]
    private static partial Regex Expression();

    /// <summary>A template for documents, which has names of its own.</summary>
    [GeneratedRegex("```scriban\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex OtherTemplate();

    [GeneratedRegex("\"FP[0-9]{4}\"")]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\(([^)#]+)\)")]
    private static partial Regex Link();
}
