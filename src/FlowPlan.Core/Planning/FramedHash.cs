using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FlowPlan.Core.Planning;

/// <summary>A SHA-256 hash over a sequence of texts. Each is preceded by its length, so that two different sequences never count as the same.</summary>
internal sealed class FramedHash : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Add(string text) =>
        hash.AppendData(Encoding.UTF8.GetBytes(text.Length.ToString(CultureInfo.InvariantCulture) + ":" + text));

    /// <summary>The hash in hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(hash.GetCurrentHash());

    public void Dispose() => hash.Dispose();
}
