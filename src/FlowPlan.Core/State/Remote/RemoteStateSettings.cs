namespace FlowPlan.Core.State.Remote;

/// <summary>The times of a shared state.</summary>
/// <param name="LeaseDuration">How long the lease lasts unless it is renewed; it is renewed three times as often.</param>
public sealed record RemoteStateSettings(TimeSpan LeaseDuration)
{
    /// <summary>The shortest lease: with less, a slow answer of the server would end it.</summary>
    public static readonly TimeSpan ShortestLease = TimeSpan.FromSeconds(5);

    /// <summary>The longest lease.</summary>
    public static readonly TimeSpan LongestLease = TimeSpan.FromHours(1);

    /// <summary>A lease of a minute.</summary>
    public static RemoteStateSettings Default { get; } = new(TimeSpan.FromMinutes(1));

    /// <summary>How often the lease is renewed.</summary>
    internal TimeSpan RenewalInterval => LeaseDuration / 3;

    /// <summary>The holder stops this long before its lease ends, because its clock and the server's may run differently.</summary>
    internal TimeSpan Margin => LeaseDuration / 6;

    /// <summary>How long an answer of the server may take.</summary>
    internal TimeSpan AnswerTimeout => LeaseDuration / 4;
}
