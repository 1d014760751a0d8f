using System.Globalization;
using System.Text.Json;
using FlowPlan.Aep.Ingestion;

namespace FlowPlan.Cli.Sending.Input;

/// <summary>What is checked of a record before it is sent.</summary>
internal sealed class RecordRules
{
    private const int MaxDepth = 256;

    private readonly int overhead;
    private readonly bool isXdm;
    private readonly RequiredFields required;

    /// <param name="inlet">The inlet that the record is for.</param>
    /// <param name="overhead">How many bytes its envelope takes.</param>
    public RecordRules(Inlet inlet, int overhead)
    {
        this.overhead = overhead;
        isXdm = inlet.IsXdm;
        required = inlet.Required;
    }

    /// <summary>Why a record cannot be sent; null if it can.</summary>
    public string? ProblemOf(InputRecord record)
    {
        if (record.Problem is not null)
            return record.Problem;
        if (record.Json.Length + overhead > MessageWriter.MaxBytes)
            return "it is larger than 1 MB with its envelope";
        bool hasEnvelope;
        try
        {
            if (!IsObject(record.Json.Span, out hasEnvelope))
                return "it is not a JSON object";
        }
        catch (JsonException fault)
        {
            return string.Create(CultureInfo.InvariantCulture, $"it is not JSON (line {record.Line + (fault.LineNumber ?? 0)}, byte {(fault.BytePositionInLine ?? 0) + 1})");
        }

        if (isXdm && hasEnvelope)
            return "it has an envelope already: give the content of body.xdmEntity";
        var missing = isXdm ? required.MissingIn(record.Json.Span) : [];
        return missing.Count == 0 ? null : $"the schema requires {string.Join(" and ", missing)}";
    }

    /// <summary>Whether a text is an object, and whether that has the fields of an envelope. All of it is read.</summary>
    private static bool IsObject(ReadOnlySpan<byte> json, out bool hasEnvelope)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        var (isObject, hasHeader, hasBody) = (false, false, false);
        while (reader.Read())
        {
            if (reader.CurrentDepth == 0 && reader.TokenType == JsonTokenType.StartObject)
                isObject = true;
            else if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName && isObject)
            {
                var name = NameOf(ref reader);
                hasHeader |= name == "header";
                hasBody |= name == "body";
            }
        }

        hasEnvelope = hasHeader && hasBody;
        return isObject;
    }

    private static string NameOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException fault)
        {
            throw new JsonException("a name is not valid", fault);
        }
    }
}
