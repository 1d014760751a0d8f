using FlowPlan.Emulator.Http;

namespace FlowPlan.Emulator.Faults;

/// <summary>The loaded fault script, and how often it was used.</summary>
internal sealed class FaultScript
{
    private readonly Lock gate = new();
    private List<FaultRule> rules = [];
    private int injected;

    /// <summary>The number of requests that a rule was applied to.</summary>
    public int Injected => Volatile.Read(ref injected);

    /// <summary>Replaces the script; null removes it.</summary>
    /// <exception cref="FormatException">The script is invalid.</exception>
    public void Load(string? script)
    {
        var parsed = script is null ? [] : FaultRule.ParseScript(script);
        lock (gate)
            rules = parsed;
    }

    /// <summary>The rule for a request: its own, or the first of the script that matches.</summary>
    /// <exception cref="FormatException">The rule of the request is invalid.</exception>
    public FaultRule? RuleFor(EmulatorRequest request)
    {
        if (request.Header("x-emulator-fault") is { } own)
            return FaultRule.ParseRule(own);
        if (request.Path is ["__emulator", ..])
            return null;
        lock (gate)
            return rules.Find(r => r.Matches(request));
    }

    public void CountInjected() => Interlocked.Increment(ref injected);
}
