using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Hosting;

/// <summary>Chooses the API endpoint: the option, else FLOWPLAN_ENDPOINT, else its deprecated alias FLOWPLAN_TARGET.</summary>
internal static class EndpointResolver
{
    private const string Variable = "FLOWPLAN_ENDPOINT";
    private const string Alias = "FLOWPLAN_TARGET";

    /// <summary>The endpoint, null for the provider's default; with a warning where the alias is used.</summary>
    /// <exception cref="DiagnosticException">A variable is not an endpoint, or the two differ.</exception>
    public static string? Resolve(string? option, IReadOnlyDictionary<string, string> environment, Action<Diagnostic> warn)
    {
        if (option is not null)
            return option;
        var (value, alias) = (Read(environment, Variable), Read(environment, Alias));
        if (value is not null && alias is not null && value != alias)
            throw new DiagnosticException(Diagnostic.Of(CliDescriptors.EndpointsDiffer, $"{Variable} and {Alias} differ", help: $"unset {Alias}, which is deprecated"));
        if (value is null && alias is not null)
            warn(Diagnostic.Of(CliDescriptors.TargetDeprecated, $"{Alias} is deprecated", help: $"set {Variable} instead"));
        return value ?? alias;
    }

    private static string? Read(IReadOnlyDictionary<string, string> environment, string name)
    {
        if (!environment.TryGetValue(name, out var value) || string.IsNullOrWhiteSpace(value))
            return null;
        return Endpoint.IsValid(value.Trim())
            ? value.Trim()
            : throw new DiagnosticException(Diagnostic.Of(
                CliDescriptors.InvalidEndpoint, $"{name} is not 'emulator' or an http(s) URL", help: "correct it, or unset it to use Adobe's API"));
    }
}
