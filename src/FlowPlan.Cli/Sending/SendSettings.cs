namespace FlowPlan.Cli.Sending;

/// <summary>How records are sent.</summary>
/// <param name="Parallelism">How many requests are in flight at most.</param>
/// <param name="BatchSize">How many records a request has at most.</param>
/// <param name="Rate">How many records are sent each second at most; null for no limit.</param>
/// <param name="ResendUnknown">Whether records with an unknown outcome are sent again.</param>
internal sealed record SendSettings(int Parallelism, int BatchSize, double? Rate, bool ResendUnknown)
{
    private const int MostRepeats = 3;

    /// <summary>How often a request with an unknown outcome is sent again.</summary>
    public int Repeats => ResendUnknown ? MostRepeats : 0;
}
