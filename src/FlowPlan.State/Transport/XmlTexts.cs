using System.Xml;

namespace FlowPlan.State.Transport;

/// <summary>The texts of a small XML document in order, each with the path of its element.</summary>
internal static class XmlTexts
{
    private const int Deepest = 16;

    /// <summary>A document type could name other files, and names may have characters that XML does not allow.</summary>
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CheckCharacters = false };

    /// <summary>Path and text of each element; the text is null at the end of one that has elements itself.</summary>
    /// <exception cref="XmlException">It is not such a document.</exception>
    public static IEnumerable<(string Path, string? Text)> Read(byte[] content)
    {
        using var stream = new MemoryStream(content);
        using var reader = XmlReader.Create(stream, Settings);
        var paths = new Stack<string>();
        var text = (string?)string.Empty;
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                if (paths.Count == Deepest)
                    throw new XmlException("the elements are nested too deeply");
                paths.Push(paths.TryPeek(out var parent) ? $"{parent}/{reader.LocalName}" : reader.LocalName);
                text = string.Empty;
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace && text is not null)
            {
                text += reader.Value;
            }

            if (reader.NodeType == XmlNodeType.EndElement || (reader.NodeType == XmlNodeType.Element && reader.IsEmptyElement))
            {
                yield return (paths.Pop(), text);
                text = null;
            }
        }
    }
}
