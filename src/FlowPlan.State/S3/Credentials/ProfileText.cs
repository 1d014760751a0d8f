namespace FlowPlan.State.S3.Credentials;

/// <summary>Reads the files <c>config</c> and <c>credentials</c> of AWS.</summary>
internal static class ProfileText
{
    private const string Prefix = "profile ";

    /// <summary>Adds the settings of a file to those of its profiles; what is there is replaced.</summary>
    /// <param name="text">The file.</param>
    /// <param name="isConfig">Whether profiles other than the default one begin with <c>profile</c>, and sections of other sorts are passed over.</param>
    /// <param name="profiles">The settings of each profile.</param>
    public static void Read(string text, bool isConfig, Dictionary<string, Dictionary<string, string>> profiles)
    {
        Dictionary<string, string>? current = null;
        var isNested = false;
        foreach (var raw in text.Split('\n'))
        {
            var line = WithoutComment(raw.TrimEnd());
            if (line.Length == 0)
                continue;
            if (line[0] == '[')
            {
                current = NameOf(line, isConfig) is { } name ? (profiles.TryGetValue(name, out var known) ? known : profiles[name] = new(StringComparer.OrdinalIgnoreCase)) : null;
                isNested = false;
                continue;
            }

            // Below a setting without a value, such as 's3 =', there are settings of another sort.
            var isIndented = char.IsWhiteSpace(line[0]);
            if (current is null || (isIndented && isNested) || line.Split('=', 2) is not [var key, var value])
                continue;
            isNested = value.Trim().Length == 0;
            if (!isNested)
                current[key.Trim()] = value.Trim();
        }
    }

    private static string WithoutComment(string line)
    {
        if (line.TrimStart() is "" or ['#' or ';', ..])
            return string.Empty;
        for (var i = 1; i < line.Length; i++)
        {
            if (line[i] is '#' or ';' && char.IsWhiteSpace(line[i - 1]))
                return line[..i].TrimEnd();
        }

        return line;
    }

    private static string? NameOf(string line, bool isConfig)
    {
        var end = line.IndexOf(']', StringComparison.Ordinal);
        var name = line[1..(end < 0 ? line.Length : end)].Trim();
        if (!isConfig || name == "default")
            return name;
        return name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..].Trim().Trim('"', '\'') : null;
    }
}
