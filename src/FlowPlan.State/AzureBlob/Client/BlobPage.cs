using System.Globalization;
using FlowPlan.State.Transport;

namespace FlowPlan.State.AzureBlob.Client;

/// <summary>A blob in a list.</summary>
/// <param name="Name">The name.</param>
/// <param name="Length">The length in bytes.</param>
/// <param name="Metadata">What is written beside the content.</param>
internal sealed record BlobItem(string Name, long Length, IReadOnlyDictionary<string, string> Metadata);

/// <summary>A page of a list of blobs.</summary>
/// <param name="Items">The blobs.</param>
/// <param name="Next">Where the next page begins; null for the last one.</param>
internal sealed record BlobPage(IReadOnlyList<BlobItem> Items, string? Next)
{
    private const string Blob = "EnumerationResults/Blobs/Blob";
    private const string MetadataOfBlob = Blob + "/Metadata/";

    /// <summary>Reads a page.</summary>
    /// <exception cref="System.Xml.XmlException">It is not XML.</exception>
    /// <exception cref="InvalidDataException">It is not a list.</exception>
    public static BlobPage Read(byte[] text)
    {
        var items = new List<BlobItem>();
        var metadata = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var (name, length, next, isList) = ((string?)null, 0L, (string?)null, false);
        foreach (var (path, value) in XmlTexts.Read(text))
        {
            switch (path)
            {
                case Blob + "/Name":
                    name = value;
                    break;
                case Blob + "/Properties/Content-Length":
                    length = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
                    break;
                case Blob:
                    items.Add(new(name ?? throw new InvalidDataException("the list has a blob without a name"), length, metadata));
                    (name, length, metadata) = (null, 0, new(StringComparer.OrdinalIgnoreCase));
                    break;
                case "EnumerationResults/NextMarker":
                    next = value;
                    break;
                case "EnumerationResults":
                    isList = true;
                    break;
                case var other when value is not null && other.StartsWith(MetadataOfBlob, StringComparison.Ordinal):
                    metadata[other[MetadataOfBlob.Length..]] = value;
                    break;
                default:
                    break;
            }
        }

        return isList ? new(items, string.IsNullOrEmpty(next) ? null : next) : throw new InvalidDataException("it is not a list of blobs");
    }
}
