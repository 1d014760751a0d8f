namespace FlowPlan.Cli.Arguments;

/// <summary>Reads the API endpoint of the command line or the process environment.</summary>
internal static class Endpoint
{
    /// <summary>The word for an emulator that runs within the command.</summary>
    public const string Emulator = "emulator";

    /// <summary>Whether a text is an endpoint: <c>emulator</c> or an http(s) URL.</summary>
    public static bool IsValid(string text) =>
        text == Emulator || (Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https"));
}
