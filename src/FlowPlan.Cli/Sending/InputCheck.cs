using System.Globalization;
using FlowPlan.Cli.Sending.Input;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Sending;

/// <summary>Checks a whole input before the first record is sent.</summary>
internal sealed class InputCheck(InputFile input, RecordRules rules)
{
    private const int Shown = 10;

    /// <summary>What is wrong with it; null for nothing.</summary>
    public async Task<Diagnostic?> RunAsync(CancellationToken cancellationToken)
    {
        var tally = new SendTally();
        await foreach (var record in input.ReadAsync(cancellationToken))
        {
            if (rules.ProblemOf(record) is { } problem)
                tally.AddInvalid(record, problem);
        }

        return tally.Invalid == 0 ? null : Describe(input, tally);
    }

    /// <summary>The records that cannot be sent.</summary>
    public static Diagnostic Describe(InputFile input, SendTally tally)
    {
        var details = tally.Failures.Take(Shown).Select(f => string.Create(CultureInfo.InvariantCulture, $"line {f.Line}: {f.Reason}")).ToList();
        if (tally.Invalid > Shown)
            details.Add(string.Create(CultureInfo.InvariantCulture, $"… and {tally.Invalid - Shown:N0} more"));
        return Diagnostic.Of(
            SendDescriptors.InvalidRecords,
            string.Create(CultureInfo.InvariantCulture, $"{Quantity.Grouped(tally.Invalid, "record")} of {input.Name} cannot be sent"),
            help: "correct them, or send the others with --skip-invalid") with
        {
            Details = details,
        };
    }
}
