using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Output;

/// <summary>The last line of defence: texts that must not be shown are replaced wherever they turn up, in whatever form.</summary>
internal sealed class SecretRedactor
{
    private const string Hidden = "(sensitive)";

    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private List<string> forms = [];

    /// <summary>Keeps out the credentials of the process from the start, whatever fails afterwards.</summary>
    public static SecretRedactor OfProcess(IReadOnlyDictionary<string, string> environment)
    {
        var redactor = new SecretRedactor();
        redactor.Add(ProcessSecrets.In(environment));
        return redactor;
    }

    /// <summary>
    /// Keeps these texts out from now on. One that could be a word of FlowPlan's own, such as <c>create</c>, is left out: hiding it
    /// would change what the output says, and would show what the secret is.
    /// </summary>
    public void Add(IEnumerable<string> texts)
    {
        lock (gate)
        {
            foreach (var text in texts.Where(SecretForms.IsDistinctive))
                known.UnionWith(SecretForms.Of(text));

            // The longest first: a secret may hold another.
            forms = [.. known.OrderByDescending(f => f.Length).ThenBy(f => f, StringComparer.Ordinal)];
        }
    }

    /// <summary>The text without secrets.</summary>
    public string Clean(string text)
    {
        List<string> hidden;
        lock (gate)
            hidden = forms;
        return hidden.Aggregate(text, (left, form) => left.Replace(form, Hidden, StringComparison.Ordinal));
    }

    /// <summary>The pieces without secrets. One that begins in one piece and ends in another costs the text its styles.</summary>
    public StyledText Clean(StyledText text)
    {
        var written = text.ToString();
        var whole = Clean(written);
        if (whole == written)
            return text;
        var cleaned = text.Select(Clean);
        return cleaned.ToString() == whole || Clean(cleaned.ToString()) == cleaned.ToString() ? cleaned : StyledText.OfLines(whole);
    }

    /// <summary>JSON without secrets in its texts: a secret such as <c>true</c> or <c>1234</c> does not break its form.</summary>
    public string CleanJson(string json)
    {
        if (Clean(json) == json)
            return json;
        var options = new JsonWriterOptions
        {
            Indented = json.Contains('\n', StringComparison.Ordinal),
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, options))
            CleanNode(JsonNode.Parse(json))!.WriteTo(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan) + (json.EndsWith('\n') ? "\n" : string.Empty);
    }

    private JsonNode? CleanNode(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Select(e => KeyValuePair.Create(e.Key, CleanNode(e.Value)))),
        JsonArray list => new JsonArray([.. list.Select(CleanNode)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => JsonValue.Create(Clean(value.GetValue<string>())),
        _ => node?.DeepClone(),
    };
}
