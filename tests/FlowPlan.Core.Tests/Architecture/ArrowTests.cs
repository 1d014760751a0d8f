using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace FlowPlan.Core.Tests.Architecture;

/// <summary>Who may refer to whom. A new arrow is a decision: change it here and say why in docs/decisions.</summary>
public sealed partial class ArrowTests
{
    private static readonly Dictionary<string, string[]> Projects = new()
    {
        ["FlowPlan.Core"] = [],
        ["FlowPlan.Aep"] = ["FlowPlan.Core"],
        ["FlowPlan.Emulator"] = [],
        ["FlowPlan.Cli"] = ["FlowPlan.Core", "FlowPlan.Aep", "FlowPlan.Emulator"],
    };

    /// <summary>The rooms of Core in the order in which data goes through them; each may use those before it that are named.</summary>
    private static readonly Dictionary<string, string[]> Rooms = new()
    {
        ["Diagnostics"] = [],
        ["Values"] = [],
        ["Manifests"] = ["Diagnostics", "Values"],
        ["Graph"] = ["Values"],
        ["Resources"] = ["Diagnostics", "Values", "Manifests"],
        ["Files"] = ["Diagnostics"],
        ["State"] = ["Diagnostics", "Values", "Files"],
        ["Planning"] = ["Diagnostics", "Values", "Manifests", "Graph", "Resources", "State", "Files"],
        ["Importing"] = ["Diagnostics", "Values", "Graph", "Resources", "State", "Planning"],
        ["Applying"] = ["Diagnostics", "Values", "Resources", "State", "Planning"],
    };

    private static IEnumerable<string> ProjectNames => Projects.Keys;

    private static IEnumerable<string> RoomNames => Rooms.Keys;

    [TestCaseSource(nameof(ProjectNames))]
    public void A_project_refers_only_to_those_it_may(string project)
    {
        var file = XDocument.Load(Path.Combine(Repository.Root, "src", project, project + ".csproj"));

        var references = file.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value));

        Assert.That(references, Is.SubsetOf(Projects[project]));
    }

    [Test]
    public void Every_project_is_under_the_rule() => Assert.That(
        Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src")).Select(Path.GetFileName),
        Is.EquivalentTo(Projects.Keys));

    [TestCaseSource(nameof(RoomNames))]
    public void A_room_of_Core_refers_only_to_those_before_it(string room)
    {
        var arrows = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "FlowPlan.Core", room), "*.cs")
            .SelectMany(file => RoomName().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value))
            .Where(other => other != room)
            .Distinct();

        Assert.That(arrows, Is.SubsetOf(Rooms[room]));
    }

    [Test]
    public void Every_room_is_under_the_rule() => Assert.That(
        Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src", "FlowPlan.Core")).Select(Path.GetFileName).Where(n => n is not ("bin" or "obj")),
        Is.EquivalentTo(Rooms.Keys));

    [Test]
    public void Core_speaks_to_no_network_no_console_and_no_clock_of_its_own()
    {
        var offenders = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "FlowPlan.Core"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(f => Banned().IsMatch(File.ReadAllText(f)));

        Assert.That(offenders, Is.Empty);
    }

    [Test]
    public void The_emulator_knows_nothing_of_Core_or_Aep()
    {
        var offenders = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "FlowPlan.Emulator"), "*.cs", SearchOption.AllDirectories)
            .Where(f => File.ReadAllText(f) is var text && (text.Contains("FlowPlan.Core", StringComparison.Ordinal) || text.Contains("FlowPlan.Aep", StringComparison.Ordinal)));

        Assert.That(offenders, Is.Empty);
    }

    [GeneratedRegex(@"FlowPlan\.Core\.([A-Z]\w+)")]
    private static partial Regex RoomName();

    [GeneratedRegex(@"\b(Console\.(Write|Read|Out|Error)|HttpClient|DateTime\.(Utc)?Now|DateTimeOffset\.(Utc)?Now|Adobe|sandbox-management)\b")]
    private static partial Regex Banned();
}
