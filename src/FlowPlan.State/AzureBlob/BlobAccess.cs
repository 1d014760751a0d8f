namespace FlowPlan.State.AzureBlob;

/// <summary>What a service is shown. None of it is printed.</summary>
internal abstract record BlobAccess
{
    private BlobAccess()
    {
    }

    /// <summary>What it is called, without the secret.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>A key of the account.</summary>
    internal sealed record AccountKey(string Account, byte[] Key) : BlobAccess;

    /// <summary>A shared access signature.</summary>
    internal sealed record Signature(string Text) : BlobAccess;

    /// <summary>Tokens of an identity of Microsoft Entra ID.</summary>
    internal sealed record Identity(IReadOnlyDictionary<string, string> Variables) : BlobAccess;
}
