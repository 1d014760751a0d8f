using System.Text.Json.Nodes;

namespace FlowPlan.EndToEnd.Tests.Crash;

/// <summary>Fault scripts drawn from a seed: every sort of fault, at random places of an apply.</summary>
internal static class RandomFaults
{
    private static readonly string[] Writing = ["POST", "POST", "POST", "PUT", "PATCH", "DELETE"];
    private static readonly string[] Places =
        ["flowservice/connections", "flowservice/sourceConnections", "flowservice/targetConnections", "flowservice/flows", "schemas", "dataSets", "mappingSets", "/data/", "/data/"];

    /// <summary>Each sort of fault. What is only answered later than the window of absence is not among them: nobody could tell it from absence.</summary>
    private static readonly Func<Random, JsonObject>[] Sorts =
    [
        _ => new() { ["status"] = 429, ["retryAfter"] = 0 },
        _ => new() { ["status"] = 429, ["retryAfterDate"] = 1 },
        random => new() { ["status"] = random.Next(2) == 0 ? 500 : 502 },
        random => new() { ["status"] = random.Next(2) == 0 ? 503 : 504 },
        _ => new() { ["cut"] = "before" },
        _ => new() { ["cut"] = "after" },
        _ => new() { ["cut"] = "after" },
        _ => new() { ["truncate"] = true },
        _ => new() { ["contentType"] = "text/html", ["body"] = "<html>It works!</html>" },
        _ => new() { ["contentType"] = "text/plain" },
        _ => new() { ["malformed"] = true },
        _ => new() { ["withoutId"] = true },
        _ => new() { ["dripMs"] = 1 },
        random => new() { ["delayMs"] = random.Next(1, 200) },
        random => new() { ["holdMs"] = random.Next(8) == 0 ? Soak.CallTimeoutMilliseconds + 500 : 50 },
        random => new() { ["listLagMs"] = random.Next(1, Soak.AbsenceWindowMilliseconds / 4) },
        _ => new() { ["expireTokens"] = true },
    ];

    public static string Script(Random random)
    {
        var rules = new JsonArray();
        for (var left = random.Next(3, 9); left > 0; left--)
        {
            var rule = Sorts[random.Next(Sorts.Length)](random);
            var slow = rule.ContainsKey("dripMs");
            rule["method"] = slow || random.Next(4) > 0 ? Writing[random.Next(Writing.Length)] : "GET";
            rule["path"] = Places[random.Next(Places.Length)];
            rule["skip"] = random.Next(3) == 0 ? 0 : random.Next(12);
            rule["times"] = random.Next(1, 4);
            rules.Add(rule);
        }

        return rules.ToJsonString();
    }
}
