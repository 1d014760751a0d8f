namespace FlowPlan.EndToEnd.Tests.Crash;

/// <summary>A state to begin from, and the command that is killed in it.</summary>
internal sealed record Scenario(string Name, Func<Task<Estate>> PrepareAsync, string Verb = "apply")
{
    private const string Manifest = """
        apiVersion: flowplan/v1
        project: acme
        environments: { dev: { sandbox: dev } }
        connections:
          web: { name: Web, description: From the web, dataType: raw, sourceId: web-1 }
        schemas:
          s: { definition: { title: Members, description: Who they are, class: https://ns.adobe.com/xdm/context/profile, fieldGroups: [https://ns.adobe.com/xdm/context/profile-person-details] } }
        datasets:
          d: { name: Members, description: All of them, schema: s }
          spare: { name: Spare, schema: s }
        mappings:
          m: { name: Members, schema: s, fields: { person.name.firstName: first } }
        flows:
          f: { name: Members, description: Into the lake, source: { connection: web, name: In }, target: { dataset: d, name: Out }, mapping: m }
        outputs:
          inlet: connections.web.inletUrl
        """;

    private const string Own = """
        apiVersion: flowplan/v1
        project: acme
        environments: { dev: { sandbox: dev } }
        identityNamespaces:
          n: { code: memberId, name: Member ID, idType: Cross_device }
        dataTypes:
          t: { title: Postal, fields: { city: string } }
        classes:
          c: { title: Machine, behavior: record, fields: { serial: string } }
        fieldGroups:
          g: { title: Membership, description: Own fields, classes: [profile], fields: { memberId: { type: string, title: Member }, home: { ref: t } } }
        schemas:
          s: { title: Members, class: profile, fieldGroups: [g], identities: { _tenant.memberId: { namespace: n, primary: true } }, friendlyNames: { _tenant.memberId: Number }, profile: true }
          m: { title: Machines, class: c }
        datasets:
          d: { name: Members, schema: s, profile: true, identity: true }
        """;

    /// <summary>A field group and datasets with labels, and a dataset that is deleted some day.</summary>
    private const string Governed = """
        apiVersion: flowplan/v1
        project: acme
        environments: { dev: { sandbox: dev } }
        fieldGroups:
          g: { title: Membership, classes: [profile], fields: { memberId: string, tier: string, level: string } }
        schemas:
          s: { title: Members, class: profile, fieldGroups: [g] }
        datasets:
          d: { name: Members, schema: s, labels: [C1, C5] }
          spare: { name: Spare, schema: s }
          other: { name: Other, schema: s }
        descriptors:
          id: { fieldGroup: g, field: _tenant.memberId, labels: [C1, I1] }
          tier: { fieldGroup: g, field: _tenant.tier, labels: [C2] }
        datasetExpirations:
          end: { name: End of the trial, dataset: d, expiry: 2098-12-31 }
        datasetLabels:
          old: { dataset: spare, labels: [C3] }
        """;

    /// <summary>What the scenarios begin with.</summary>
    public static IReadOnlyList<string> Manifests { get; } = [Manifest, Own, Governed];

    /// <summary>The arguments of the command, but for the target.</summary>
    public string[] Arguments => [Verb, "--auto-approve", "--allow-delete", "all"];

    /// <summary>The arguments of the command that finds nothing to do once all is done.</summary>
    public string[] Check => Verb == "destroy" ? Arguments : ["plan", "--detailed-exitcode"];

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("create", () => Task.FromResult(Estate.New(Manifest))),
        new("create own fields", () => Task.FromResult(Estate.New(Own))),
        new("update own fields", () => AfterApplyAsync(
            Own.Replace("name: Member ID", "name: Member number", StringComparison.Ordinal)
                .Replace("city: string", "city: string, zip: string", StringComparison.Ordinal)
                .Replace("title: Member }", "title: Number }, level: string", StringComparison.Ordinal)
                .Replace("_tenant.memberId: Number", "_tenant.memberId: The number, _tenant.level: Level", StringComparison.Ordinal),
            Own)),
        new("create labels and an expiration", () => Task.FromResult(Estate.New(Governed))),
        new("update labels and an expiration", () => AfterApplyAsync(
            Governed.Replace("[C1, I1]", "[C1, I2]", StringComparison.Ordinal)
                .Replace("End of the trial", "The end of the trial", StringComparison.Ordinal)
                .Replace("[C1, C5]", "[C1, C6]", StringComparison.Ordinal)
                .Replace("2098-12-31", "2099-12-31", StringComparison.Ordinal),
            Governed)),
        new("replace labels and an expiration", () => AfterApplyAsync(
            Governed.Replace("field: _tenant.tier", "field: _tenant.level", StringComparison.Ordinal)
                .Replace("dataset: spare, labels", "dataset: other, labels", StringComparison.Ordinal)
                .Replace("dataset: d, expiry", "dataset: spare, expiry", StringComparison.Ordinal),
            Governed)),
        new("delete labels and an expiration", () => AfterApplyAsync(Governed[..Governed.IndexOf("descriptors:", StringComparison.Ordinal)], Governed)),
        new("rename labels", () => AfterApplyAsync(Governed.Replace("old: { dataset: spare", "new: { dataset: spare", StringComparison.Ordinal), Governed)),
        new("swap labels", () => AfterApplyAsync(
            Labelled("other: { dataset: spare, labels: [C4] }", "old: { dataset: other, labels: [C3] }"),
            Labelled("old: { dataset: spare, labels: [C3] }", "other: { dataset: other, labels: [C4] }"))),
        new("regroup labels", () => AfterApplyAsync(
            Labelled("d: { dataset: d, labels: [C1, C6] }", "old: { dataset: other, labels: [C3] }", "last: { dataset: spare, labels: [C7] }"),
            Labelled("old: { dataset: spare, labels: [C3] }", "d: { dataset: other, labels: [C4] }", "gone: { dataset: d, labels: [C1, C5] }"))),
        new("update", () => AfterApplyAsync(Edit(
            ("name: Web,", "name: Site,"),
            ("Who they are", "Who they were"),
            ("All of them", "Each of them"),
            ("firstName: first", "firstName: given"),
            ("Into the lake", "Into the sea"),
            ("name: In ", "name: Inlet, description: In of Members "),
            ("name: Out ", "name: Lake ")))),
        new("replace the target", () => AfterApplyAsync(Edit(("dataset: d,", "dataset: spare,")))),
        new("replace the source", () => AfterApplyAsync(Edit(("web-1", "web-2")))),
        new("delete", () => AfterApplyAsync(Manifest[..Manifest.IndexOf("mappings:", StringComparison.Ordinal)])),
        new("destroy", () => AfterApplyAsync(Manifest), "destroy"),
        new("adopt", AdoptAsync),
        new("mixed", () => AfterApplyAsync(Edit(
            ("web-1", "web-2"),
            ("firstName: first", "firstName: given"),
            ("\n  spare: { name: Spare, schema: s }", "\n  more: { name: More, schema: s }"),
            ("mapping: m }", "mapping: m }\n  g: { name: More, source: { connection: web, name: In of More }, target: { dataset: more, name: Out of More }, mapping: m }")))),
    ];

    public override string ToString() => Name;

    private static async Task<Estate> AfterApplyAsync(string changed, string applied = Manifest)
    {
        var estate = Estate.New(applied);
        await using var host = await estate.ServeAsync();
        var result = await KillBuild.RunAsync(estate.Folder, "apply", "--auto-approve", "--endpoint", host.BaseAddress.ToString());
        Assert.That(result.ExitCode, Is.Zero, result.All);
        estate.Declare(changed);
        return estate;
    }

    /// <summary>The governed datasets with these blocks of labels.</summary>
    private static string Labelled(params string[] blocks) =>
        $"{Governed.Replace(", labels: [C1, C5]", string.Empty, StringComparison.Ordinal)[..^"  old: { dataset: spare, labels: [C3] }".Length]}{string.Join('\n', blocks.Select(b => "  " + b))}\n";

    /// <summary>All is there and nothing is on record; the manifest adopts each, and changes some.</summary>
    private static async Task<Estate> AdoptAsync()
    {
        var estate = await AfterApplyAsync(Manifest);
        var ids = estate.Recorded();
        estate.ForgetLockfile();
        estate.Declare(Edit(
            ("From the web", $"From all over, adopt: {ids["connection.web"]}"),
            ("name: Members, description: All of them", $"name: Members, description: Each of them, adopt: {ids["dataset.d"]}"),
            ("name: Spare", $"name: Spare, adopt: {ids["dataset.spare"]}"),
            ("s: { definition", $"s: {{ adopt: \"{ids["schema.s"]}\", definition"),
            ("m: { name", $"m: {{ adopt: {ids["mapping.m"]}, name"),
            ("source: { connection: web, name: In }, target: { dataset: d, name: Out }", "sourceConnection: f, targetConnection: f"),
            ("f: { name", $"f: {{ adopt: {ids["flow.f"]}, name"),
            ("outputs:", $$"""
                sourceConnections:
                  f: { name: In, connection: web, adopt: {{ids["sourceConnection.f"]}} }
                targetConnections:
                  f: { name: Out, dataset: d, adopt: {{ids["targetConnection.f"]}} }
                outputs:
                """)));
        return estate;
    }

    private static string Edit(params (string From, string To)[] edits) => edits.Aggregate(Manifest, (text, edit) =>
        text.Contains(edit.From, StringComparison.Ordinal)
            ? text.Replace(edit.From, edit.To, StringComparison.Ordinal)
            : throw new InvalidOperationException($"The manifest has no '{edit.From}'."));
}
