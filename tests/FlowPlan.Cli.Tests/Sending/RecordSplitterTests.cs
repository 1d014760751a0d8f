using System.Text;
using FlowPlan.Aep.Ingestion;
using FlowPlan.Cli.Sending.Input;
using FsCheck;
using FsCheck.Fluent;

namespace FlowPlan.Cli.Tests.Sending;

/// <summary>An input is split into its records, whatever its form and however it arrives.</summary>
public sealed class RecordSplitterTests
{
    [TestCase("{\"a\":1}\n{\"b\":2}\n", "1:{\"a\":1}", "2:{\"b\":2}")]
    [TestCase("{\"a\":1}\r\n\r\n{\"b\":2}", "1:{\"a\":1}", "3:{\"b\":2}", Description = "blank lines are counted, and are not records")]
    [TestCase("\n\n{\"a\":1}", "3:{\"a\":1}")]
    [TestCase("\uFEFF{\"a\":1}\n", "1:{\"a\":1}", Description = "a byte order mark")]
    [TestCase("{\n \"a\": 1\n}\n", "1:{\n \"a\": 1\n}", Description = "one document over several lines")]
    [TestCase("{\"a\":\n1}", "1:{\"a\":\n1}")]
    [TestCase("{\"a\":1}\n{\"b\":\n{\"c\":3}", "1:{\"a\":1}", "2:{\"b\":", "3:{\"c\":3}", Description = "a broken line costs itself only")]
    [TestCase("[{\"a\":1},\n{\"b\":[1,2]}\n]", "1:{\"a\":1}", "2:{\"b\":[1,2]}")]
    [TestCase("[]")]
    [TestCase(" [ ] ")]
    [TestCase("[1, \"x,]\", {\"a\":\"\\\"]\"}]", "1:1", "1:\"x,]\"", "1:{\"a\":\"\\\"]\"}", Description = "brackets and quotes in texts")]
    [TestCase("")]
    [TestCase(" \n ")]
    [TestCase("[{\"a\":1},]", "1:{\"a\":1}", "1!an item of the list is missing")]
    [TestCase("[,{\"a\":1}]", "1!an item of the list is missing")]
    [TestCase("[{\"a\":1}", "1!the list is not closed")]
    [TestCase("[{\"a\":1}]\n{\"b\":2}", "1:{\"a\":1}", "2!text follows the end of the list")]
    public void Each_form_has_its_records(string text, params string[] expected)
    {
        foreach (var size in new[] { 1, 2, 3, 1000 })
            Assert.That(Split(Encoding.UTF8.GetBytes(text), size).Select(Show), Is.EqualTo(expected), $"in pieces of {size}");
    }

    [Test]
    public void A_record_that_is_too_large_is_not_kept()
    {
        var large = new string('x', MessageWriter.MaxBytes);

        var lines = Split(Encoding.UTF8.GetBytes($"{{\"a\":1}}\n{{\"b\":\"{large}\"}}\n{{\"c\":3}}"), 4096);
        var items = Split(Encoding.UTF8.GetBytes($"[{{\"b\":\"{large}\"}},{{\"c\":3}}]"), 4096);

        Assert.That(lines.Select(Show), Is.EqualTo(new[] { "1:{\"a\":1}", "2!it is larger than 1 MB", "3:{\"c\":3}" }));
        Assert.That(items.Select(Show), Is.EqualTo(new[] { "1!it is larger than 1 MB", "1:{\"c\":3}" }));
    }

    [Test]
    public void The_size_of_the_pieces_does_not_matter() => Prop.ForAll(
        Gen.ListOf(Gen.Elements("{", "}", "[", "]", ",", "\"", "\\", "\n", " ", "a", "1", "{\"a\":1}", ":")).Select(string.Concat).ToArbitrary(),
        Gen.Choose(1, 20).ToArbitrary(),
        (text, size) => Split(Encoding.UTF8.GetBytes(text), size).Select(Show).SequenceEqual(Split(Encoding.UTF8.GetBytes(text), 10_000).Select(Show))).QuickCheckThrowOnFailure();

    private static string Show(InputRecord record) =>
        record.Problem is { } problem ? $"{record.Line}!{problem}" : $"{record.Line}:{Encoding.UTF8.GetString(record.Json.Span)}";

    private static List<InputRecord> Split(byte[] text, int size)
    {
        var (splitter, records) = (new RecordSplitter(), new List<InputRecord>());
        foreach (var piece in text.Chunk(size))
            splitter.Feed(piece, records);
        splitter.Complete(records);
        Assert.That(records.Select(r => r.Number), Is.EqualTo(Enumerable.Range(1, records.Count).Select(n => (long)n)));
        return records;
    }
}
