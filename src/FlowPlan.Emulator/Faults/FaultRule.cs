using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;

namespace FlowPlan.Emulator.Faults;

/// <summary>One rule of a fault script: which requests it matches, and what happens to them.</summary>
internal sealed class FaultRule
{
    private static readonly string[] KnownKeys =
    [
        "method", "path", "skip", "times", "delayMs", "holdMs", "status", "retryAfter", "retryAfterDate", "body", "contentType", "contentEncoding",
        "cut", "truncate", "malformed", "withoutId", "dripMs", "listLagMs", "expireTokens", "hide",
    ];

    private readonly JsonObject rule;
    private readonly Regex? path;
    private int skip;
    private int times;

    private FaultRule(JsonObject rule)
    {
        this.rule = rule;
        path = Text("path") is { } pattern ? RequestPattern.Create(pattern) : null;
        skip = Number("skip") ?? 0;
        times = Number("times") ?? 1;
    }

    /// <summary>Reads a fault script: an array of rules.</summary>
    /// <exception cref="FormatException">The fault script is invalid.</exception>
    public static List<FaultRule> ParseScript(string script)
    {
        var rules = Parse(script) as JsonArray ?? throw new FormatException("a fault script must be an array of rules");
        return [.. rules.Select(Create)];
    }

    /// <summary>Reads the single rule that a request brings.</summary>
    /// <exception cref="FormatException">The rule is invalid.</exception>
    public static FaultRule ParseRule(string rule) => Create(Parse(rule));

    /// <summary>Whether the rule matches a request; a match is counted.</summary>
    public bool Matches(EmulatorRequest request)
    {
        if (times == 0 || (Text("method") is { } method && method != request.Method) || path?.IsMatch(request.Target) == false)
            return false;
        if (skip > 0)
        {
            skip--;
            return false;
        }

        if (times > 0)
            times--;
        return true;
    }

    public int? Number(string key) => rule[key] is JsonValue value && value.TryGetValue(out int number) ? number : null;

    public string? Text(string key) => rule.Text(key);

    public bool Flag(string key) => rule[key].IsTrue();

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException exception)
        {
            throw new FormatException($"the fault script is not valid: {exception.Message}", exception);
        }
    }

    private static FaultRule Create(JsonNode? node)
    {
        if (node is not JsonObject rule)
            throw new FormatException("a fault rule must be an object");
        if (rule.Select(p => p.Key).FirstOrDefault(k => !KnownKeys.Contains(k)) is { } unknown)
            throw new FormatException($"unknown key '{unknown}' in a fault rule");
        return new(rule);
    }
}
