using System.Text;
using System.Text.Json.Nodes;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State;
using FlowPlan.Core.State.Serialization;
using FlowPlan.Core.Tests.State.Support;

namespace FlowPlan.Core.Tests.State;

public class LockfileReaderTests
{
    private static readonly string Text = Encoding.UTF8.GetString(LockfileText.Write(Sample.Full));

    [Test]
    public void A_text_cut_short_anywhere_says_so_and_where()
    {
        var bytes = Encoding.UTF8.GetBytes(Text);
        var end = bytes.AsSpan().LastIndexOf((byte)'}');
        for (var length = 1; length <= end; length++)
        {
            var found = LockfileReader.Read("lock", bytes.AsMemory(0, length)).FailedWith("FP6010");
            Assert.That(found.Span!.Value.HasPosition, Is.True);
        }

        Assert.That(LockfileReader.Read("lock", bytes.AsMemory(0, 22)).Diagnostics[0].Span!.Value.Line, Is.EqualTo(3));
    }

    [TestCase("")]
    [TestCase(" \n\t")]
    public void An_empty_file_says_so(string text) => Assert.That(Read(text).FailedWith("FP6010").Message, Does.Contain("empty"));

    [TestCase("oops", 1, 1)]
    [TestCase("{\n  \"version\": 1,\n  oops\n}", 3, 3)]
    [TestCase("{} {}", 1, 4)]
    [TestCase("{\"a\":1,}", 1, 8)]
    public void What_is_no_JSON_is_refused_with_its_place(string text, int line, int column)
    {
        var span = Read(text).FailedWith("FP6001").Span!.Value;
        Assert.That((span.Line, span.Column), Is.EqualTo((line, column)));
    }

    [Test]
    public void Conflict_markers_are_named_with_their_line_and_the_way_out()
    {
        var lines = Text.Split('\n').ToList();
        lines.Insert(3, "<<<<<<< HEAD");
        lines.Insert(5, "=======\n>>>>>>> other");
        var found = Read(string.Join('\n', lines)).FailedWith("FP6002");
        Assert.That(found.Span!.Value.Line, Is.EqualTo(4));
        Assert.That(found.Help, Does.Contain("git checkout --theirs"));
    }

    [TestCase(3, "FP6003")]
    [TestCase(9999999999, "FP6003")]
    [TestCase(0, "FP6008")]
    [TestCase(-1, "FP6008")]
    public void Another_version_is_refused(long version, string code) =>
        Assert.That(Edited(root => root["version"] = version).FailedWith(code).Message, Does.Contain(version.ToString()));

    [Test]
    public void A_newer_version_is_told_before_its_unknown_parts() => Edited(root =>
    {
        root["version"] = 3;
        root["invention"] = true;
    }).FailedWith("FP6003");

    [TestCase("version")]
    [TestCase("lineage")]
    [TestCase("serial")]
    [TestCase("project")]
    [TestCase("environment")]
    [TestCase("organization")]
    [TestCase("sandbox")]
    [TestCase("resources")]
    [TestCase("outputs")]
    [TestCase("checksum")]
    public void A_missing_part_is_named(string part) =>
        Assert.That(Edited(root => root.Remove(part)).FailedWith("FP6004").Message, Does.Contain($"'{part}'"));

    [TestCase("id")]
    [TestCase("fields")]
    [TestCase("attributes")]
    public void A_missing_part_of_a_resource_is_named(string part) =>
        Assert.That(EditedFlow(flow => flow.Remove(part)).FailedWith("FP6004").Message, Does.Contain($"'{part}'"));

    [Test]
    public void An_unknown_part_is_refused_by_name_because_writing_would_lose_it() =>
        Assert.That(Edited(root => root["invention"] = 1).FailedWith("FP6004").Message, Does.Contain("'invention'"));

    [Test]
    public void An_unknown_part_of_a_resource_is_refused_by_name_and_address() =>
        Assert.That(
            EditedFlow(flow => flow["invention"] = 1).FailedWith("FP6004").Message,
            Does.Contain("'invention'").And.Contain("flow.loyalty"));

    [Test]
    public void Parts_of_the_wrong_type_are_refused()
    {
        Edited(root => root["serial"] = "7").FailedWith("FP6004");
        Edited(root => root["serial"] = -1).FailedWith("FP6004");
        Edited(root => root["serial"] = 1.5).FailedWith("FP6004");
        Edited(root => root["resources"] = new JsonArray()).FailedWith("FP6004");
        Edited(root => root["outputs"] = new JsonObject { ["$sensitive"] = "00" }).FailedWith("FP6004");
        EditedFlow(flow => flow["etag"] = null).FailedWith("FP6004");
        EditedFlow(flow => flow["preventDestroy"] = "true").FailedWith("FP6004");
        EditedFlow(flow => flow["dependencies"] = new JsonArray(1.5)).FailedWith("FP6004");
        EditedFlow(flow => flow["dependencies"] = new JsonArray("noaddress")).FailedWith("FP6004");
        EditedFlow(flow => flow["fields"]!["source"] = new JsonObject { ["$reference"] = "nothing" }).FailedWith("FP6004");
        Edited(root => root["resources"]!["noaddress"] = new JsonObject()).FailedWith("FP6004");
        Edited(root => root["deposed"] = new JsonArray()).FailedWith("FP6004");
        Edited(root => root["deposed"] = new JsonObject { ["flow.loyalty"] = new JsonObject() }).FailedWith("FP6004");
        Edited(root => root["deposed"] = new JsonObject { ["noaddress"] = new JsonArray() }).FailedWith("FP6004");
        Edited(root => root["resources"]!["flow.a (deposed f-2)"] = root["resources"]!["flow.loyalty"]!.DeepClone()).FailedWith("FP6004");
        Edited(root => root["deposed"]!["flow.loyalty"]!.AsArray().Add(root["deposed"]!["flow.loyalty"]![0]!.DeepClone())).FailedWith("FP6004");
        Read("[]").FailedWith("FP6004");
        Read("3").FailedWith("FP6004");
        Read(Text.Replace("\"f-1\"", "\"\\ud800\"")).FailedWith("FP6004");
    }

    [Test]
    public void A_value_changed_by_hand_is_told_by_the_checksum() =>
        Assert.That(
            Read(Text.Replace("\"f-1\"", "\"f-2\"")).FailedWith("FP6005").Help,
            Does.Contain(".backup").And.Contain("can be imported"));

    [Test]
    public void An_address_that_stands_twice_is_named()
    {
        var twice = Text.Replace("\"flow.loyalty\"", "\"connection.web.main\"");
        var found = Read(twice).FailedWith("FP6009");
        Assert.That(found.Message, Does.Contain("'connection.web.main' in 'resources'"));
    }

    [Test]
    public void A_field_that_stands_twice_is_named() =>
        Assert.That(Read(Text.Replace("\"nothing\": null", "\"name\": null")).FailedWith("FP6009").Message, Does.Contain("'name'"));

    [Test]
    public void What_is_nested_too_deep_is_refused() =>
        Read("{\"a\":" + new string('[', 100_000) + new string(']', 100_000) + "}").FailedWith("FP6001");

    [Test]
    public void Three_thousand_mutations_are_read_or_refused_but_never_crash() => Fuzz.EachOf(3000, Encoding.UTF8.GetBytes(Text), mutated =>
    {
        var read = LockfileReader.Read("lock", mutated);
        Assert.That(read.Succeeded, Is.Not.EqualTo(read.Diagnostics.Any(d => d.Severity == Severity.Error)));
        if (read.Succeeded)
            read.Value.SameAs(Sample.Full);
    });

    private static Outcome<Lockfile> Read(string text) => LockfileReader.Read("lock", Encoding.UTF8.GetBytes(text));

    private static Outcome<Lockfile> Edited(Action<JsonObject> edit)
    {
        var root = JsonNode.Parse(Text)!.AsObject();
        edit(root);
        return Read(root.ToJsonString());
    }

    private static Outcome<Lockfile> EditedFlow(Action<JsonObject> edit) =>
        Edited(root => edit(root["resources"]!["flow.loyalty"]!.AsObject()));
}
