namespace FlowPlan.Emulator.Http;

/// <summary>Text such as <c>a=b&amp;c=d</c>, as in queries and forms.</summary>
internal static class FormText
{
    public static ILookup<string, string> Parse(string text) => text
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .ToLookup(
            pair => Decode(pair[0]),
            pair => pair.Length == 2 ? Decode(pair[1]) : string.Empty,
            StringComparer.Ordinal);

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
