using FlowPlan.Aep.Services.StreamingIngestion;
using FlowPlan.Cli.Sending.Input;

namespace FlowPlan.Cli.Sending;

/// <summary>Counts what became of the records, and keeps the first failures.</summary>
internal sealed class SendTally
{
    private const int MostFailures = 100;

    private readonly Lock gate = new();
    private readonly List<SendFailure> failures = [];
    private readonly List<string> transactions = [];

    public long Accepted { get; private set; }

    /// <summary>Rejected by the inlet.</summary>
    public long Rejected { get; private set; }

    /// <summary>Found wrong before they were sent.</summary>
    public long Invalid { get; private set; }

    /// <summary>Sent without a reliable response.</summary>
    public long Unknown { get; private set; }

    /// <summary>Not taken by the inlet, for now.</summary>
    public long NotTaken { get; private set; }

    /// <summary>Left out because an earlier send was done with them.</summary>
    public long Skipped { get; private set; }

    /// <summary>All that have an outcome.</summary>
    public long Handled => Accepted + Failed + Skipped;

    /// <summary>All that were not accepted.</summary>
    public long Failed => Rejected + Invalid + Unknown + NotTaken;

    /// <summary>The first failures, in the order of their lines.</summary>
    public IReadOnlyList<SendFailure> Failures => [.. failures.OrderBy(f => f.Line)];

    /// <summary>The IDs of the first accepted records.</summary>
    public IReadOnlyList<string> Transactions => transactions;

    public void Skip()
    {
        lock (gate)
            Skipped++;
    }

    public void AddInvalid(InputRecord record, string problem)
    {
        lock (gate)
        {
            Invalid++;
            Keep(new(record.Line, "invalid", null, problem));
        }
    }

    public void Add(InputRecord record, RecordOutcome outcome)
    {
        lock (gate)
        {
            switch (outcome.Result)
            {
                case RecordResult.Accepted:
                    Accepted++;
                    if (outcome.TransactionId is { } id && transactions.Count < MostFailures)
                        transactions.Add(id);
                    return;
                case RecordResult.Rejected:
                    Rejected++;
                    break;
                case RecordResult.Unknown:
                    Unknown++;
                    break;
                default:
                    NotTaken++;
                    break;
            }

            Keep(new(record.Line, WordOf(outcome.Result), outcome.Status, outcome.Reason ?? "no reason given"));
        }
    }

    private static string WordOf(RecordResult result) => result switch { RecordResult.Rejected => "rejected", RecordResult.Unknown => "unknown", _ => "not taken" };

    private void Keep(SendFailure failure)
    {
        if (failures.Count < MostFailures)
            failures.Add(failure);
    }
}

/// <summary>A record that was not accepted.</summary>
/// <param name="Line">The line on which it begins.</param>
/// <param name="Outcome">What became of it, in a word.</param>
/// <param name="Status">The status, if there was one.</param>
/// <param name="Reason">Why.</param>
internal sealed record SendFailure(long Line, string Outcome, int? Status, string Reason);
