using System.Globalization;
using System.Text;
using System.Xml;

namespace FlowPlan.Cli.Output;

/// <summary>Checks as a JUnit report, which CI systems show.</summary>
internal static class JUnitText
{
    /// <summary>The report of a suite.</summary>
    public static string Of(string suite, IReadOnlyList<JUnitCase> cases)
    {
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
        {
            writer.WriteStartElement("testsuites");
            writer.WriteStartElement("testsuite");
            writer.WriteAttributeString("name", Clean(suite));
            writer.WriteAttributeString("tests", cases.Count.ToString(CultureInfo.InvariantCulture));
            writer.WriteAttributeString("failures", cases.Count(c => c.Failure is not null).ToString(CultureInfo.InvariantCulture));
            writer.WriteAttributeString("skipped", cases.Count(c => c.IsSkipped).ToString(CultureInfo.InvariantCulture));
            foreach (var item in cases)
                Write(writer, item);
            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        return text.Append('\n').ToString();
    }

    private static void Write(XmlWriter writer, JUnitCase item)
    {
        writer.WriteStartElement("testcase");
        writer.WriteAttributeString("classname", Clean(item.Class));
        writer.WriteAttributeString("name", Clean(item.Name));
        writer.WriteAttributeString("time", item.Time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture));
        if (item.Failure is { } failure)
        {
            writer.WriteStartElement("failure");
            writer.WriteAttributeString("message", Clean(failure));
            writer.WriteEndElement();
        }
        else if (item.IsSkipped)
        {
            writer.WriteStartElement("skipped");
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private static string Clean(string text) => SafeText.Line(text);
}

/// <summary>A check of a JUnit report.</summary>
/// <param name="Class">What is checked.</param>
/// <param name="Name">The check.</param>
/// <param name="Time">How long it took.</param>
/// <param name="Failure">Why it failed; null if it did not.</param>
/// <param name="IsSkipped">Whether it was not made.</param>
internal sealed record JUnitCase(string Class, string Name, TimeSpan Time, string? Failure, bool IsSkipped = false);
