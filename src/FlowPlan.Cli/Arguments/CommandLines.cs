namespace FlowPlan.Cli.Arguments;

/// <summary>Command lines that messages suggest.</summary>
internal static class CommandLines
{
    /// <summary>The same command on the same manifest, environment and endpoint.</summary>
    public static string Again(string command, PlatformArguments arguments)
    {
        var manifest = arguments.Manifest.Path == "." ? string.Empty : $" {arguments.Manifest.Path}";
        var environment = arguments.Manifest.Environment is { } name ? $" --env {name}" : string.Empty;
        return $"flowplan {command}{manifest}{environment}{EndpointOf(arguments.Endpoint)}";
    }

    /// <summary>The option for an endpoint that was given, after a blank; empty for the default.</summary>
    public static string EndpointOf(string? endpoint) => endpoint switch
    {
        null => string.Empty,
        Endpoint.Emulator => " --emulator",
        _ => $" --endpoint {endpoint}",
    };
}
