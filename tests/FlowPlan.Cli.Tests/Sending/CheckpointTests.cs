using System.Text;
using FlowPlan.Cli.Sending;
using FlowPlan.Core.Diagnostics;
using FsCheck;
using FsCheck.Fluent;

namespace FlowPlan.Cli.Tests.Sending;

/// <summary>A checkpoint says which records are done, after any end.</summary>
public sealed class CheckpointTests
{
    private static readonly CheckpointOwner Owner = new("flow-1", "abc");

    private string path = null!;

    [SetUp]
    public void MakeFolder() => path = Path.Combine(Directory.CreateTempSubdirectory("flowplan-send-").FullName, "s.checkpoint");

    [TearDown]
    public void RemoveFolder() => Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

    [Test]
    public void A_record_is_done_exactly_when_it_has_an_outcome() => Prop.ForAll(
        Gen.Choose(1, 60).SelectMany(n => Gen.Shuffle(Enumerable.Range(1, n)).Select(order => order.Take(n * 2 / 3).ToArray())).ToArbitrary(),
        ended =>
        {
            var state = new CheckpointState();
            foreach (var number in ended)
            {
                state.Start(number);
                state.End(number, isUnknown: number % 7 == 0);
            }

            return Enumerable.Range(1, 61).All(n => state.IsDone(n) == ended.Contains(n) && state.IsUnknown(n) == (ended.Contains(n) && n % 7 == 0)) && state.InFlight.Count == 0;
        }).QuickCheckThrowOnFailure();

    [Test]
    public void A_send_continues_where_the_last_one_was_killed()
    {
        using (var first = Checkpoints.Open(path, Owner, resume: false, restart: false))
        {
            first.Start([1, 2, 3]);
            first.End([('=', 2), ('?', 3)]);
        }

        File.AppendAllText(path, "+4\n=");
        using var next = Checkpoints.Open(path, Owner, resume: true, restart: false);

        Assert.That(Enumerable.Range(1, 4).Where(n => next.State.IsDone(n)), Is.EqualTo(new[] { 2, 3 }));
        Assert.That(next.State.InFlight, Is.EquivalentTo(new[] { 1, 4 }));
        Assert.That((next.State.IsUnknown(3), next.State.UnknownCount), Is.EqualTo((true, 1)));
    }

    [Test]
    public void What_is_added_after_an_incomplete_line_is_read_again()
    {
        File.WriteAllText(path, Owner.Header + "\n+1\n+2");
        using (var next = Checkpoints.Open(path, Owner, resume: true, restart: false))
            next.End([('=', 1)]);

        using var last = Checkpoints.Open(path, Owner, resume: true, restart: false);

        Assert.That((last.State.IsDone(1), last.State.IsDone(2)), Is.EqualTo((true, false)));
    }

    [Test]
    public void A_record_that_was_not_taken_is_not_done()
    {
        var state = new CheckpointState();
        foreach (var line in new[] { "+1", "+2", "-1", "=2" })
            Assert.That(state.Apply(line), Is.True);

        Assert.That((state.IsDone(1), state.IsDone(2), state.InFlight.Count), Is.EqualTo((false, true, 0)));
    }

    [Test]
    public void An_unfinished_send_is_neither_repeated_nor_mixed_up_with_another()
    {
        Checkpoints.Open(path, Owner, resume: false, restart: false).Dispose();

        Assert.That(CodeOf(() => Checkpoints.Open(path, Owner, resume: false, restart: false)), Is.EqualTo("FP8213"));
        Assert.That(CodeOf(() => Checkpoints.Open(path, Owner with { Fingerprint = "def" }, resume: true, restart: false)), Is.EqualTo("FP8214"));
        Assert.That(CodeOf(() => Checkpoints.Open(path, Owner with { FlowId = "flow-2" }, resume: true, restart: false)), Is.EqualTo("FP8214"));
        Assert.That(CodeOf(() => Checkpoints.Open(path + "x", Owner, resume: true, restart: false)), Is.EqualTo("FP8214"));
        Assert.That(() => Checkpoints.Open(path, Owner, resume: false, restart: true).Dispose(), Throws.Nothing);
    }

    [TestCase("+1\nx2\n=1\n")]
    [TestCase("\n\n+1\n*\n+2\n")]
    public void A_damaged_checkpoint_is_refused(string lines)
    {
        File.WriteAllText(path, Owner.Header + "\n" + lines, Encoding.UTF8);

        Assert.That(CodeOf(() => Checkpoints.Open(path, Owner, resume: true, restart: false)), Is.EqualTo("FP8214"));
    }

    [Test]
    public void A_place_that_cannot_be_written_is_one_finding()
    {
        Directory.CreateDirectory(path);

        Assert.That(CodeOf(() => Checkpoints.Open(path, Owner, resume: false, restart: false)), Is.EqualTo("FP8215"));
    }

    private static string CodeOf(Action action) => Assert.Throws<DiagnosticException>(action)!.Diagnostic.Code;
}
