namespace FlowPlan.Aep.Tests.Dialect;

/// <summary>An error in one block does not hide the errors of the others, and is not followed by errors that are its consequence.</summary>
[TestFixture]
internal sealed class HiddenErrorTests
{
    private const string Parts = "connections: { raw: { name: X, dataType: raw } }\nschemas: { s: { ref: S } }\ndatasets: { d: { name: D, schema: s } }\n";

    [TestCase("datasets:\n  a: { nam: A, schema: s }\n  b: { name: B, schema: x }\nschemas: { s: { ref: S } }\n", "FP1101 4:8", "FP1301 5:25", TestName = "a misspelt key and an unknown reference")]
    [TestCase("datasets:\n  a: { name: A, schema: s, x: 1 }\n  b: { name: B, schema: s }\n  c: { name: B, schema: s }\nschemas: { s: { ref: S } }\n", "FP1101 4:28", "FP2004 6:14", TestName = "an unknown key and a name that is there twice")]
    [TestCase("datasets:\n  a: { nam: A, schema: s }\nschemas: { s: { ref: S } }\noutputs:\n  o: datasets.a.ids\n", "FP1101 4:8", "FP1305 7:6", TestName = "a misspelt key and an unknown attribute of the same resource")]
    [TestCase("datasets:\n  a: { name: \"{{ vars.x }}\", schema: s }\n  b: { schema: s }\nschemas: { s: { ref: S } }\n", "FP1219 4:18", "FP1306 5:3", TestName = "an undeclared variable and a missing name")]
    public void Errors_of_all_stages_are_reported_at_once(string sections, params string[] expected)
    {
        using var folder = new ManifestFolder();

        Assert.That(folder.Faults(sections).Select(f => f.Replace("flowplan.yaml:", string.Empty, StringComparison.Ordinal)), Is.EqualTo(expected));
    }

    /// <summary>Each line breaks one block that others refer to.</summary>
    [TestCase("datasets: { d: { name: D, schema: s } }", "datasets: { d: { name: D, shcema: s } }")]
    [TestCase("schemas: { s: { ref: S } }", "schemas: { s: { ref: S, x: 1 } }")]
    [TestCase("dataType: raw", "dataType: rwa")]
    [TestCase("source: { connection: raw }", "source: { connection: raw, x: 1 }")]
    [TestCase("mappings: { m: { schema: s,", "mappings: { m: { shcema: s,")]
    public void An_invalid_block_can_still_be_referred_to(string valid, string invalid)
    {
        const string All = Parts + "mappings: { m: { schema: s, fields: { a: b } } }\nflows:\n  f: { name: F, mapping: m, source: { connection: raw }, target: { dataset: d }, dependsOn: [dataset.d] }\n"
            + "  g: { name: G, mapping: m, source: { connection: raw }, targetConnection: t }\ntargetConnections: { t: { name: T, dataset: d } }\n";
        using var folder = new ManifestFolder();
        Assert.That(folder.Faults(All), Is.Empty);

        var faults = folder.Faults(All.Replace(valid, invalid, StringComparison.Ordinal));

        Assert.That(faults, Is.Not.Empty);
        Assert.That(faults, Has.All.Matches<string>(f => f!.StartsWith("FP11", StringComparison.Ordinal)));
    }
}
