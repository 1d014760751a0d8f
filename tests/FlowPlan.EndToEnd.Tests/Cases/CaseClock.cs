namespace FlowPlan.EndToEnd.Tests.Cases;

/// <summary>A clock that stands still unless it is moved, so that every time in a case is the same in every run.</summary>
internal sealed class CaseClock : TimeProvider
{
    private DateTimeOffset now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public void NextDay() => now = now.AddDays(1);
}
