using System.Text;
using FlowPlan.Aep.Services.StreamingIngestion;

namespace FlowPlan.Cli.Sending;

/// <summary>A request as the curl command that sends it, without the token.</summary>
internal static class CurlText
{
    public static string Of(InletRequest request)
    {
        var text = new StringBuilder().Append("curl -X POST ").Append(Quote(request.Url.AbsoluteUri));
        foreach (var (name, value) in request.Headers)
            Header(name, value);
        if (request.RequiresToken)
            Header("Authorization", "Bearer ***");
        return text.Append(" \\\n  -d ").Append(Quote(Encoding.UTF8.GetString(request.Body.Span))).Append('\n').ToString();

        void Header(string name, string value) => text.Append(" \\\n  -H ").Append(Quote($"{name}: {value}"));
    }

    /// <summary>The text as one word of a shell.</summary>
    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
