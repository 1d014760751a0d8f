namespace FlowPlan.Tests;

/// <summary>Programs that some tests need.</summary>
internal static class Needed
{
    /// <summary>Where a program is missing, the test fails in CI, which installs all of them, and is ignored on the machine of a contributor, who may do without.</summary>
    /// <param name="isInstalled">Whether it is there.</param>
    /// <param name="advice">That it is not, and how to install it.</param>
    public static void Require(bool isInstalled, string advice)
    {
        if (isInstalled)
            return;
        Assert.That(Environment.GetEnvironmentVariable("CI"), Is.Not.EqualTo("true"), advice);
        Assert.Ignore(advice);
    }
}
