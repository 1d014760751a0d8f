using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;

namespace FlowPlan.EndToEnd.Tests.Cases;

/// <summary>The writing calls of a run as a person reads them: what, where, guarded by which etag, with which body, and the answer's status.</summary>
internal static class CallsText
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(IReadOnlyList<RecordedRequest> calls)
    {
        if (calls.Count == 0)
            return "No call that writes.\n";
        var text = new StringBuilder();
        foreach (var (call, number) in calls.Select((call, index) => (call, index + 1)))
        {
            text.Append(text.Length == 0 ? string.Empty : "\n");
            text.Append(CultureInfo.InvariantCulture, $"{number}. {call.Method} {Uri.UnescapeDataString(call.PathAndQuery)} -> {call.Status}\n");
            if (call.Headers.TryGetValue("if-match", out var etag))
                text.Append(CultureInfo.InvariantCulture, $"If-Match: {etag}\n");
            if (call.Body.Length > 0)
                text.Append(JsonNode.Parse(call.Body)!.ToJsonString(Indented)).Append('\n');
        }

        return text.ToString();
    }
}
