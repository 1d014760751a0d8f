namespace FlowPlan.Cli.Arguments;

/// <summary>Command lines that messages suggest.</summary>
internal static class CommandLines
{
    /// <summary>The same command on the same manifest, environment and endpoint.</summary>
    public static string Again(string command, PlatformArguments arguments) =>
        Of(command, arguments.Manifest.Path, arguments.Manifest.Environment, arguments.Endpoint);

    /// <summary>A command on a manifest or saved plan; the current folder and what is null are left out.</summary>
    public static string Of(string command, string path, string? environment, string? endpoint) =>
        $"flowplan {command}{(path == "." ? string.Empty : $" {Quoted(path)}")}{(environment is null ? string.Empty : $" --env {environment}")}{EndpointOf(endpoint)}";

    /// <summary>The option for an endpoint that was given, after a blank; empty for the default.</summary>
    private static string EndpointOf(string? endpoint) => endpoint switch
    {
        null => string.Empty,
        Endpoint.Emulator => " --emulator",
        _ => $" --endpoint {endpoint}",
    };

    /// <summary>A path as a shell takes it.</summary>
    private static string Quoted(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path;
}
