using System.Collections.Immutable;
using System.IO.Hashing;
using System.Text;
using FlowPlan.Core.State;
using FlowPlan.Core.State.Serialization;
using FlowPlan.Core.Tests.State.Support;

namespace FlowPlan.Core.Tests.State;

public class JournalTextTests
{
    private static readonly ImmutableArray<JournalEntry> Entries =
    [
        new JournalEntry.Opened(0, Sample.Lineage, new("acme", "dev", "ACME@AdobeOrg", "dev")),
        new JournalEntry.Intended(1, Sample.Create(1)),
        new JournalEntry.Intended(2, new(Sample.Address(2), OperationKind.Delete, null, [], "id-2")),
        new JournalEntry.Recorded(3, 1, Sample.Address(1), Sample.Full.Resources[new("flow", "loyalty")]),
        new JournalEntry.Recorded(4, null, Sample.Address(3), null),
        new JournalEntry.Failed(5, 2, true, "FP7\n\"1\""),
    ];

    private static readonly byte[] Text = [.. Entries.SelectMany(JournalText.Write)];

    [Test]
    public void Each_entry_is_read_as_it_was_written() => AssertPrefix(Text, Entries.Length);

    [Test]
    public void A_journal_of_a_newer_version_says_so()
    {
        var json = Encoding.UTF8.GetBytes("""{"sequence":0,"entry":"opened","version":3,"invention":true}""");
        byte[] line = [.. Encoding.ASCII.GetBytes(Convert.ToHexStringLower(XxHash64.Hash(json))), (byte)' ', .. json, (byte)'\n'];
        Assert.That(JournalText.Read("journal", line).FailedWith("FP6203").Message, Does.Contain("version 3"));
    }

    [Test]
    public void A_deposed_object_has_its_ID_beside_the_address_of_its_resource()
    {
        var entry = new JournalEntry.Recorded(1, null, new("flow", "a", "f-1"), null);
        Assert.That(Encoding.UTF8.GetString(JournalText.Write(entry)[17..]), Is.EqualTo("""{"sequence":1,"entry":"recorded","address":"flow.a","deposed":"f-1"}""" + "\n"));
    }

    [Test]
    public void A_line_is_a_checksum_and_compact_JSON() => Assert.That(
        Encoding.UTF8.GetString(JournalText.Write(Entries[5])),
        Does.Match("""^[0-9a-f]{16} \{"sequence":5,"entry":"failed","intent":2,"nothingHappened":true,"code":"FP7\\n\\"1\\""\}\n$"""));

    [Test]
    public void Cut_at_any_byte_it_gives_the_whole_lines_before()
    {
        for (var length = 0; length <= Text.Length; length++)
            AssertPrefix(Text[..length], Text.AsSpan(0, length).Count((byte)'\n'));
    }

    [Test]
    public void A_tail_of_zeros_as_a_power_cut_leaves_it_is_a_torn_line() =>
        AssertPrefix([.. Text, .. new byte[512]], Entries.Length);

    [Test]
    public void One_bit_changed_anywhere_is_refused_unless_it_opens_the_last_line()
    {
        for (var bit = 0; bit < Text.Length * 8; bit++)
        {
            var changed = (byte[])Text.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            if (bit / 8 == Text.Length - 1)
                AssertPrefix(changed, Entries.Length - 1);
            else
                JournalText.Read("journal", changed).FailedWith("FP6201");
        }
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(4)]
    public void A_line_that_is_missing_is_told_with_the_place(int missing)
    {
        byte[] text = [.. Entries.RemoveAt(missing).SelectMany(JournalText.Write)];
        Assert.That(JournalText.Read("journal", text).FailedWith("FP6201").Span!.Value.Line, Is.EqualTo(missing + 1));
    }

    [Test]
    public void Lines_in_the_wrong_order_or_twice_are_refused()
    {
        JournalText.Read("journal", [.. Entries.Reverse().SelectMany(JournalText.Write)]).FailedWith("FP6201");
        JournalText.Read("journal", [.. Text, .. Text]).FailedWith("FP6201");
    }

    [Test]
    public void Three_thousand_mutations_give_a_part_of_the_entries_or_a_finding() =>
        Fuzz.EachOf(3000, Text, AssertReadable);

    [Test]
    public void Three_thousand_mutated_lines_with_a_right_checksum_are_read_or_refused_but_never_crash()
    {
        foreach (var entry in Entries)
        {
            Fuzz.EachOf(500, JournalText.Write(entry)[17..^1], json =>
            {
                byte[] line = [.. Encoding.ASCII.GetBytes(Convert.ToHexStringLower(XxHash64.Hash(json))), (byte)' ', .. json, (byte)'\n'];
                byte[] before = [.. Entries.Take((int)entry.Sequence).SelectMany(JournalText.Write)];
                var read = JournalText.Read("journal", [.. before, .. line]);
                Assert.That(read.Succeeded || read.Diagnostics.Single().Code is "FP6201" or "FP6203", Is.True);
            });
        }
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(RandomLockfiles)], MaxTest = 200)]
    public void Any_record_is_read_as_it_was_written(Lockfile lockfile)
    {
        var entries = lockfile.Resources
            .Select((r, i) => (JournalEntry)new JournalEntry.Recorded(i + 1, i, r.Key, r.Value))
            .Prepend(new JournalEntry.Opened(0, lockfile.Lineage, new(lockfile.Project, "dev", lockfile.Organization, lockfile.Sandbox)))
            .ToImmutableArray();
        var read = JournalText.Read("journal", [.. entries.SelectMany(JournalText.Write)]);
        Assert.That(read.Value!.Entries, Is.EqualTo(entries));
    }

    private static void AssertReadable(byte[] text)
    {
        var read = JournalText.Read("journal", text);
        if (read.Succeeded)
            AssertPrefix(text, read.Value.Entries.Length);
        else
            read.FailedWith("FP6201");
    }

    private static void AssertPrefix(byte[] text, int count)
    {
        var read = JournalText.Read("journal", text);
        Assert.That(read.Diagnostics, Is.Empty);
        Assert.That(read.Value!.Entries.SelectMany(JournalText.Write), Is.EqualTo(Entries.Take(count).SelectMany(JournalText.Write)));
        Assert.That(read.Value.WholeLength, Is.EqualTo(text.AsSpan().LastIndexOf((byte)'\n') + 1));
    }
}
