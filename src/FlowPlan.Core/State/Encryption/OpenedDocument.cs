namespace FlowPlan.Core.State.Encryption;

/// <summary>A document as <see cref="DocumentCipher.Open"/> found it. A closed union: the nested records are all there is.</summary>
public abstract record OpenedDocument
{
    private OpenedDocument()
    {
    }

    /// <summary>The text can be read.</summary>
    /// <param name="Text">The text in clear.</param>
    /// <param name="IsCurrent">Whether it is stored as it would be written now: with the key of today, or in clear where there is none.</param>
    public sealed record Readable(ReadOnlyMemory<byte> Text, bool IsCurrent) : OpenedDocument;

    /// <summary>It is encrypted with a key that is not set.</summary>
    /// <param name="KeyId">The ID of that key.</param>
    public sealed record Locked(string KeyId) : OpenedDocument;

    /// <summary>It is encrypted, and was changed since, or is a document of another kind.</summary>
    public sealed record Damaged : OpenedDocument;

    /// <summary>It is encrypted in a form that this program does not know.</summary>
    /// <param name="Version">The version of that form.</param>
    public sealed record Newer(long Version) : OpenedDocument;
}
