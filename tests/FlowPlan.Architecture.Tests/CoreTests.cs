using System.Text.RegularExpressions;
using FlowPlan.Architecture.Tests.Sources;

namespace FlowPlan.Architecture.Tests;

/// <summary>What cannot be said as a banned symbol: the engine knows none of the services that it works on.</summary>
public sealed partial class CoreTests
{
    [Test]
    public void Core_names_no_service()
    {
        var offenders = SourceProject.All.Single(p => p.Name == "FlowPlan.Core").Files.Where(file => Service().IsMatch(File.ReadAllText(file)));

        Assert.That(offenders, Is.Empty);
    }

    [GeneratedRegex("Adobe|sandbox-management")]
    private static partial Regex Service();
}
