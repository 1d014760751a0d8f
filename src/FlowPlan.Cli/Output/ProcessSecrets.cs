namespace FlowPlan.Cli.Output;

/// <summary>The credentials among the environment variables: those of the platform, of the servers that keep a state, and of proxies.</summary>
internal static class ProcessSecrets
{
    private static readonly string[] Whole =
    [
        "FLOWPLAN_ACCESS_TOKEN", "FLOWPLAN_CLIENT_SECRET",
        "PGPASSWORD",
        "TF_HTTP_PASSWORD", "TF_HTTP_CLIENT_PRIVATE_KEY_PEM",
        "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
        "AZURE_CLIENT_SECRET", "AZURE_CLIENT_CERTIFICATE_PASSWORD", "AZURE_PASSWORD",
        "AZURE_STORAGE_KEY",
    ];

    private static readonly string[] Urls =
    [
        "FLOWPLAN_STATE", "TF_HTTP_ADDRESS", "TF_HTTP_LOCK_ADDRESS", "TF_HTTP_UNLOCK_ADDRESS",
        "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy",
    ];

    /// <summary>The texts that must not be shown.</summary>
    public static IEnumerable<string> In(IReadOnlyDictionary<string, string> environment)
    {
        IEnumerable<string> Values(params IEnumerable<string> names) => names.Select(environment.GetValueOrDefault).OfType<string>();
        return
        [
            .. Values(Whole),
            .. Values(Urls).SelectMany(PasswordsIn),
            .. Values("AZURE_STORAGE_SAS_TOKEN").SelectMany(SignaturesIn),
            .. Values("AZURE_STORAGE_CONNECTION_STRING").SelectMany(SecretsOfConnection),
        ];
    }

    /// <summary>The password in a URL, as written and as meant.</summary>
    private static string[] PasswordsIn(string url) =>
        Uri.TryCreate(url.Trim(), UriKind.Absolute, out var parsed) && parsed.UserInfo.Split(':', 2) is [_, var password] ? [password, Uri.UnescapeDataString(password)] : [];

    /// <summary>A connection string as a whole, its key and its signature.</summary>
    private static IEnumerable<string> SecretsOfConnection(string connection) => connection
        .Split(';', StringSplitOptions.TrimEntries)
        .Select(part => part.Split('=', 2))
        .SelectMany(part => part switch
        {
            ["AccountKey", var key] => [key],
            ["SharedAccessSignature", var token] => SignaturesIn(token),
            _ => [],
        })
        .Append(connection);

    /// <summary>A shared access signature as a whole, and what it is signed with: services show the rest of it in their answers.</summary>
    private static IEnumerable<string> SignaturesIn(string token) => token.Trim().TrimStart('?')
        .Split('&')
        .Where(parameter => parameter.StartsWith("sig=", StringComparison.Ordinal))
        .SelectMany(parameter => new[] { parameter[4..], Uri.UnescapeDataString(parameter[4..]) })
        .Append(token.Trim().TrimStart('?'));
}
