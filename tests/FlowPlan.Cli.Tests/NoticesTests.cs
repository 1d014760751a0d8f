using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FlowPlan.Cli.Tests;

/// <summary>What ships names whose work it contains.</summary>
public sealed class NoticesTests
{
    [Test]
    public void Every_package_in_the_product_is_in_the_third_party_notices()
    {
        var assets = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "src", "FlowPlan.Cli", "obj", "project.assets.json")))!;
        var target = assets["targets"]!.AsObject().First(t => t.Key == "net10.0").Value!.AsObject();
        var shipped = target.Where(l => l.Value!["runtime"] is not null || l.Value!["native"] is not null || l.Value!["runtimeTargets"] is not null)
            .Where(l => l.Value!["type"]!.ToString() == "package")
            .Select(l => l.Key.Split('/')[0])
            .ToList();
        var named = Regex.Matches(File.ReadAllText(Path.Combine(Repository.Root, "THIRD-PARTY-NOTICES.md")), "`([A-Za-z0-9_.*]+)`")
            .Select(m => new Regex('^' + Regex.Escape(m.Groups[1].Value).Replace("\\*", ".*", StringComparison.Ordinal) + '$'))
            .ToList();

        Assert.That(shipped, Has.Count.GreaterThan(10));
        Assert.That(shipped.Where(s => !named.Exists(n => n.IsMatch(s))), Is.Empty);
    }
}
