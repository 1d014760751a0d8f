using System.CommandLine;
using FlowPlan.Cli.Arguments;

namespace FlowPlan.Cli.Options;

/// <summary>The options that name the API endpoint.</summary>
internal sealed class EndpointOptions
{
    /// <summary>Said where <c>--target</c> is given an endpoint, as in earlier versions.</summary>
    public const string TargetIsNotEndpoint =
        "--target selects resources, like --only. To choose the API endpoint, use --endpoint URL, or --emulator.";

    private readonly Option<string?> endpoint = new("--endpoint")
    {
        Description = "API endpoint: 'emulator' or the URL of a gateway (default: FLOWPLAN_ENDPOINT, or Adobe)",
        HelpName = "url|emulator",
    };

    private readonly Option<bool> emulator = new("--emulator") { Description = "Same as --endpoint emulator" };

    /// <summary>On commands that plan nothing; without it a <c>--target</c> of an earlier version would be an unknown option.</summary>
    private readonly Option<string?> target = new("--target") { Hidden = true };

    public EndpointOptions()
    {
        endpoint.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !Endpoint.IsValid(text))
                result.AddError("--endpoint takes 'emulator' or an http(s) URL.");
        });
        emulator.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<bool>() && result.GetResult(endpoint) is { Implicit: false } && result.GetValue(endpoint) != Endpoint.Emulator)
                result.AddError("--emulator and --endpoint exclude each other.");
        });
        target.Validators.Add(result => result.AddError("This command does not take --target. To choose the API endpoint, use --endpoint URL, or --emulator."));
    }

    public void AddTo(Command command)
    {
        command.Add(endpoint);
        command.Add(emulator);
    }

    /// <summary>Adds what explains a misplaced <c>--target</c>, for commands without <c>--only</c>.</summary>
    public void AddTargetHint(Command command) => command.Add(target);

    public string? ValueOf(ParseResult parsed) => parsed.GetValue(emulator) ? Endpoint.Emulator : parsed.GetValue(endpoint);
}
