namespace FlowPlan.State.Transport;

/// <summary>Codes and IDs in an answer, which are shown.</summary>
internal static class AnswerWord
{
    private const int Longest = 100;

    /// <summary>The text where it is a word; null for anything else that a server sends, which may be a credential.</summary>
    public static string? Of(string? text) =>
        text is { Length: > 0 and <= Longest } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '+' or '/' or '=') ? text : null;
}
