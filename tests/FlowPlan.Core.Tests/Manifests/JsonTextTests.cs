using FlowPlan.Core.Manifests.Files;
using FlowPlan.Core.Manifests.Variables;

namespace FlowPlan.Core.Tests.Manifests;

/// <summary>Errors in JSON files are explained as JSON, with their position.</summary>
public sealed class JsonTextTests
{
    private static IEnumerable<TestCaseData> Slips()
    {
        yield return Slip("""{"apiVersion": "flowplan/v1", "project": "demo" "connections": {}}""", "1:49", "a comma is missing before this");
        yield return Slip("{\n  \"apiVersion\": \"flowplan/v1\",\n  // later\n  \"project\": \"demo\"\n}", "3:3", "a comment, which JSON does not allow");
        yield return Slip("{\n  \"apiVersion\": \"flowplan/v1\", /* later */\n  \"project\": \"demo\"\n}", "2:32", "a comment, which JSON does not allow");
        yield return Slip("{\"apiVersion\": \"flowplan/v1\", \"project\": \"demo\", \"x\": 1 // later\n}", "1:57", "a comment, which JSON does not allow");
        yield return Slip("""{"apiVersion": "flowplan/v1", "project": 'it's'}""", "1:42", "a string in single quotes");
        yield return Slip("""{"apiVersion": "flowplan/v1",, "project": "demo"}""", "1:30", "a second comma");
        yield return Slip("""{"apiVersion": "flowplan/v1", "project": "demo",, }""", "1:49", "a second comma");
        yield return Slip("""{"apiVersion": "flowplan/v1", "project": "demo", "include": ["a.yaml" "b.yaml"]}""", "1:71", "a comma is missing before this");
        yield return Slip("""{"apiVersion": "flowplan/v1", "project": "demo\q"}""", "1:47", "invalid escape sequence");
        yield return Slip("""{"apiVersion": "flowplan/v1", "project": "demo", "include": ["a.yaml"}""", "1:70", "'}' does not close the '['");
        yield return Slip("""{"apiVersion": "flowplan/v1", "project": "demo" """, "1:1", "this '{' is not closed");
        yield return Slip("""{"apiVersion": "flowplan/v1", "project": "demo"}}""", "1:49", "unexpected text after the end");
        yield return Slip("""{"apiVersion": "flowplan/v1", "project": "demo", "x": "ü" "y": 1}""", "1:59", "a comma is missing before this");
        yield return Slip("""{"apiVersion": "flowplan/v1", "project": "demo", "include": "a""", "1:61", "a string is not closed");
    }

    private static TestCaseData Slip(string text, string position, string message) => new TestCaseData(text, position, message).SetArgDisplayNames(message + " " + position);

    [TestCaseSource(nameof(Slips))]
    public void A_slip_in_a_JSON_manifest_is_explained_as_JSON(string text, string position, string message)
    {
        using var bench = new Workbench().Write("m.json", text);

        var outcome = bench.Read(new ManifestRequest { Path = bench.Path("m.json") });

        Assert.That(Workbench.Places(outcome), Is.EqualTo(new[] { $"FP1019 {position}" }), string.Join('\n', outcome.Diagnostics.Select(d => d.Message)));
        Assert.That(outcome.Diagnostics[0].Message, Does.StartWith("this is not valid JSON: ").And.Contain(message));
        Assert.That(outcome.Diagnostics[0].Help, Is.Not.Empty);
    }

    [TestCase("""{"apiVersion": "flowplan/v1", "project": "demo",}""")]
    [TestCase("{\n  \"apiVersion\": \"flowplan/v1\",\n  \"project\": \"demo\",\n  \"moved\": [\n  ],\n}\n")]
    [TestCase("""{"apiVersion": "flowplan/v1", "project": 'demo'}""")]
    [TestCase("{\"apiVersion\": \"flowplan/v1\", # as YAML\n \"project\": \"demo\"}")]
    public void What_YAML_allows_besides_is_read(string text)
    {
        using var bench = new Workbench().Write("m.json", text);

        Assert.That(bench.Read(new ManifestRequest { Path = bench.Path("m.json") }).Diagnostics, Is.Empty);
    }

    [TestCase("{\n  \"version\": 2,\n  \"lineage\": \"x\",\n  \"serial\": 3,\n  \"resources\": {}\n}", "a lockfile", "state list")]
    [TestCase("{\"formatVersion\": \"2\", \"binding\": {}, \"actions\": []}", "a saved plan", "flowplan apply")]
    [TestCase("0d6af83fda6f4de4 {\"sequence\":0,\"entry\":\"opened\"}\n", "the journal of a command", "flowplan apply")]
    [TestCase("{\"id\": \"x\", \"user\": \"ci\", \"processId\": 1, \"since\": \"2026\"}", "a lock", "state unlock")]
    public void A_file_that_FlowPlan_wrote_is_no_manifest(string text, string what, string command)
    {
        using var bench = new Workbench().Write("file.json", text).Write("flowplan.yaml", Workbench.Head + "include: file.json\n");

        foreach (var outcome in new[] { bench.Read(new ManifestRequest { Path = bench.Path("file.json") }), bench.Read() })
        {
            Assert.That(outcome.Diagnostics.Select(d => (d.Code, d.Message)), Is.EqualTo(new[] { ("FP1020", $"this is {what}, not a manifest") }));
            Assert.That(outcome.Diagnostics[0].Help, Does.Contain(command));
        }
    }

    [Test]
    public void A_folder_with_two_manifests_names_both()
    {
        using var bench = new Workbench().Write("flowplan.yaml", Workbench.Head).Write("flowplan.yml", Workbench.Head);

        var outcome = bench.Read();

        Assert.That(outcome.Diagnostics.Select(d => (d.Code, d.Message)), Is.EqualTo(new[] { ("FP1021", "the folder contains two manifests: flowplan.yaml and flowplan.yml") }));
        Assert.That(bench.Read(new ManifestRequest { Path = bench.Path("flowplan.yml") }).Diagnostics, Is.Empty);
    }

    [TestCase("text:\n  a: |\n     \n\n    first\n")]
    [TestCase("text:\n  a: >\n      \n    first\n")]
    public void A_block_scalar_whose_blank_lines_are_too_long_says_what_to_remove(string text)
    {
        var outcome = Workbench.Read(Workbench.Head + text);

        Assert.That(Workbench.Places(outcome), Is.EqualTo(new[] { "FP1004 5:1" }), string.Join('\n', outcome.Diagnostics.Select(d => $"{d.Span} {d.Message}")));
        Assert.That(outcome.Diagnostics[0].Help, Is.EqualTo("remove the spaces from the blank lines before the text"));
    }

    [TestCase("{\"apiVersion\": 1, \"lineage\"", OwnFile.Manifest)]
    [TestCase("{\"a\": {\"lineage\": 1, \"serial\": 1}}", OwnFile.Unknown)]
    [TestCase("{\"\\ud800\": 1}", OwnFile.Unknown)]
    [TestCase("", OwnFile.Unknown)]
    public void Files_are_told_apart_by_the_keys_of_their_root(string text, OwnFile expected) =>
        Assert.That(OwnFiles.Recognize(text), Is.EqualTo(expected));
}
