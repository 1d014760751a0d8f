using System.Globalization;

namespace FlowPlan.Cli.Sending;

/// <summary>
/// Which records are done, by number. Records end nearly in their order, so that it keeps a limit below which all are done, and single
/// numbers only above it.
/// </summary>
internal sealed class CheckpointState
{
    private readonly HashSet<long> doneAbove = [];
    private readonly HashSet<long> started = [];
    private readonly HashSet<long> unknown = [];
    private long allDoneUpTo;

    /// <summary>The numbers of the records that were being sent and have no outcome.</summary>
    public IReadOnlyCollection<long> InFlight => started;

    /// <summary>How many records have an unknown outcome.</summary>
    public int UnknownCount => unknown.Count;

    /// <summary>Whether a record has an outcome.</summary>
    public bool IsDone(long number) => number <= allDoneUpTo || doneAbove.Contains(number);

    /// <summary>Whether the outcome of a record is unknown.</summary>
    public bool IsUnknown(long number) => unknown.Contains(number);

    /// <summary>A record is about to be sent.</summary>
    public void Start(long number) => started.Add(number);

    /// <summary>A record has an outcome.</summary>
    public void End(long number, bool isUnknown)
    {
        started.Remove(number);
        if (isUnknown)
            unknown.Add(number);
        else
            unknown.Remove(number);
        if (number <= allDoneUpTo)
            return;
        doneAbove.Add(number);
        while (doneAbove.Remove(allDoneUpTo + 1))
            allDoneUpTo++;
    }

    /// <summary>A record was not taken, and remains to be sent.</summary>
    public void Release(long number) => started.Remove(number);

    /// <summary>Applies a line of a checkpoint; false if it is not one.</summary>
    public bool Apply(string line)
    {
        if (line.Length < 2 || !long.TryParse(line.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
            return false;
        switch (line[0])
        {
            case CheckpointMarks.Started:
                Start(number);
                return true;
            case CheckpointMarks.Released:
                Release(number);
                return true;
            case CheckpointMarks.Done or CheckpointMarks.Unknown:
                End(number, line[0] == CheckpointMarks.Unknown);
                return true;
            default:
                return false;
        }
    }
}

/// <summary>The first characters of the lines of a checkpoint.</summary>
internal static class CheckpointMarks
{
    public const char Started = '+';
    public const char Done = '=';
    public const char Unknown = '?';
    public const char Released = '-';
}
