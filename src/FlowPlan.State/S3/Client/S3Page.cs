using System.Globalization;
using FlowPlan.State.Transport;

namespace FlowPlan.State.S3.Client;

/// <summary>A page of a list of objects.</summary>
/// <param name="Objects">Their keys and sizes.</param>
/// <param name="Next">Where the next page begins; null for the last one.</param>
internal sealed record S3Page(IReadOnlyList<(string Key, long Size)> Objects, string? Next)
{
    /// <summary>Reads a page.</summary>
    /// <exception cref="System.Xml.XmlException">It is not XML.</exception>
    /// <exception cref="InvalidDataException">It is not a list.</exception>
    public static S3Page Read(byte[] text)
    {
        var objects = new List<(string, long)>();
        var (key, size, next, isTruncated, isList) = ((string?)null, 0L, (string?)null, false, false);
        foreach (var (path, value) in XmlTexts.Read(text))
        {
            switch (path)
            {
                case "ListBucketResult/Contents/Key":
                    key = value;
                    break;
                case "ListBucketResult/Contents/Size":
                    size = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
                    break;
                case "ListBucketResult/Contents":
                    objects.Add((key ?? throw new InvalidDataException("the list has an object without a key"), size));
                    (key, size) = (null, 0);
                    break;
                case "ListBucketResult/IsTruncated":
                    isTruncated = value == "true";
                    break;
                case "ListBucketResult/NextContinuationToken":
                    next = value;
                    break;
                case "ListBucketResult":
                    isList = true;
                    break;
                default:
                    break;
            }
        }

        if (!isList)
            throw new InvalidDataException("it is not a list of objects");

        // Without the rest of the list an object would be taken for missing.
        if (isTruncated && string.IsNullOrEmpty(next))
            throw new InvalidDataException("the list is truncated, and does not say where it goes on");
        return new(objects, isTruncated ? next : null);
    }
}
