using System.Collections.Immutable;
using FlowPlan.Aep.Dialect;
using FlowPlan.Aep.Settings;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Tests.Dialect;

public sealed class DialectTests
{
    private const string Schema = "schemas:\n  s: { definition: { title: S, class: https://ns.adobe.com/xdm/context/profile } }\n";
    private const string Dataset = "datasets:\n  d: { name: D, schema: s }\n";

    [Test]
    public void The_connections_of_a_flow_are_sugar_for_connections_declared_on_their_own()
    {
        var sugar = Expand(Schema + Dataset + """
            connections: { web: { name: Web, dataType: xdm } }
            flows:
              f: { name: F, source: { connection: web, name: In }, target: { dataset: d, name: Out } }
            """);
        var written = Expand(Schema + Dataset + """
            connections: { web: { name: Web, dataType: xdm } }
            sourceConnections: { f: { name: In, connection: web } }
            targetConnections: { f: { name: Out, dataset: d } }
            flows:
              f: { name: F, sourceConnection: f, targetConnection: f }
            """);

        Assert.That(sugar.Select(r => (r.Address, r.Fields)), Is.EqualTo(written.Select(r => (r.Address, r.Fields))));
        Assert.That(sugar.Select(r => r.Address), Is.Ordered);
    }

    [Test]
    public void Every_field_knows_where_it_is_declared()
    {
        var flow = Expand(Schema + Dataset + "connections: { web: { name: Web, dataType: xdm } }\nflows:\n  f: { name: F, source: { connection: web }, target: { dataset: d }, enabled: false }\n").Single(r => r.Address.Kind == "flow");

        Assert.That(flow.FieldSpans["enabled"].Line, Is.EqualTo(9));
        Assert.That(flow.FieldSpans.Keys, Is.SupersetOf(new[] { "name", "flowSpec/id", "sourceConnectionId", "targetConnectionId" }));
    }

    [Test]
    public void Another_source_passes_through_and_its_parameters_are_secrets()
    {
        var connection = Expand("""
            connections:
              s3: { name: S3, type: { id: ecadc60c-7455-4d87-84dc-2a0e293d997b }, auth: { specName: Access Key, params: { s3AccessKey: a, s3SecretKey: b } }, params: { region: eu } }
            """).Single();

        Assert.That(FieldPath.Find(connection.Fields, "type/id"), Is.EqualTo(Value.Of("ecadc60c-7455-4d87-84dc-2a0e293d997b")));
        Assert.That(FieldPath.Find(connection.Fields, "auth/params/s3SecretKey"), Is.InstanceOf<Value.Secret>());
        Assert.That(FieldPath.Find(connection.Fields, "params/region"), Is.EqualTo(Value.Of("eu")));
        Assert.That(connection.Fields["dataType"], Is.Null);
    }

    [Test]
    public void Raw_XDM_and_the_short_form_of_a_definition_mean_the_same()
    {
        using var folder = new ManifestFolder("""
            schemas:
              raw: { definition: raw.json }
            """);
        folder.Write("raw.json", """
            {"type":"object","title":"T","allOf":[{"$ref":"https://ns.adobe.com/xdm/context/profile-person-details"},{"$ref":"https://ns.adobe.com/xdm/context/profile"}],"meta:immutableTags":["union"]}
            """);
        var raw = folder.Expand().Value!.Items.Single();
        var brief = Expand("""
            schemas:
              raw: { definition: { title: T, class: https://ns.adobe.com/xdm/context/profile, fieldGroups: [https://ns.adobe.com/xdm/context/profile-person-details], profile: true } }
            """).Single();

        Assert.That(raw.Fields, Is.EqualTo(brief.Fields));
    }

    [Test]
    public void What_can_be_named_of_a_kind_is_the_same_offline_and_online()
    {
        var settings = AepSettingsReader.Read(
            new Dictionary<string, string> { ["FLOWPLAN_ORG_ID"] = "o", ["FLOWPLAN_ACCESS_TOKEN"] = "t", ["FLOWPLAN_API_KEY"] = "k" },
            new Uri("http://127.0.0.1:1/"),
            "dev").Value!;
        var provider = AepProvider.Create(settings, TimeProvider.System);

        foreach (var (kind, attributes) in new AepDialect().Attributes)
            Assert.That(provider.Kind(kind).Attributes, Is.EqualTo(attributes), kind);
    }

    private static IEnumerable<TestCaseData> Wrong()
    {
        const string Web = "connections: { web: { name: Web, dataType: raw } }\n";
        yield return Case("raw data without a mapping", Schema + Dataset + Web + "flows:\n  f: { name: F, source: { connection: web }, target: { dataset: d } }\n", "FP2001", 9);
        yield return Case("XDM data with a mapping", Schema + Dataset + "connections: { web: { name: Web, dataType: xdm } }\nmappings: { m: { schema: s, fields: { a: b } } }\nflows:\n  f: { name: F, source: { connection: web }, target: { dataset: d }, mapping: m }\n", "FP2002", 10);
        yield return Case("a mapping of another schema", Schema + "  t: { ref: T }\n" + Dataset + Web + "mappings: { m: { schema: t, fields: { a: b } } }\nflows:\n  f: { name: F, source: { connection: web }, target: { dataset: d }, mapping: m }\n", "FP2003", 11);
        yield return Case("a schema's title twice", "schemas:\n  a: { definition: { title: S, class: https://x/classes/a } }\n  b: { definition: { title: S, class: https://x/classes/a } }\n", "FP2004", 5);
        yield return Case("an id of another form", "datasets:\n  d: { existing: { id: nonsense } }\n", "FP2005", 4);
        yield return Case("a specification that is no UUID", "connections:\n  c: { name: C, type: { id: s3 } }\n", "FP2005", 4);
        yield return Case("upsert without Profile", Schema + "datasets:\n  d: { name: D, schema: s, profile: { enabled: false, upsert: true } }\n", "FP2006", 6);
        yield return Case("a reserved tag", Schema + "datasets:\n  d: { name: D, schema: s, tags: { flowplan: [x] } }\n", "FP2007", 6);
        yield return Case("an expression that is not closed", Schema + "mappings:\n  m: { schema: s, fields: { a: { expression: 'concat(a' } } }\n", "FP2008", 6);
        yield return Case("a missing definition file", "schemas:\n  s: { definition: none.json }\n", "FP2009", 4);
        yield return Case("a definition without a class", "schemas:\n  s: { definition: { title: S } }\n", "FP2009", 4);
        yield return Case("Profile on a schema without it", Schema + "datasets:\n  d: { name: D, schema: s, profile: true }\n", "FP2010", 6);
        yield return Case("a flow specification of its own", Schema + Dataset + "connections: { web: { name: Web, dataType: xdm } }\nflows:\n  f: { name: F, source: { connection: web }, target: { dataset: d }, flowSpec: { id: c1a19761-d2c7-4702-b9fa-fe91f0613e81 } }\n", "FP2012", 9);
        yield return Case("sugar that collides", Schema + Dataset + Web + "sourceConnections: { f: { name: In, connection: web } }\nmappings: { m: { schema: s, fields: { a: b } } }\nflows:\n  f: { name: F, source: { connection: web }, target: { dataset: d }, mapping: m }\n", "FP1304", 11);
        yield return Case("an unknown address", "connections:\n  c: { name: C, dataType: xdm, dependsOn: [nonsense] }\n", "FP1303", 4);
        yield return Case("an unknown attribute", "connections: { c: { name: C, dataType: xdm } }\noutputs: { o: connections.c.inletURL }\n", "FP1305", 4);
        yield return Case("a missing name", "connections:\n  c: { dataType: xdm }\n", "FP1306", 4);
        yield return Case("a key beside ref", "schemas:\n  s: { ref: S, definition: x.json }\n", "FP1307", 4);
        yield return Case("a key of another type", "connections:\n  c: { name: C, type: { id: ecadc60c-7455-4d87-84dc-2a0e293d997b }, dataType: raw }\n", "FP1307", 4);
    }

    [TestCaseSource(nameof(Wrong))]
    public void What_does_not_fit_is_found_offline_with_its_line(string manifest, string code, int line)
    {
        using var folder = new ManifestFolder(manifest);

        var found = folder.Expand().Diagnostics;

        Assert.That(found.Select(d => d.Code), Is.EqualTo(new[] { code }), string.Join('\n', found));
        Assert.That(found[0].Span!.Line, Is.EqualTo(line));
        Assert.That(found[0].Help, Is.Not.Empty);
    }

    [Test]
    public void A_secret_parameter_does_not_show_in_an_excerpt()
    {
        using var folder = new ManifestFolder("connections:\n  c: { name: C, type: { id: wrong }, auth: { specName: A, params: { password: canary } } }\n");

        var text = string.Concat(folder.Expand().Diagnostics.Select(d => DiagnosticText.Of(d).ToString()));

        Assert.That(text, Does.Contain("FP2005").And.Not.Contain("canary"));
    }

    private static TestCaseData Case(string name, string manifest, string code, int line) =>
        new TestCaseData(manifest, code, line).SetArgDisplayNames(name);

    private static ImmutableArray<DesiredResource> Expand(string sections)
    {
        using var folder = new ManifestFolder(sections);
        var expanded = folder.Expand();
        Assert.That(expanded.Diagnostics, Is.Empty);
        return expanded.Value!.Items;
    }

    private sealed class ManifestFolder : IDisposable
    {
        private readonly string path = Path.Combine(Path.GetTempPath(), "flowplan-dialect-" + Guid.NewGuid().ToString("N"));

        public ManifestFolder(string sections)
        {
            Directory.CreateDirectory(path);
            Write("flowplan.yaml", "apiVersion: flowplan/v1\nproject: p\n" + sections);
        }

        public void Write(string name, string text) => File.WriteAllText(Path.Combine(path, name), text);

        public Outcome<DesiredResources> Expand()
        {
            var dialect = new AepDialect();
            var read = ManifestReader.Read(new ManifestRequest { Path = path }, dialect.Vocabulary);
            return read.Succeeded ? dialect.Expand(read.Value) : Outcome<DesiredResources>.Failed(read.Diagnostics);
        }

        public void Dispose() => Directory.Delete(path, recursive: true);
    }
}
