namespace FlowPlan.Aep.Kinds.Mappings;

/// <summary>What can be checked of a Data Prep expression without the service.</summary>
internal static class MappingExpression
{
    private const int MaxLength = 4096;

    /// <summary>What is plainly wrong: the length, or a quote or bracket that is not closed; null when nothing is.</summary>
    public static string? FaultIn(string text)
    {
        if (text.Length > MaxLength)
            return "is longer than 4096 characters";
        var open = new Stack<char>();
        char? quote = null;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote is not null)
            {
                if (c == '\\')
                    i++;
                else if (c == quote)
                    quote = null;
            }
            else if (c == '$' && i + 1 < text.Length && text[i + 1] == '{')
            {
                // What is between ${ and } is the name of a column, with whatever characters it has.
                i = text.IndexOf('}', i);
                if (i < 0)
                    return "has a '${' that is not closed";
            }
            else if (c is '"' or '\'')
            {
                quote = c;
            }
            else if (c is '(' or '[' or '{')
            {
                open.Push(c);
            }
            else if (c is ')' or ']' or '}' && (open.Count == 0 || open.Pop() != c switch { ')' => '(', ']' => '[', _ => '{' }))
            {
                return $"has an unmatched '{c}'";
            }
        }

        return quote is not null ? "has a quote that is not closed" : open.Count > 0 ? $"has a '{open.Peek()}' that is not closed" : null;
    }
}
