using System.Text;
using FlowPlan.Aep.Services.StreamingIngestion;
using FlowPlan.Cli.Sending;
using FlowPlan.Cli.Sending.Input;

namespace FlowPlan.Cli.Tests.Sending;

/// <summary>What a send says.</summary>
public sealed class SendTextTests
{
    [Test]
    public void A_request_is_shown_as_curl_without_its_token()
    {
        var request = new InletRequest(
            new("https://dcs.adobedc.net/collection/1?a=b"), [new("Content-Type", "application/json")], Encoding.UTF8.GetBytes("""{"a":"it's $HOME"}"""), 1, false, RequiresToken: true);

        Assert.That(CurlText.Of(request), Is.EqualTo(
            """
            curl -X POST 'https://dcs.adobedc.net/collection/1?a=b' \
              -H 'Content-Type: application/json' \
              -H 'Authorization: Bearer ***' \
              -d '{"a":"it'\''s $HOME"}'

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void The_report_counts_every_outcome_and_shows_the_first_failures_by_line()
    {
        var tally = new SendTally();
        tally.Add(RecordAt(1), new(RecordResult.Accepted, 200, "x:1"));
        tally.Add(RecordAt(9), new(RecordResult.Rejected, 400, null, "no schema"));
        tally.Add(RecordAt(4), new(RecordResult.Unknown, null, null, "the connection was closed"));
        tally.Add(RecordAt(5), new(RecordResult.NotTaken, 503, null, "busy"));
        tally.AddInvalid(RecordAt(7), "it is not JSON");
        tally.Skip();

        Assert.That(SendReport.Text(tally, "flow.loyalty", TimeSpan.FromSeconds(2)), Is.EqualTo(
            """
            line 4: unknown: the connection was closed
            line 5: not taken (503): busy
            line 7: invalid: it is not JSON
            line 9: rejected (400): no schema
            1 record accepted by the inlet of flow.loyalty in 2.0 s (2/s), 1 rejected, 1 invalid, 1 with unknown outcome, 1 not taken, 1 done earlier.
            xactionId x:1
            The inlet may have taken records with unknown outcome. They are sent again with --resume --resend-unknown, and may then arrive twice.

            """.ReplaceLineEndings("\n")));
        Assert.That(tally.Handled, Is.EqualTo(6));
    }

    [Test]
    public void Of_many_failures_the_first_ten_are_shown()
    {
        var tally = new SendTally();
        for (var line = 1; line <= 1234; line++)
            tally.AddInvalid(RecordAt(line), "it is not JSON");

        Assert.That(SendReport.Text(tally, "flow.loyalty", TimeSpan.FromSeconds(1)), Does.Contain("line 10: ").And.Not.Contain("line 11: ").And.Contain("… and 1,224 more\n"));
    }

    [Test]
    public void Progress_is_a_bar_with_the_rate_and_the_failures()
    {
        var tally = new SendTally();
        tally.AddInvalid(RecordAt(1), "it is not JSON");
        tally.Add(RecordAt(2), new(RecordResult.Accepted, 200, "x:1"));

        Assert.That(
            new SendActivity(tally, new InputFile("-")).Text(TimeSpan.FromSeconds(2)), Is.EqualTo("2 records, 1/s, 1 failed"));
        Assert.That(
            new SendActivity(tally, new InputFile(typeof(SendTextTests).Assembly.Location)).Text(TimeSpan.FromSeconds(2)),
            Is.EqualTo("[....................] 0 % 2 records, 1/s, 1 failed"));
    }

    private static InputRecord RecordAt(long line) => new(line, line, ReadOnlyMemory<byte>.Empty);
}
