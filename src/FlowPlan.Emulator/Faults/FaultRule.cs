using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlowPlan.Emulator.Http;

namespace FlowPlan.Emulator.Faults;

/// <summary>One fault of a script: which requests it strikes, and what happens to them.</summary>
internal sealed class FaultRule
{
    private static readonly string[] Known =
        ["method", "path", "skip", "times", "delayMs", "holdMs", "status", "retryAfter", "retryAfterDate", "body", "contentType", "cut", "truncate", "malformed", "withoutId", "dripMs", "listLagMs", "expireTokens", "hide"];

    private readonly Regex? path;
    private int skip;
    private int times;

    private FaultRule(JsonObject rule)
    {
        Rule = rule;
        path = rule.Text("path") is { } pattern ? new Regex(pattern, RegexOptions.CultureInvariant) : null;
        skip = Number("skip") ?? 0;
        times = Number("times") ?? 1;
    }

    public JsonObject Rule { get; }

    /// <summary>Reads a script: an array of rules.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static List<FaultRule> Parse(string script)
    {
        try
        {
            var rules = (JsonNode.Parse(script) as JsonArray ?? throw new FormatException("a fault script is an array of rules")).Cast<JsonObject>().ToList();
            foreach (var key in rules.SelectMany(r => r.Select(p => p.Key)).Where(k => !Known.Contains(k)))
                throw new FormatException($"a fault rule has no '{key}'");
            return [.. rules.Select(r => new FaultRule(r))];
        }
        catch (Exception fault) when (fault is JsonException or InvalidCastException)
        {
            throw new FormatException($"the fault script is not valid: {fault.Message}", fault);
        }
    }

    /// <summary>Whether the rule strikes a request; counts it.</summary>
    public bool Strikes(EmulatorRequest request)
    {
        if (times == 0 || (Rule.Text("method") is { } method && method != request.Method) || path?.IsMatch(request.Target) == false)
            return false;
        if (skip-- > 0)
            return false;
        skip = 0;
        if (times > 0)
            times--;
        return true;
    }

    public int? Number(string key) => Rule[key] is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? (int)value : null;

    public string? Text(string key) => Rule.Text(key);

    public bool Flag(string key) => Rule[key].IsTrue();
}
