using System.Text;
using FlowPlan.Aep.Dialect;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests.Secrets;

/// <summary>
/// A sensitive variable in any text of any kind: FlowPlan refuses it, or sends it and tells it nowhere. The secret is no canary, because what the
/// platform keeps as a description it gives back as one.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class SecretPlaceTests
{
    private const string Secret = "hush-7Qx-value";

    private const string Manifest = """
        apiVersion: flowplan/v1
        project: acme
        environments: { dev: { sandbox: dev } }
        variables: { key: { sensitive: true } }
        identityNamespaces:
          member: { code: memberId, name: Member ID, idType: Cross_device, description: ns-d }
        dataTypes:
          postal: { title: Postal, description: dt-d, fields: { city: { type: string, title: dt-t } } }
        classes:
          machine: { title: Machine, description: cl-d, behavior: record, fields: { serial: { type: string, description: cl-f } } }
        fieldGroups:
          own: { title: Own, description: fg-d, classes: [profile], fields: { memberId: { type: string, title: fg-t, pattern: fg-p }, level: { type: string, enum: [fg-e], values: { fg-e: fg-v } } } }
        schemas:
          s: { title: Members, description: sc-d, class: profile, fieldGroups: [own], identities: { _tenant.memberId: { namespace: member, primary: true } }, friendlyNames: { _tenant.level: sc-f } }
        descriptors:
          use: { fieldGroup: own, field: _tenant.memberId, labels: [C1, de-l] }
        datasets:
          d: { name: Members, description: ds-d, schema: s, tags: { team: [ds-t] }, labels: [ds-l] }
          e: { name: Else, schema: s }
        datasetExpirations:
          end: { name: End, description: ex-d, dataset: e, expiry: 2090-01-01 }
        datasetLabels:
          e: { dataset: e, labels: [dl-l] }
        connections:
          web: { name: Web, description: co-d, dataType: raw, sourceId: co-s, streamName: co-n }
          s3: { name: S3, type: { id: ecadc60c-7455-4d87-84dc-2a0e293d997b }, auth: { specName: Access Key, params: { s3AccessKey: "{{ var.key }}", more: co-a } }, params: { region: co-p } }
        sourceConnections:
          files: { name: Files, description: so-d, connection: s3, data: { format: delimited, properties: { note: so-f } }, params: { path: so-p } }
        targetConnections:
          lake: { name: Lake, description: ta-d, dataset: d }
          other: { name: Other, type: { id: ecadc60c-7455-4d87-84dc-2a0e293d997b }, data: { format: ta-f }, params: { path: ta-p } }
        mappings:
          m: { name: Map, schema: s, fields: { _tenant.memberId: ma-s, _tenant.level: { expression: 'concat(a, "ma-e")', description: ma-d } } }
        flows:
          f: { name: Flow, description: fl-d, source: { connection: web, description: fl-s }, target: { dataset: d }, mapping: m }
        """;

    private static readonly (string Kind, string[] Places)[] Places =
    [
        ("identityNamespace", ["ns-d", "Member ID"]),
        ("dataType", ["dt-d", "dt-t", "Postal"]),
        ("class", ["cl-d", "cl-f", "Machine"]),
        ("fieldGroup", ["fg-d", "fg-t", "fg-p", "fg-e", "fg-v"]),
        ("schema", ["sc-d", "sc-f"]),
        ("descriptor", ["de-l"]),
        ("dataset", ["ds-d", "ds-t", "ds-l"]),
        ("datasetExpiration", ["ex-d", "2090-01-01", "name: End"]),
        ("datasetLabels", ["dl-l"]),
        ("connection", ["co-d", "co-s", "co-n", "co-a", "co-p"]),
        ("sourceConnection", ["so-d", "so-f", "so-p"]),
        ("targetConnection", ["ta-d", "ta-f", "ta-p"]),
        ("mapping", ["ma-s", "ma-e", "ma-d"]),
        ("flow", ["fl-d", "fl-s"]),
    ];

    private static IEnumerable<TestCaseData> Cases => Places.SelectMany(k => k.Places.Select(p => new TestCaseData(p).SetArgDisplayNames(k.Kind, p)));

    [TestCaseSource(nameof(Cases))]
    public async Task A_secret_in_any_text_is_refused_or_sent_and_told_nowhere(string place)
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = new Workspace();
        var hidden = place.Contains(": ", StringComparison.Ordinal) ? place.Split(": ")[0] + ": \"{{ var.key }}\"" : "\"{{ var.key }}\"";
        var manifest = place == "ma-e" ? Manifest.Replace("'concat(a, \"ma-e\")'", "'concat(a, \"{{ var.key }}\")'", StringComparison.Ordinal) : Manifest.Replace(place, hidden, StringComparison.Ordinal);
        Assert.That(manifest, Is.Not.EqualTo(Manifest));
        workspace.Write("flowplan.yaml", manifest);
        var environment = new Dictionary<string, string>(Platform.Credentials) { ["FLOWPLAN_VAR_KEY"] = Secret };
        var told = new StringBuilder();
        async Task<int> RunAsync(params string[] arguments)
        {
            var run = await FlowPlanInside.RunAsync(environment, [.. arguments, "--log-level", "trace", "--endpoint", platform.Target]);
            told.Append(run.All);
            return run.ExitCode;
        }

        // One that is not refused is sent: the places are reached.
        var applied = await RunAsync("apply", workspace.Folder, "--auto-approve", "--format", "json");
        await RunAsync("plan", workspace.Folder, "--format", "markdown");
        workspace.Write("flowplan.yaml", "apiVersion: flowplan/v1\nproject: acme\nenvironments: { dev: { sandbox: dev } }\nvariables: { key: { sensitive: true } }\n");
        await RunAsync("plan", workspace.Folder);

        var files = Directory.EnumerateFiles(workspace.Folder).Where(f => !f.EndsWith("flowplan.yaml", StringComparison.Ordinal)).Select(File.ReadAllText);
        Assert.That(applied, place is "co-a" or "co-p" or "so-p" ? Is.Zero : Is.AnyOf(0, 1, 5), told.ToString());
        Assert.That(told.ToString(), Does.Not.Contain("FP9001"));
        Assert.That(applied, place is "de-l" or "ds-l" or "dl-l" ? Is.EqualTo(1) : Is.AnyOf(0, 1, 5), "labels are for all users to see: a secret one is refused");
        Assert.That(string.Join('\n', files.Append(told.ToString())), Does.Not.Contain(Secret), $"exit code {applied}");
    }

    [Test]
    public void Every_kind_has_a_place() => Assert.That(Places.Select(p => p.Kind), Is.EquivalentTo(new AepDialect().Kinds.Select(k => k.Name)));
}
