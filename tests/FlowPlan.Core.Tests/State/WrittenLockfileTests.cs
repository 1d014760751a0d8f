using System.Security.Cryptography;
using System.Text;
using FlowPlan.Core.State;
using FlowPlan.Core.State.Serialization;
using FlowPlan.Core.Tests.State.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.State;

/// <summary>The quick reader of lockfiles: it reads what FlowPlan wrote, and leaves everything else to the reader that explains.</summary>
public class WrittenLockfileTests
{
    private const string Checksum = ",\n  \"checksum\": \"sha256:";

    [FsCheck.NUnit.Property(Arbitrary = [typeof(RandomLockfiles)], MaxTest = 500)]
    public void It_reads_every_lockfile_that_is_as_it_was_written(Lockfile lockfile) =>
        WrittenLockfile.Read(LockfileText.Write(lockfile)).SameAs(lockfile);

    [FsCheck.NUnit.Property(Arbitrary = [typeof(RandomLockfiles)], MaxTest = 1000)]
    public void Of_an_edited_text_with_a_checksum_to_match_it_reads_the_same_as_the_other_reader_or_nothing(Lockfile lockfile, int seed)
    {
        var text = Edited(Encoding.UTF8.GetString(LockfileText.Write(lockfile)), new Random(seed));

        var (read, other) = (WrittenLockfile.Read(text), LockfileReader.ReadEdited("lock", text));

        // The other reader computes the checksum of what it read, as it would be written, not of the text.
        if (read is not null && other.Value is { } expected)
            read.SameAs(expected);
        else if (read is not null)
            other.FailedWith("FP6005");
    }

    [TestCase("\"serial\": 7", "\"serial\": -7", "FP6004")]
    [TestCase("\"version\": 2", "\"version\": 3", "FP6003")]
    [TestCase("\"preventDestroy\": true", "\"invented\": true", "FP6004")]
    [TestCase("\"rate\": 1.5", "\"part\": 1.5", "FP6009")]
    [TestCase("\"connection.web.main\": {", "\"flow.loyalty\": {", "FP6009")]
    public void What_is_wrong_in_a_text_with_a_checksum_to_match_is_told(string written, string edited, string code)
    {
        var text = WithChecksum(Encoding.UTF8.GetString(LockfileText.Write(Sample.Full)).Replace(written, edited, StringComparison.Ordinal));

        Assert.That(WrittenLockfile.Read(text), Is.Null);
        LockfileReader.Read("lock", text).FailedWith(code);
    }

    [Test]
    public void Deposed_objects_of_one_resource_in_two_places_are_told()
    {
        var lockfile = Sample.Full with { Resources = Sample.Full.Resources.Add(new ResourceAddress("flow", "other").Deposed("f-9"), Sample.Full.Resources.Values.First() with { Id = "f-9" }) };
        var written = Encoding.UTF8.GetString(LockfileText.Write(lockfile));
        var deposed = written.IndexOf("\"deposed\": {", StringComparison.Ordinal);

        var text = WithChecksum(written[..deposed] + written[deposed..].Replace("\"flow.other\": [", "\"flow.loyalty\": [", StringComparison.Ordinal));

        Assert.That(WrittenLockfile.Read(text), Is.Null);
        LockfileReader.Read("lock", text).FailedWith("FP6009");
    }

    [Test]
    public void A_text_whose_checksum_does_not_match_is_left_to_the_other_reader()
    {
        var text = Encoding.UTF8.GetString(LockfileText.Write(Sample.Full)).Replace("f-1", "f-2", StringComparison.Ordinal);

        Assert.That(WrittenLockfile.Read(Encoding.UTF8.GetBytes(text)), Is.Null);
    }

    /// <summary>Removes, repeats or exchanges lines or characters, and computes the checksum again.</summary>
    private static byte[] Edited(string text, Random random)
    {
        var lines = text[..text.LastIndexOf(Checksum, StringComparison.Ordinal)].Split('\n').ToList();
        var (at, other) = (random.Next(lines.Count), random.Next(lines.Count));
        switch (random.Next(5))
        {
            case 0:
                lines.RemoveAt(at);
                break;
            case 1:
                lines.Insert(at, lines[other]);
                break;
            case 2:
                (lines[at], lines[other]) = (lines[other], lines[at]);
                break;
            case 3:
                lines[at] = lines[at].Replace("\"", random.Next(2) == 0 ? string.Empty : "\"\"", StringComparison.Ordinal);
                break;
            default:
                lines[at] = lines[at].Replace(lines[at].Trim(), lines[other].Trim().TrimEnd(','), StringComparison.Ordinal);
                break;
        }

        return WithChecksum(string.Join('\n', lines) + Checksum);
    }

    private static byte[] WithChecksum(string text)
    {
        var content = text[..text.LastIndexOf(Checksum, StringComparison.Ordinal)];
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content + "\n}")));
        return Encoding.UTF8.GetBytes($"{content}{Checksum}{hash}\"\n}}\n");
    }
}
