namespace FlowPlan.State.AzureBlob;

/// <summary>A connection string of a storage account.</summary>
/// <param name="Account">The account.</param>
/// <param name="Service">The address of its Blob Storage.</param>
/// <param name="Access">The key or the signature.</param>
internal sealed record ConnectionString(string Account, Uri Service, BlobAccess Access)
{
    /// <summary>The account of emulators and its key, which everybody knows.</summary>
    private const string Development =
        "AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;BlobEndpoint=http://127.0.0.1:10000/devstoreaccount1";

    /// <summary>Reads a connection string.</summary>
    /// <exception cref="FormatException">It is not one. The message does not quote it.</exception>
    public static ConnectionString Read(string text)
    {
        var parts = PartsOf(text);
        if (string.Equals(parts.GetValueOrDefault("UseDevelopmentStorage"), "true", StringComparison.OrdinalIgnoreCase))
            parts = PartsOf(Development);
        var account = parts.GetValueOrDefault("AccountName");
        var service = ServiceOf(parts, account);
        account ??= service.HostNameType == UriHostNameType.Dns && !service.IsLoopback ? service.Host.Split('.')[0] : service.AbsolutePath.Trim('/').Split('/')[0];
        if (parts.TryGetValue("SharedAccessSignature", out var signature))
            return new(account, service, new BlobAccess.Signature(signature));
        return parts.TryGetValue("AccountKey", out var key)
            ? new(account, service, new BlobAccess.AccountKey(account, Convert.FromBase64String(key)))
            : throw new FormatException("It has neither a key nor a signature.");
    }

    private static Dictionary<string, string> PartsOf(string text)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            parts[part.Split('=', 2)[0].Trim()] = part.Split('=', 2) is [_, var value] ? value.Trim() : throw new FormatException("A part has no value.");
        return parts;
    }

    private static Uri ServiceOf(Dictionary<string, string> parts, string? account)
    {
        if (parts.GetValueOrDefault("BlobEndpoint") is not { } endpoint)
        {
            endpoint = account is null
                ? throw new FormatException("It names neither the account nor its address.")
                : $"{parts.GetValueOrDefault("DefaultEndpointsProtocol", "https")}://{account}.blob.{parts.GetValueOrDefault("EndpointSuffix", "core.windows.net")}";
        }

        return Uri.TryCreate(endpoint, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : throw new FormatException("The address is not a URL.");
    }
}
