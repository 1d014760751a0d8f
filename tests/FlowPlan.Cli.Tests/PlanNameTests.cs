using FlowPlan.Cli.SavedPlans;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;

namespace FlowPlan.Cli.Tests;

/// <summary>Names in the plan's JSON are part of the file format: these tables are what is in files.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class PlanNameTests
{
    private static readonly Dictionary<DifferenceCause, string> Causes = new()
    {
        [DifferenceCause.Manifest] = "manifest",
        [DifferenceCause.Drift] = "drift",
        [DifferenceCause.Both] = "both",
        [DifferenceCause.Reference] = "reference",
    };

    private static readonly Dictionary<FieldChangeEffect, string> Effects = new()
    {
        [FieldChangeEffect.Update] = "update",
        [FieldChangeEffect.Replace] = "replace",
        [FieldChangeEffect.Refuse] = "refuse",
    };

    private static readonly Dictionary<Severity, string> Severities = new()
    {
        [Severity.Info] = "info",
        [Severity.Warning] = "warning",
        [Severity.Error] = "error",
    };

    [Test]
    public void Every_cause_has_its_name()
    {
        Assert.That(Enum.GetValues<DifferenceCause>().ToDictionary(v => v, PlanNames.Of), Is.EqualTo(Causes));
        Assert.That(Causes.ToDictionary(n => PlanNames.CauseOf(n.Value), n => n.Value), Is.EqualTo(Causes));
    }

    [Test]
    public void Every_effect_has_its_name()
    {
        Assert.That(Enum.GetValues<FieldChangeEffect>().ToDictionary(v => v, PlanNames.Of), Is.EqualTo(Effects));
        Assert.That(Effects.ToDictionary(n => PlanNames.EffectOf(n.Value), n => n.Value), Is.EqualTo(Effects));
    }

    [Test]
    public void Every_severity_has_its_name()
    {
        Assert.That(Enum.GetValues<Severity>().ToDictionary(v => v, PlanNames.Of), Is.EqualTo(Severities));
        Assert.That(Severities.ToDictionary(n => PlanNames.SeverityOf(n.Value), n => n.Value), Is.EqualTo(Severities));
    }

    [TestCase("Manifest")]
    [TestCase("")]
    public void Anything_else_is_refused(string name) =>
        Assert.That(() => PlanNames.CauseOf(name), Throws.TypeOf<FormatException>());
}
