using FlowPlan.Cli.Arguments;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Options;

/// <summary>What the values of the shared options must look like.</summary>
internal static class OptionRules
{
    public static void AddTo(SharedOptions options, AddressForms addresses)
    {
        options.Parallelism.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 256)
                result.AddError("--parallelism takes a number from 1 to 256.");
        });
        options.LockTimeout.Validators.Add(result =>
        {
            if (Durations.Parse(result.GetValueOrDefault<string>()) is null)
                result.AddError("--lock-timeout takes a duration such as 30s, 5m or 1h.");
        });
        options.Only.Validators.Add(result =>
        {
            if ((result.GetValueOrDefault<string[]>() ?? []).Any(Endpoint.IsValid))
                result.AddError(EndpointOptions.TargetIsNotEndpoint);
        });
        options.Replace.Validators.Add(result =>
        {
            foreach (var text in result.GetValueOrDefault<string[]>() ?? [])
            {
                if (!ResourceAddress.TryParse(addresses.Normalize(text), out _))
                    result.AddError($"--replace takes an address such as flow.loyalty, not '{text}'.");
            }
        });
        options.Var.Validators.Add(result =>
        {
            // The message does not repeat the value: it may be a secret whose name was forgotten.
            if ((result.GetValueOrDefault<string[]>() ?? []).Any(pair => pair.IndexOf('=', StringComparison.Ordinal) < 1))
                result.AddError("--var takes name=value.");
        });
    }
}
