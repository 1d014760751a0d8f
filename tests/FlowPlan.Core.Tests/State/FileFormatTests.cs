using System.Text;
using FlowPlan.Core.State;
using FlowPlan.Core.State.Serialization;
using FlowPlan.Core.Tests.State.Support;

namespace FlowPlan.Core.Tests.State;

/// <summary>Pins every name in the files of a store: a member that is renamed in code must not rename anything on disk.</summary>
public class FileFormatTests
{
    [TestCase(OperationKind.Create, "Create")]
    [TestCase(OperationKind.Update, "Update")]
    [TestCase(OperationKind.Delete, "Delete")]
    public void An_operation_has_one_name_in_the_journal(OperationKind operation, string name)
    {
        Assert.That(OperationNames.NameOf(operation), Is.EqualTo(name));
        Assert.That(OperationNames.Parse(name), Is.EqualTo(operation));
    }

    [Test]
    public void Every_operation_has_a_name() =>
        Assert.That(Enum.GetValues<OperationKind>().Select(OperationNames.NameOf).Distinct().Count(), Is.EqualTo(3));

    [TestCase("create")]
    [TestCase("0")]
    [TestCase("Replace")]
    public void Any_other_name_of_an_operation_is_refused(string name) =>
        Assert.That(() => OperationNames.Parse(name), Throws.TypeOf<FormatException>());

    [Test]
    public void A_lock_file_has_these_names()
    {
        var holder = new LockHolder("id-1", "jane", 42, "agent-1", new DateTimeOffset(2026, 11, 26, 17, 0, 0, TimeSpan.Zero), "apply", "https://ci/1");
        const string Text = """
            {
              "id": "id-1",
              "user": "jane",
              "processId": 42,
              "host": "agent-1",
              "since": "2026-11-26T17:00:00+00:00",
              "command": "apply",
              "jobUrl": "https://ci/1"
            }
            """;
        Assert.That(Encoding.UTF8.GetString(LockHolderText.Write(holder)), Is.EqualTo(Text.ReplaceLineEndings("\n")));
        Assert.That(LockHolderText.Read(LockHolderText.Write(holder)), Is.EqualTo(holder));
        Assert.That(LockHolderText.Read(LockHolderText.Write(holder with { JobUrl = null })), Is.EqualTo(holder with { JobUrl = null }));
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"id":1,"user":"u","processId":1,"host":"h","since":"2026-11-26T17:00:00+00:00","command":"c"}""")]
    [TestCase("""{"id":"i","user":null,"processId":1,"host":"h","since":"2026-11-26T17:00:00+00:00","command":"c"}""")]
    [TestCase("""{"id":"i","user":"u","processId":1.5,"host":"h","since":"2026-11-26T17:00:00+00:00","command":"c"}""")]
    [TestCase("""{"id":"i","user":"u","processId":1,"host":"h","since":"soon","command":"c"}""")]
    public void A_lock_file_that_is_incomplete_names_nobody(string text) =>
        Assert.That(LockHolderText.Read(Encoding.UTF8.GetBytes(text)), Is.Null);

    [Test]
    public void The_lines_of_a_journal_have_these_names()
    {
        JournalEntry[] entries =
        [
            new JournalEntry.Opened(0, "l", new("p", "dev", "o", "s")),
            new JournalEntry.Intended(1, Sample.Create(1)),
            new JournalEntry.Recorded(2, 1, Sample.Address(1), null),
            new JournalEntry.Failed(3, 1, true, "FP3026"),
        ];
        Assert.That(entries.Select(e => Encoding.UTF8.GetString(JournalText.Write(e)[17..]).Split(',')[1]), Is.EqualTo(
            new[] { "\"entry\":\"opened\"", "\"entry\":\"intended\"", "\"entry\":\"recorded\"", "\"entry\":\"failed\"" }));
    }
}
