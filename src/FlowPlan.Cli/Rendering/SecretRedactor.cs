namespace FlowPlan.Cli.Rendering;

/// <summary>The last line of defence: texts that must not be shown are replaced wherever they turn up.</summary>
internal sealed class SecretRedactor
{
    /// <summary>Shorter texts would strike words that are no secret.</summary>
    private const int LeastLength = 4;

    private readonly List<string> secrets = [];
    private readonly Lock gate = new();

    /// <summary>Keeps these texts out from now on.</summary>
    public void Add(IEnumerable<string> texts)
    {
        lock (gate)
        {
            secrets.AddRange(texts.Where(t => t.Length >= LeastLength && !secrets.Contains(t)));

            // The longest first: a secret may hold another.
            secrets.Sort((a, b) => b.Length.CompareTo(a.Length));
        }
    }

    /// <summary>The text without secrets.</summary>
    public string Clean(string text)
    {
        lock (gate)
        {
            foreach (var secret in secrets)
                text = text.Replace(secret, "(sensitive)", StringComparison.Ordinal);
        }

        return text;
    }
}
