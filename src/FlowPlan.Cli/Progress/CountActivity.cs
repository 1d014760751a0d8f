using FlowPlan.Cli.Arguments;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Progress;

/// <summary>Work on one thing after the other, or on several at once, of which only the number is known.</summary>
/// <param name="doing">What is done, such as <c>Reading the runs</c>.</param>
/// <param name="noun">What one of them is called.</param>
/// <param name="total">How many there are.</param>
internal sealed class CountActivity(string doing, string noun, int total) : IActivity
{
    private int done;

    /// <summary>So many more are done.</summary>
    public void Add(int number = 1) => Interlocked.Add(ref done, number);

    public IReadOnlyList<string> Rows(TimeSpan elapsed) => [Summary(elapsed)];

    /// <summary>Such as <c>Reading the runs: 3 of 120 flows, 6s so far.</c></summary>
    public string Summary(TimeSpan elapsed) =>
        $"{doing}: {Quantity.Number(Volatile.Read(ref done))} of {Quantity.Grouped(total, noun)}, {Durations.Show(elapsed)} so far.";
}
