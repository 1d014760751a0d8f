using System.CommandLine;
using FlowPlan.Cli.Arguments;

namespace FlowPlan.Cli.Options;

/// <summary>The options to wait for flows that do not accept data yet.</summary>
internal sealed class WaitOptions
{
    private readonly Option<bool> wait;

    private readonly Option<string> timeout = new("--wait-timeout")
    {
        Description = "How long to wait for a flow, such as 10m",
        HelpName = "duration",
        DefaultValueFactory = _ => "15m",
    };

    /// <param name="description">What is waited for.</param>
    public WaitOptions(string description)
    {
        wait = new("--wait") { Description = description };
        timeout.Validators.Add(result =>
        {
            if (Durations.Parse(result.GetValueOrDefault<string>()) is null)
                result.AddError("--wait-timeout takes a duration such as 30s, 5m or 1h.");
        });
    }

    public void AddTo(Command command)
    {
        command.Add(wait);
        command.Add(timeout);
    }

    /// <summary>How long to wait; null for not at all.</summary>
    public TimeSpan? ValueOf(ParseResult parsed) => parsed.GetValue(wait) ? Durations.Parse(parsed.GetValue(timeout)) : null;
}
