using FlowPlan.Aep.Settings;

namespace FlowPlan.Aep.Tests.Settings;

/// <summary>A setting that cannot be used is an error with its name, not a silent default.</summary>
public sealed class BadSettingTests
{
    [TestCase("FLOWPLAN_IMS_URL", "ims-na1.adobelogin.com", "FP3002")]
    [TestCase("FLOWPLAN_MAX_ATTEMPTS", "0", "FP3004")]
    [TestCase("FLOWPLAN_MAX_ATTEMPTS", "21", "FP3004")]
    [TestCase("FLOWPLAN_MAX_ATTEMPTS", "three", "FP3004")]
    [TestCase("FLOWPLAN_RETRY_DELAY", "0", "FP3004")]
    [TestCase("FLOWPLAN_RETRY_DELAY", "61", "FP3004")]
    [TestCase("FLOWPLAN_CALL_TIMEOUT", "1m", "FP3004")]
    [TestCase("FLOWPLAN_CALL_TIMEOUT", "-1", "FP3004")]
    public void It_is_named(string name, string value, string code)
    {
        var outcome = Read(name, value);

        Assert.That(outcome.Diagnostics.Single().Code, Is.EqualTo(code));
        Assert.That(outcome.Diagnostics.Single().Message, Does.Contain(name));
        Assert.That(outcome.Succeeded, Is.False);
    }

    [TestCase("FLOWPLAN_MAX_ATTEMPTS", "20")]
    [TestCase("FLOWPLAN_RETRY_DELAY", "0.01")]
    [TestCase("FLOWPLAN_CALL_TIMEOUT", "3600")]
    public void The_bounds_themselves_are_allowed(string name, string value) => Assert.That(Read(name, value).Diagnostics, Is.Empty);

    private static Core.Diagnostics.Outcome<AepSettings> Read(string name, string value) => AepSettingsReader.Read(
        new Dictionary<string, string>
        {
            ["FLOWPLAN_ORG_ID"] = "o",
            ["FLOWPLAN_ACCESS_TOKEN"] = "t",
            ["FLOWPLAN_API_KEY"] = "k",
            [name] = value,
        },
        null,
        "dev");
}
